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

/** The days and times, on the computer's clock, for automatic sync runs. `to` is exclusive. */
export const workingHoursSchema = z
  .strictObject({
    days: z
      .array(z.int().min(1).max(7))
      .min(1)
      .refine((days) => new Set(days).size === days.length, 'a day stands twice'),
    from: timeOfDaySchema,
    to: timeOfDaySchema,
  })
  // Hours past midnight are refused because nobody edits customers at night.
  .refine(({ from, to }) => from < to, 'from is not before to');
export type WorkingHours = z.infer<typeof workingHoursSchema>;

export const syncHoursSchema = z.union([z.literal('always'), workingHoursSchema]);
export type SyncHours = z.infer<typeof syncHoursSchema>;

/** The bounds of the number of logins per day that the company may allow. */
export const LOGINS_PER_DAY_MIN = 1;
export const LOGINS_PER_DAY_MAX = 48;

/**
 * The bounds of the retention of removed customers, in months. Less than 12 would lose customers
 * who order once a year, and part of the 12-month history. 120 months (ten years) is the retention
 * of business records in the Italian civil code, article 2220.
 */
export const RETENTION_MONTHS_MIN = 12;
export const RETENTION_MONTHS_MAX = 120;
export const RETENTION_MONTHS_DEFAULT = 24;

/** The settings that the agent can change. */
export const preferencesSchema = z.strictObject({
  frequencyMinutes: z.int().min(FREQUENCY_MIN_MINUTES).max(FREQUENCY_MAX_MINUTES),
  hours: syncHoursSchema,
  language: z.enum(LANGUAGES),
  theme: z.enum(THEMES),
  /** The spacing of the rows in the list. */
  density: z.enum(DENSITIES),
  notifications: z.boolean(),
  /** Whether a notification in the morning reports the number of calls of the day. */
  morningCalls: z.boolean(),
  /** Whether the banner also reports automatic sync runs. */
  automaticBanner: z.boolean(),
  startWithComputer: z.boolean(),
});
export type Preferences = z.infer<typeof preferencesSchema>;

export const preferencesChangeSchema = preferencesSchema.partial();
export type PreferencesChange = z.input<typeof preferencesChangeSchema>;

export const portalUrlSchema = z.url({ protocol: /^https?$/ }).max(500);

/**
 * The values of the account form. `portalUrl` is any Archibald address as people type it. Main
 * answers SETTINGS_INVALID if it is not an address.
 */
export const credentialsSchema = z.strictObject({
  portalUrl: z.string().max(PORTAL_URL_LENGTH),
  user: z.string().trim().min(1).max(200),
  password: z.string().min(1).max(500),
  /** Whether to send a password again although the portal has refused it (SAME_PASSWORD). */
  sendsAgain: z.boolean().optional(),
});
export type Credentials = z.infer<typeof credentialsSchema>;

/** A certificate that the agent trusts for a host (with its port unless it is the default). */
export const certificatePinSchema = z.strictObject({
  host: z.string().regex(/^[\w.:[\]-]{1,260}$/),
  fingerprint: z.string().regex(/^([0-9A-F]{2}:){31}[0-9A-F]{2}$/),
});
export type CertificatePin = z.infer<typeof certificatePinSchema>;

/** The host of a refused certificate, and the last four pairs of its fingerprint as typed. */
export const certificateTrustSchema = z.strictObject({
  host: certificatePinSchema.shape.host,
  typed: z.string().min(1).max(40),
});
export type CertificateTrust = z.infer<typeof certificateTrustSchema>;

/** The connected account. The password never leaves main. */
export type Connection =
  | { readonly kind: 'none' }
  | { readonly kind: 'demo' }
  | {
      readonly kind: 'account';
      readonly portalUrl: string;
      readonly user: string;
      /** `stored` in the system's keychain, in `memory` until the app quits, or `missing`. */
      readonly password: 'stored' | 'memory' | 'missing';
    };

/**
 * The state of the company policy. `partly`: strict values replace its invalid entries. `broken`:
 * the portal is unknown, so automatic runs stop. `untrusted`: permissions are ignored because other
 * users can edit the file.
 */
export type PolicyState = 'valid' | 'partly' | 'broken' | 'untrusted';

/** The settings that the company has fixed ("gestito dall'azienda"). */
export interface ManagedSettings {
  /** The only portal allowed for accounts; `null` leaves the choice to the agent. */
  readonly portalUrl: string | null;
  readonly frequencyMinutes: { readonly min: number; readonly max: number } | null;
  /** `null` leaves the hours to the agent. */
  readonly hours: SyncHours | null;
  readonly policy: PolicyState;
  /** Whether the agent may trust a certificate that the system does not trust. */
  readonly mayTrustCertificates: boolean;
  /**
   * The number of months after which data of removed customers are deleted permanently. `null`: the
   * company's value is invalid, and nothing is deleted.
   */
  readonly retentionMonths: number | null;
}

/**
 * The state of the app's own update. `ready`: installed when the app quits. `refused`: not signed
 * by the company. `elsewhere`: the app does not update itself. It was installed as a package or
 * copied as a folder, or its feed is unsafe (http, no signature).
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
  /** Whether the app was packaged with a runtime that is not meant for agents. */
  readonly isTestBuild: boolean;
  readonly dataFolder: string;
}

export type SettingsChange = Partial<
  Pick<SettingsSnapshot, 'update' | 'managed' | 'preferences' | 'connection'>
>;

/** The kinds of data that "disconnect and erase" removes, in the order of its report. */
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

/** Whether the disk with the data folder is encrypted, as reported by the system. */
export type DiskEncryption = 'on' | 'off' | 'unknown';

/** `open`: Windows did not allow access to the data folder to be restricted to this user. */
export type FolderAccess = 'private' | 'open';

/** The protection of the data against other users and against theft of the disk. */
export interface DataProtection {
  readonly disk: DiskEncryption;
  readonly folder: FolderAccess;
}

export interface Erasure {
  readonly erased: readonly ErasedPart[];
  /** The parts that could not be removed. */
  readonly left: readonly ErasedPart[];
  /** The number of unrelated files and folders left alone in an explicitly set data folder. */
  readonly foreign: number;
  /** ERASE_INCOMPLETE if anything is left. The app tries again on request and at its next start. */
  readonly error: AppError | null;
}
