/**
 * What the company fixes for all its laptops. Whatever is in it outdoes what the agent sets. Parts that hold what they
 * should count, whatever is wrong elsewhere. What restricts and cannot be understood restricts all the same, and what
 * deletes does not delete. Where the company's words about the portal cannot be understood, nothing automatic touches any
 * portal.
 */
import { createPublicKey } from 'node:crypto';
import { distance } from 'fastest-levenshtein';
import { z } from 'zod';
import {
  FREQUENCY_MAX_MINUTES,
  FREQUENCY_MIN_MINUTES,
  LOGINS_PER_DAY_MAX,
  LOGINS_PER_DAY_MIN,
  RETENTION_MONTHS_DEFAULT,
  RETENTION_MONTHS_MAX,
  RETENTION_MONTHS_MIN,
  certificatePinSchema,
  portalUrlSchema,
  syncHoursSchema,
} from '../../preload/contract';
import { appError } from '../../preload/contract';
import type { AppError, PolicyState, Preferences, SyncHours } from '../../preload/contract';
import { isLoopback, normalisePortalUrl } from './portal-url';

const minutes = z.int().min(FREQUENCY_MIN_MINUTES).max(FREQUENCY_MAX_MINUTES);

/** What each key may hold. A new key goes here, into {@link Policy} and into docs/company-policy.md. */
const KEYS = {
  /** The only portal that accounts may be on. */
  portalUrl: portalUrlSchema.transform((url, context) => {
    const origin = normalisePortalUrl(url);
    if (!origin.ok) {
      context.addIssue({ code: 'custom', message: 'it is no address of a portal' });
      return z.NEVER;
    }
    return origin.value;
  }),
  /** Between which frequencies the agent may choose, in minutes. */
  frequencyMinutes: z
    .strictObject({ min: minutes, max: minutes })
    .refine(({ min, max }) => min <= max, 'min is above max'),
  /** When syncs may start by themselves. */
  hours: syncHoursSchema,
  /** How many logins of any kind in 24 hours stop those that are made by themselves. */
  loginsPerDay: z.int().min(LOGINS_PER_DAY_MIN).max(LOGINS_PER_DAY_MAX),
  /** Where newer versions of the app are; without it there are no updates. */
  updateFeed: z.url().refine(isFeed, 'it must begin with https://'),
  /** By whom the feed must be signed: an Ed25519 public key, as PEM or base64 of its SPKI form. Kept as the latter. */
  updateKey: z.string().transform((text, context) => {
    const key = ed25519Key(text);
    if (key === null) {
      context.addIssue({ code: 'custom', message: 'it is no public key of Ed25519' });
      return z.NEVER;
    }
    return key;
  }),
  /** Trusted for these hosts, and no others: SHA-256 fingerprints by host with port. */
  certificatePins: z.record(z.string(), z.unknown()).transform((given, context) => {
    const pins: Record<string, string> = {};
    for (const [name, value] of Object.entries(given)) {
      const host = hostOfPin(name);
      const fingerprint = fingerprintOf(value);
      if (host === null || fingerprint === null || (pins[host] ?? fingerprint) !== fingerprint) {
        context.addIssue({ code: 'custom', message: 'it is no host with one fingerprint', path: [name] });
        return z.NEVER;
      }
      pins[host] = fingerprint;
    }
    return pins;
  }),
  /** Whether the agent may trust a certificate that the system does not vouch for. */
  mayTrustCertificates: z.boolean(),
  /** After how many months what is kept of customers that were removed is deleted for good. */
  retentionMonths: z.int().min(RETENTION_MONTHS_MIN).max(RETENTION_MONTHS_MAX),
} as const satisfies Record<string, z.ZodType>;

type Key = keyof typeof KEYS;
type Values = {
  readonly [Name in Key]?: z.output<(typeof KEYS)[Name]> | (Name extends 'retentionMonths' ? null : never);
};

/** A fingerprint that no certificate has. */
const NO_CERTIFICATE = '';

/**
 * What counts in place of what cannot be understood: less than any company would leave to the agent, and yet of use. For
 * `portalUrl` nothing could stand in.
 */
const STRICT: { readonly [Name in Key]?: (value: unknown) => Values[Name] } = {
  frequencyMinutes: () => ({ min: 60, max: FREQUENCY_MAX_MINUTES }),
  hours: () => ({ days: [1, 2, 3, 4, 5], from: '08:00', to: '18:00' }),
  loginsPerDay: () => 4,
  mayTrustCertificates: () => false,
  retentionMonths: () => null,
  // The hosts that can be read keep what is pinned for them; where that cannot be read, nothing is trusted.
  certificatePins: (value) =>
    Object.fromEntries(
      Object.entries(typeof value === 'object' && value !== null ? value : {}).flatMap(([name, pin]) => {
        const host = hostOfPin(name);
        return host === null ? [] : [[host, fingerprintOf(pin) ?? NO_CERTIFICATE]];
      }),
    ),
};

/** Where nothing of a policy can be understood. Its hours and the like are left open: nothing automatic is done anyway. */
const NOTHING_UNDERSTOOD = { mayTrustCertificates: false, retentionMonths: null } as const;

/** Without these the app would go to a portal, or trust one, that the company has not meant. */
const VITAL: readonly Key[] = ['portalUrl', 'certificatePins'];

/** What is fixed; `null` is left to the agent. */
export interface Policy {
  /** As in `https://archibald.example.it`. */
  readonly portalOrigin: string | null;
  /** The company names a portal, as far as can be told, and it cannot be told which: no other one is connected. */
  readonly isPortalUnclear: boolean;
  readonly frequencyMinutes: { readonly min: number; readonly max: number } | null;
  readonly hours: SyncHours | null;
  readonly loginsPerDay: number | null;
  /** By host as {@link hostOfPin} gives it. */
  readonly certificatePins: Readonly<Record<string, string>>;
  readonly mayTrustCertificates: boolean;
  readonly updateFeed: string | null;
  readonly updateKey: string | null;
  /** The usual time where the company names none; `null` deletes nothing. */
  readonly retentionMonths: number | null;
}

export interface LoadedPolicy {
  readonly policy: Policy;
  readonly state: PolicyState;
  /** What does not count and why, for the log: names of keys, never their values. */
  readonly troubles: readonly string[];
  /** Whether it is known what is there, were it nothing: `false` after a failure to read. */
  readonly isRead: boolean;
}

/** Where there is no policy. */
export const NO_POLICY: LoadedPolicy = {
  policy: policyFrom({}),
  state: 'valid',
  troubles: [],
  isRead: true,
};

/** A policy that somebody else than an administrator may have written: nothing that it allows counts. */
export function untrustedPolicy(why: string): LoadedPolicy {
  return { ...brokenPolicy(why), state: 'untrusted' };
}

/** One that is there and cannot be understood as a whole: nobody knows which portal the company means. */
export function brokenPolicy(why: string): LoadedPolicy {
  return { policy: policyFrom(NOTHING_UNDERSTOOD, true), state: 'broken', troubles: [why], isRead: true };
}

/** One of which nobody knows whether it is there. */
export function unreadPolicy(why: string): LoadedPolicy {
  return { ...brokenPolicy(why), isRead: false };
}

/** Understands the text of a policy; never throws. */
export function parsePolicy(text: string): LoadedPolicy {
  let content: unknown;
  try {
    // A byte order mark, as Windows' editors write it.
    content = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    return brokenPolicy('it is no JSON');
  }
  if (typeof content !== 'object' || content === null || Array.isArray(content)) {
    return brokenPolicy('it is no JSON object');
  }
  const values: Record<string, unknown> = {};
  const troubles: string[] = [];
  const unclear = new Set<Key>();
  for (const [name, value] of Object.entries(content)) {
    const meant = isKey(name) ? name : likelyKey(name);
    if (!isKey(name)) {
      troubles.push(`${name}: there is no such key`);
    }
    if (meant === null || (meant !== name && Object.hasOwn(content, meant))) {
      // A later version's, or the right one stands there too.
      continue;
    }
    const parsed = KEYS[meant].safeParse(value);
    if (parsed.success && meant === name) {
      values[meant] = parsed.data;
      continue;
    }
    unclear.add(meant);
    values[meant] = STRICT[meant]?.(value);
    if (!parsed.success && meant === name) {
      const [issue] = parsed.error.issues;
      troubles.push(`${[name, ...(issue?.path ?? [])].join('.')}: ${issue?.message ?? ''}`);
    }
  }
  if (unclear.has('updateKey')) {
    // The company means a key: without it nothing that comes from the feed is what it means.
    delete values['updateFeed'];
  }
  const isBroken = VITAL.some((key) => unclear.has(key));
  if (isBroken) {
    values['mayTrustCertificates'] = false;
  }
  const state = isBroken ? 'broken' : troubles.length > 0 ? 'partly' : 'valid';
  return { policy: policyFrom(values, unclear.has('portalUrl')), state, troubles, isRead: true };
}

function isKey(name: string): name is Key {
  return Object.hasOwn(KEYS, name);
}

/** So many letters may be wrong, missing or too many in a key that is mistyped, and no more than a third of them. */
const MISTYPED_LETTERS = 3;

/** The key that a name is likely to mean: other capitals or signs, a few letters more or less; `null` for none. */
function likelyKey(name: string): Key | null {
  const plain = (text: string): string => text.toLowerCase().replace(/[^a-z]/g, '');
  const keys = Object.keys(KEYS).filter(isKey);
  const near = keys
    .map((key) => ({ key, letters: distance(plain(name), plain(key)) }))
    .filter(({ key, letters }) => letters <= Math.min(MISTYPED_LETTERS, key.length / 3));
  return near.sort((one, other) => one.letters - other.letters)[0]?.key ?? null;
}

function policyFrom(values: Values, isPortalUnclear = false): Policy {
  return {
    portalOrigin: values.portalUrl ?? null,
    isPortalUnclear,
    frequencyMinutes: values.frequencyMinutes ?? null,
    hours: values.hours ?? null,
    loginsPerDay: values.loginsPerDay ?? null,
    certificatePins: values.certificatePins ?? {},
    mayTrustCertificates: values.mayTrustCertificates ?? true,
    updateFeed: values.updateFeed ?? null,
    updateKey: values.updateKey ?? null,
    retentionMonths: values.retentionMonths === undefined ? RETENTION_MONTHS_DEFAULT : values.retentionMonths,
  };
}

/**
 * The host with its port as browsers write it, which is how it is looked up: in small letters, without the dot at its end
 * and without the usual port; `null` for what is no host.
 */
export function hostOfPin(text: string): string | null {
  const url = certificatePinSchema.shape.host.safeParse(text).success ? `https://${text}` : '';
  if (!URL.canParse(url)) {
    return null;
  }
  const { hostname, port, pathname, username } = new URL(url);
  const host = hostname.replace(/\.$/, '');
  return host === '' || pathname !== '/' || username !== ''
    ? null
    : `${host}${port === '' ? '' : `:${port}`}`;
}

/** A fingerprint of 32 pairs as people write it, with or without colons, or `null`. */
function fingerprintOf(value: unknown): string | null {
  const digits = typeof value === 'string' ? value.trim().toUpperCase() : '';
  const pairs = digits.includes(':') ? digits : (digits.match(/.{1,2}/g)?.join(':') ?? '');
  return certificatePinSchema.shape.fingerprint.safeParse(pairs).success ? pairs : null;
}

/** By https, or on this very computer (tests); without a user, which could make another host look like it. */
function isFeed(text: string): boolean {
  const url = new URL(text);
  const isPlain = url.username === '' && url.password === '';
  return isPlain && (url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url.hostname)));
}

/** The key in its one form, or `null`; a private key is none, whoever holds a policy would hold it. */
function ed25519Key(text: string): string | null {
  const body = /^-----BEGIN PUBLIC KEY-----([^-]+)-----END PUBLIC KEY-----$/.exec(text.trim())?.[1] ?? text;
  try {
    const bytes = Buffer.from(body, 'base64');
    const key = createPublicKey({ key: bytes, format: 'der', type: 'spki' });
    return key.asymmetricKeyType === 'ed25519' ? bytes.toString('base64') : null;
  } catch {
    return null;
  }
}

/** Why nothing automatic may touch a portal under this policy: POLICY_BROKEN, or `null`. */
export function policyTrouble({ state }: LoadedPolicy): AppError | null {
  return state === 'broken' ? appError('POLICY_BROKEN', "The company's policy cannot be understood") : null;
}

/** Whether accounts of the portal at `origin` may be used. */
export function allowsPortal({ portalOrigin }: Policy, origin: string): boolean {
  return portalOrigin === null || portalOrigin === origin || isUpgradeOf(portalOrigin, origin);
}

/**
 * Whether the way to a portal is safe enough for the password: by https, on this very computer, or because the company
 * names an address by http. In a café's network anybody could ask for it otherwise.
 */
export function isSafePortal({ portalOrigin }: Policy, origin: string): boolean {
  const { protocol, hostname } = new URL(origin);
  return protocol === 'https:' || isLoopback(hostname) || portalOrigin === origin;
}

/** The same host by https, where the company's address by http leads to. */
function isUpgradeOf(portalOrigin: string, origin: string): boolean {
  return portalOrigin.startsWith('http:') && origin === `https://${new URL(portalOrigin).hostname}`;
}

/** Returns the preferences that count: the company's hours, if it has fixed them, and a frequency within its range. */
export function effectivePreferences(
  chosen: Preferences,
  { frequencyMinutes: range, hours }: Policy,
): Preferences {
  const frequencyMinutes =
    range === null
      ? chosen.frequencyMinutes
      : Math.min(range.max, Math.max(range.min, chosen.frequencyMinutes));
  return { ...chosen, frequencyMinutes, hours: hours ?? chosen.hours };
}
