import { z } from 'zod';
import type { AppError } from './errors';
import {
  DENSITIES,
  FREQUENCY_MAX_MINUTES,
  FREQUENCY_MIN_MINUTES,
  LANGUAGES,
  PORTAL_URL_LENGTH,
  THEMES,
} from './values';

const timeOfDaySchema = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);

/** The days and times, on the computer's own clock, in which syncs start by themselves; `to` is the first moment outside. */
export const workingHoursSchema = z
  .strictObject({
    days: z
      .array(z.int().min(1).max(7))
      .min(1)
      .refine((days) => new Set(days).size === days.length, 'a day stands twice'),
    from: timeOfDaySchema,
    to: timeOfDaySchema,
  })
  // Nobody's customers change at night: hours over midnight are refused rather than guessed at.
  .refine(({ from, to }) => from < to, 'from is not before to');
export type WorkingHours = z.infer<typeof workingHoursSchema>;

export const syncHoursSchema = z.union([z.literal('always'), workingHoursSchema]);
export type SyncHours = z.infer<typeof syncHoursSchema>;

/** Bounds of how many logins a day the company may allow. */
export const LOGINS_PER_DAY_MIN = 1;
export const LOGINS_PER_DAY_MAX = 48;

/**
 * Bounds of how long customers that were removed are kept, in months. Fewer than twelve would lose who orders once a year,
 * and the history, which goes back as far; ten years are what the Italian civil code (article 2220) has papers kept.
 */
export const RETENTION_MONTHS_MIN = 12;
export const RETENTION_MONTHS_MAX = 120;
export const RETENTION_MONTHS_DEFAULT = 24;

/** What the agent can change. Times in minutes. */
export const preferencesSchema = z.strictObject({
  frequencyMinutes: z.int().min(FREQUENCY_MIN_MINUTES).max(FREQUENCY_MAX_MINUTES),
  hours: syncHoursSchema,
  language: z.enum(LANGUAGES),
  theme: z.enum(THEMES),
  /** How close the rows of the list stand. */
  density: z.enum(DENSITIES),
  /** Notifications of the system, where they help. */
  notifications: z.boolean(),
  /** Whether one of them names the day's calls, in the morning. */
  morningCalls: z.boolean(),
  /** Whether the banner also tells of syncs that start by themselves. */
  automaticBanner: z.boolean(),
  startWithComputer: z.boolean(),
});
export type Preferences = z.infer<typeof preferencesSchema>;

export const preferencesChangeSchema = preferencesSchema.partial();
export type PreferencesChange = z.input<typeof preferencesChangeSchema>;

export const portalUrlSchema = z.url({ protocol: /^https?$/ }).max(500);

/**
 * The values of the first-run screen. `portalUrl` is the server or any Archibald page on it, as people type it: main says
 * with SETTINGS_INVALID what is no address.
 */
export const credentialsSchema = z.strictObject({
  portalUrl: z.string().max(PORTAL_URL_LENGTH),
  user: z.string().trim().min(1).max(200),
  password: z.string().min(1).max(500),
  /** The agent wants a password sent that the portal has refused before (SAME_PASSWORD). */
  sendsAgain: z.boolean().optional(),
});
export type Credentials = z.infer<typeof credentialsSchema>;

/** The certificate that the agent has compared and trusts for a host (with its port, if it is not the usual one). */
export const certificatePinSchema = z.strictObject({
  host: z.string().regex(/^[\w.:[\]-]{1,260}$/),
  fingerprint: z.string().regex(/^([0-9A-F]{2}:){31}[0-9A-F]{2}$/),
});
export type CertificatePin = z.infer<typeof certificatePinSchema>;

/** The host whose certificate was refused, and the last four pairs of its fingerprint as the agent has typed them. */
export const certificateTrustSchema = z.strictObject({
  host: certificatePinSchema.shape.host,
  typed: z.string().min(1).max(40),
});
export type CertificateTrust = z.infer<typeof certificateTrustSchema>;

/** The account the app is connected with; the password never leaves main. */
export type Connection =
  | { readonly kind: 'none' }
  | { readonly kind: 'demo' }
  | {
      readonly kind: 'account';
      readonly portalUrl: string;
      readonly user: string;
      /** `stored` in the system's key store, in `memory` until the app ends, or `missing`: it must be asked for. */
      readonly password: 'stored' | 'memory' | 'missing';
    };

/**
 * How the company's policy is: `partly` counts where it holds what it should, `broken` stops what is automatic because
 * the portal it means cannot be told, nothing that `untrusted` allows counts because not only administrators may write it.
 */
export type PolicyState = 'valid' | 'partly' | 'broken' | 'untrusted';

/** What the company has fixed ("gestito dall'azienda"). */
export interface ManagedSettings {
  /** The only portal there may be an account on; `null` leaves it to the agent. */
  readonly portalUrl: string | null;
  readonly frequencyMinutes: { readonly min: number; readonly max: number } | null;
  /** `null` leaves them to the agent. */
  readonly hours: SyncHours | null;
  readonly policy: PolicyState;
  /** Whether the agent may trust a certificate that the system does not vouch for. */
  readonly mayTrustCertificates: boolean;
  /**
   * After how many months what is kept of customers that were removed is deleted for good; never the agent's to choose.
   * `null`: the company's word cannot be understood, and nothing is.
   */
  readonly retentionMonths: number | null;
}

/**
 * Of the app itself: `ready` is installed when the app is quit; `refused` was not signed by the company. `elsewhere`: the
 * app does not bring itself up to date, because a package of the system or a folder that was copied is somebody else's to
 * replace, or because the company's feed is not safe (by http, or nobody checks its signature).
 */
export type UpdateState =
  | { readonly kind: 'none' }
  | { readonly kind: 'elsewhere'; readonly reason: 'package' | 'copy' | 'insecure' | 'unsigned' }
  | { readonly kind: 'refused' }
  | { readonly kind: 'fetching'; readonly version: string }
  | { readonly kind: 'ready'; readonly version: string };

export interface SettingsSnapshot {
  readonly update: UpdateState;
  readonly managed: ManagedSettings;
  readonly preferences: Preferences;
  readonly connection: Connection;
  readonly appVersion: string;
  /** Packaged with a runtime that is not for agents. */
  readonly isTestBuild: boolean;
  readonly dataFolder: string;
}

/** The parts of the settings that have changed, and no others. */
export type SettingsChange = Partial<
  Pick<SettingsSnapshot, 'update' | 'managed' | 'preferences' | 'connection'>
>;

/** What "disconnect and erase" removes, in the order in which it is told. */
export const ERASED_KINDS = [
  'customers',
  'notes',
  'list',
  'runs',
  'backups',
  'exports',
  'logs',
  'password',
  'other',
] as const;
export type ErasedKind = (typeof ERASED_KINDS)[number];

export interface ErasedPart {
  readonly kind: ErasedKind;
  readonly files: number;
}

/** Whether the disk that the data are on is encrypted, as far as the system tells. */
export type DiskEncryption = 'on' | 'off' | 'unknown';

/** `open`: Windows has not let the data folder be closed to other users of the computer. */
export type FolderAccess = 'private' | 'open';

/** What keeps the data from others. */
export interface DataProtection {
  readonly disk: DiskEncryption;
  readonly folder: FolderAccess;
}

/** How erasing went. */
export interface Erasure {
  readonly erased: readonly ErasedPart[];
  /** What could not be removed. */
  readonly left: readonly ErasedPart[];
  /** So many files and folders, in a data folder that somebody has named, are not the app's and were left alone. */
  readonly foreign: number;
  /** ERASE_INCOMPLETE when something is left; the app tries again when it is asked to, and at its next start. */
  readonly error: AppError | null;
}
