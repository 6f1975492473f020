/**
 * Parses the company's policy, which overrides the agent's settings. Each valid part counts, even
 * if others are invalid. An invalid restriction becomes a strict default, and invalid retention
 * deletes nothing. If the portal is unclear, no automatic work touches any portal.
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

/** The schema of each key; add a new key to {@link Policy} and docs/company-policy.md too. */
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
  /** The range of frequencies that the agent may choose from, in minutes. */
  frequencyMinutes: z
    .strictObject({ min: minutes, max: minutes })
    .refine(({ min, max }) => min <= max, 'min is above max'),
  /** The hours in which automatic syncs may start. */
  hours: syncHoursSchema,
  /** The number of logins of any kind in 24 hours after which automatic logins stop. */
  loginsPerDay: z.int().min(LOGINS_PER_DAY_MIN).max(LOGINS_PER_DAY_MAX),
  /** The address of the update feed; without it there are no updates. */
  updateFeed: z.url().refine(isFeed, 'it must begin with https://'),
  /** The Ed25519 public key of the feed: PEM or base64 of its SPKI form, kept as base64. */
  updateKey: z.string().transform((text, context) => {
    const key = ed25519Key(text);
    if (key === null) {
      context.addIssue({ code: 'custom', message: 'it is no public key of Ed25519' });
      return z.NEVER;
    }
    return key;
  }),
  /** SHA-256 fingerprints by host with port; these hosts are trusted with no other certificate. */
  certificatePins: z.record(z.string(), z.unknown()).transform((given, context) => {
    const pins: Record<string, string> = {};
    for (const [name, value] of Object.entries(given)) {
      const host = normalisePinHost(name);
      const fingerprint = fingerprintOf(value);
      if (host === null || fingerprint === null || (pins[host] ?? fingerprint) !== fingerprint) {
        context.addIssue({ code: 'custom', message: 'it is no host with one fingerprint', path: [name] });
        return z.NEVER;
      }
      pins[host] = fingerprint;
    }
    return pins;
  }),
  /** Whether the agent may trust a certificate that the system rejects. */
  mayTrustCertificates: z.boolean(),
  /** The number of months after which the data of removed customers are deleted for good. */
  retentionMonths: z.int().min(RETENTION_MONTHS_MIN).max(RETENTION_MONTHS_MAX),
} as const satisfies Record<string, z.ZodType>;

type Key = keyof typeof KEYS;
type Values = {
  readonly [Name in Key]?: z.output<(typeof KEYS)[Name]> | (Name extends 'retentionMonths' ? null : never);
};

/** A fingerprint that matches no certificate. */
const NO_CERTIFICATE = '';

/**
 * The strict value used for each key that cannot be understood: stricter than any company would
 * choose, yet usable. `portalUrl` has none, as nothing could replace it.
 */
const STRICT: { readonly [Name in Key]?: (value: unknown) => Values[Name] } = {
  frequencyMinutes: () => ({ min: 60, max: FREQUENCY_MAX_MINUTES }),
  hours: () => ({ days: [1, 2, 3, 4, 5], from: '08:00', to: '18:00' }),
  loginsPerDay: () => 4,
  mayTrustCertificates: () => false,
  retentionMonths: () => null,
  // Hosts with an unreadable pin are pinned to no certificate.
  certificatePins: (value) =>
    Object.fromEntries(
      Object.entries(typeof value === 'object' && value !== null ? value : {}).flatMap(([name, pin]) => {
        const host = normalisePinHost(name);
        return host === null ? [] : [[host, fingerprintOf(pin) ?? NO_CERTIFICATE]];
      }),
    ),
};

/** Used when the whole policy is unreadable; hours need no value, as all automatic work stops. */
const NOTHING_UNDERSTOOD = { mayTrustCertificates: false, retentionMonths: null } as const;

/** The keys without which the app might use or trust a portal that the company does not want. */
const VITAL: readonly Key[] = ['portalUrl', 'certificatePins'];

/** The company's settings; `null` leaves the choice to the agent. */
export interface Policy {
  /** For example `https://archibald.example.it`. */
  readonly portalOrigin: string | null;
  /** Whether the policy names a portal that cannot be read; then no other portal is connected. */
  readonly isPortalUnclear: boolean;
  readonly frequencyMinutes: { readonly min: number; readonly max: number } | null;
  readonly hours: SyncHours | null;
  readonly loginsPerDay: number | null;
  /** Keyed by host as returned by {@link normalisePinHost}. */
  readonly certificatePins: Readonly<Record<string, string>>;
  readonly mayTrustCertificates: boolean;
  readonly updateFeed: string | null;
  readonly updateKey: string | null;
  /** The default if the company sets no number; `null` deletes nothing. */
  readonly retentionMonths: number | null;
}

export interface LoadedPolicy {
  readonly policy: Policy;
  readonly state: PolicyState;
  /** The ignored keys and the reasons, for the log; never their values. */
  readonly problems: readonly string[];
  /** Whether reading succeeded, even if there is no policy. */
  readonly isRead: boolean;
}

/** The result when there is no policy. */
export const NO_POLICY: LoadedPolicy = {
  policy: policyFrom({}),
  state: 'valid',
  problems: [],
  isRead: true,
};

/** Returns strict values in place of a policy that non-administrators may have written. */
export function untrustedPolicy(why: string): LoadedPolicy {
  return { ...brokenPolicy(why), state: 'untrusted' };
}

/** Returns a policy that cannot be understood as a whole: the company's portal is unknown. */
export function brokenPolicy(why: string): LoadedPolicy {
  return { policy: policyFrom(NOTHING_UNDERSTOOD, true), state: 'broken', problems: [why], isRead: true };
}

/** Returns strict values for a policy that could not be read and may not even exist. */
export function unreadPolicy(why: string): LoadedPolicy {
  return { ...brokenPolicy(why), isRead: false };
}

/** Parses the text of a policy; never throws. */
export function parsePolicy(text: string): LoadedPolicy {
  let content: unknown;
  try {
    // Windows editors write a byte order mark.
    content = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    return brokenPolicy('it is not JSON');
  }
  if (typeof content !== 'object' || content === null || Array.isArray(content)) {
    return brokenPolicy('it is not a JSON object');
  }
  const values: Record<string, unknown> = {};
  const problems: string[] = [];
  const unclear = new Set<Key>();
  for (const [name, value] of Object.entries(content)) {
    const meant = isKey(name) ? name : likelyKey(name);
    if (!isKey(name)) {
      problems.push(`${name}: there is no such key`);
    }
    if (meant === null || (meant !== name && Object.hasOwn(content, meant))) {
      // A key of a later version, or a misspelling next to the correct key.
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
      problems.push(`${[name, ...(issue?.path ?? [])].join('.')}: ${issue?.message ?? ''}`);
    }
  }
  if (unclear.has('updateKey')) {
    // Without the company's key, the feed cannot be verified.
    delete values['updateFeed'];
  }
  const isBroken = VITAL.some((key) => unclear.has(key));
  if (isBroken) {
    values['mayTrustCertificates'] = false;
  }
  const state = isBroken ? 'broken' : problems.length > 0 ? 'partly' : 'valid';
  return { policy: policyFrom(values, unclear.has('portalUrl')), state, problems, isRead: true };
}

function isKey(name: string): name is Key {
  return Object.hasOwn(KEYS, name);
}

/** The most letters that may differ in a mistyped key, but never more than a third of the key. */
const MISTYPED_LETTERS = 3;

/** Returns the key probably meant, ignoring case, signs and a few letters; `null` for none. */
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
 * Returns the host with its port as browsers write it: lower case, without final dot and default
 * port. Returns `null` for an invalid host.
 */
export function normalisePinHost(text: string): string | null {
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

/** Returns a fingerprint of 32 pairs, with or without colons in the input, or `null`. */
function fingerprintOf(value: unknown): string | null {
  const digits = typeof value === 'string' ? value.trim().toUpperCase() : '';
  const pairs = digits.includes(':') ? digits : (digits.match(/.{1,2}/g)?.join(':') ?? '');
  return certificatePinSchema.shape.fingerprint.safeParse(pairs).success ? pairs : null;
}

/** Whether a feed uses https or is on this computer (tests), and contains no user name. */
function isFeed(text: string): boolean {
  const url = new URL(text);
  const isPlain = url.username === '' && url.password === '';
  return isPlain && (url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url.hostname)));
}

/** Returns the key as base64, or `null`; refuses a private key, which every user could read. */
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

/** Returns POLICY_BROKEN if automatic work must stop under this policy, else `null`. */
export function policyError({ state }: LoadedPolicy): AppError | null {
  return state === 'broken' ? appError('POLICY_BROKEN', "The company's policy cannot be understood") : null;
}

/** Whether accounts of the portal at `origin` may be used. */
export function allowsPortal({ portalOrigin }: Policy, origin: string): boolean {
  return portalOrigin === null || portalOrigin === origin || isUpgradeOf(portalOrigin, origin);
}

/**
 * Whether the connection to a portal is safe enough for the password. The portal must use https, be
 * on this computer, or be named with http by the company. On a public network, anybody could
 * otherwise ask for the password.
 */
export function isSafePortal({ portalOrigin }: Policy, origin: string): boolean {
  const { protocol, hostname } = new URL(origin);
  return protocol === 'https:' || isLoopback(hostname) || portalOrigin === origin;
}

/** Whether `origin` is the https address to which the company's http address redirects. */
function isUpgradeOf(portalOrigin: string, origin: string): boolean {
  return portalOrigin.startsWith('http:') && origin === `https://${new URL(portalOrigin).hostname}`;
}

/** Returns the preferences in force: the company's hours if set, a frequency within its range. */
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
