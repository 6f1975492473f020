/**
 * What the company fixes for all its laptops: a file that only an administrator may write. Whatever is in it outdoes what
 * the agent sets. A file that does not hold what it should is reported and fixes nothing.
 */
import { existsSync, readFileSync } from 'node:fs';
import { posix, win32 } from 'node:path';
import { z } from 'zod';
import {
  FREQUENCY_MAX_MINUTES,
  FREQUENCY_MIN_MINUTES,
  LOGINS_PER_DAY_MAX,
  LOGINS_PER_DAY_MIN,
  certificatePinSchema,
  portalUrlSchema,
  syncHoursSchema,
} from '../../preload/contract';
import type { SyncHours } from '../../preload/contract';
import { normalisePortalUrl } from './portal-url';

const minutes = z.int().min(FREQUENCY_MIN_MINUTES).max(FREQUENCY_MAX_MINUTES);

const policySchema = z.strictObject({
  /** The only portal that accounts may be on. */
  portalUrl: portalUrlSchema.optional(),
  /** Between which frequencies the agent may choose, in minutes. */
  frequencyMinutes: z
    .strictObject({ min: minutes, max: minutes })
    .refine(({ min, max }) => min <= max, 'min is above max')
    .optional(),
  /** When syncs may start by themselves. */
  hours: syncHoursSchema.optional(),
  /** How many logins of any kind in 24 hours stop those that are made by themselves. */
  loginsPerDay: z.int().min(LOGINS_PER_DAY_MIN).max(LOGINS_PER_DAY_MAX).optional(),
  /** Where newer versions of the app are; without it there are no updates. On this computer also by http, for tests. */
  updateFeed: z
    .url()
    .regex(/^(https:\/\/|http:\/\/127\.0\.0\.1[:/])/)
    .optional(),
  /** Trusted for these hosts, and no others: SHA-256 fingerprints by host with port. */
  certificatePins: z
    .record(certificatePinSchema.shape.host, certificatePinSchema.shape.fingerprint)
    .optional(),
});

/** What is fixed; `null` is left to the agent. */
export interface Policy {
  /** As in `https://archibald.example.it`. */
  readonly portalOrigin: string | null;
  readonly frequencyMinutes: { readonly min: number; readonly max: number } | null;
  readonly hours: SyncHours | null;
  readonly loginsPerDay: number | null;
  readonly certificatePins: Readonly<Record<string, string>>;
  readonly updateFeed: string | null;
}

export interface LoadedPolicy {
  readonly policy: Policy;
  /** Why the file does not count: which part of it; `null` when it does, or when there is none. */
  readonly trouble: string | null;
}

const NOTHING_FIXED: Policy = {
  portalOrigin: null,
  frequencyMinutes: null,
  hours: null,
  loginsPerDay: null,
  certificatePins: {},
  updateFeed: null,
};

/** Where the system keeps what administrators set. */
export function policyPath(platform: NodeJS.Platform, environment: NodeJS.ProcessEnv): string {
  switch (platform) {
    case 'win32':
      return win32.join(environment['ProgramData'] ?? 'C:\\ProgramData', 'Archibald Agent', 'policy.json');
    case 'darwin':
      return '/Library/Application Support/Archibald Agent/policy.json';
    default:
      return posix.join('/etc', 'archibald-agent', 'policy.json');
  }
}

/** Reads the policy; never throws: an app that does not start helps nobody. */
export function loadPolicy(path: string): LoadedPolicy {
  if (!existsSync(path)) {
    return { policy: NOTHING_FIXED, trouble: null };
  }
  let content: unknown;
  try {
    content = JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    const trouble = error instanceof SyntaxError ? 'it is no JSON' : 'it cannot be read';
    return { policy: NOTHING_FIXED, trouble };
  }
  const parsed = policySchema.safeParse(content);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    return { policy: NOTHING_FIXED, trouble: `${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}` };
  }
  const { portalUrl, frequencyMinutes = null, hours = null, loginsPerDay = null } = parsed.data;
  const { certificatePins = {}, updateFeed = null } = parsed.data;
  const origin = portalUrl === undefined ? null : normalisePortalUrl(portalUrl);
  if (origin?.ok === false) {
    return { policy: NOTHING_FIXED, trouble: 'portalUrl: it is no address of a portal' };
  }
  return {
    policy: {
      portalOrigin: origin?.value ?? null,
      frequencyMinutes,
      hours,
      loginsPerDay,
      certificatePins,
      updateFeed,
    },
    trouble: null,
  };
}

/** Whether accounts of the portal at `origin` may be used. */
export function allowsPortal({ portalOrigin }: Policy, origin: string): boolean {
  return portalOrigin === null || portalOrigin === origin;
}

/** The hours that count: the company's, if it has fixed them. */
export function allowedHours(chosen: SyncHours, { hours }: Policy): SyncHours {
  return hours ?? chosen;
}

/** The frequency that counts: what the agent chose, within what is allowed. */
export function allowedFrequency(chosen: number, { frequencyMinutes }: Policy): number {
  return frequencyMinutes === null
    ? chosen
    : Math.min(frequencyMinutes.max, Math.max(frequencyMinutes.min, chosen));
}
