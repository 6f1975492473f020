import type { AppError, ErrorCode } from './errors';
import type { ExportSums, ExportWarning } from './export';

export type SyncTrigger = 'startup' | 'schedule' | 'manual' | 'resume' | 'online';

/** The stages of a sync in order; `waiting` is the pause between two attempts. */
export const SYNC_STAGES = ['login', 'list', 'export', 'download', 'read', 'apply'] as const;
export type SyncStage = (typeof SYNC_STAGES)[number];

export interface SyncProgress {
  readonly runNumber: number;
  readonly trigger: SyncTrigger;
  readonly stage: SyncStage | 'waiting';
  /** The attempt under way, from 1. */
  readonly attempt: number;
  readonly maxAttempts: number;
  /** An approximate fraction of the whole run, between 0 and 1; never goes back within an attempt. */
  readonly fraction: number;
  readonly customersRead: number;
  /** The number of customers the export holds; an estimate from the last sync until it is read; `null` if unknown. */
  readonly customersExpected: number | null;
  readonly bytesReceived: number;
  /** UTC ISO 8601. */
  readonly startedAt: string;
}

export type SyncOutcome = 'success' | 'failed' | 'cancelled' | 'interrupted';

/** What a sync did to the cache. */
export interface SyncCounts {
  /** Customers in the export that the cache looked at. */
  readonly processed: number;
  readonly added: number;
  readonly updated: number;
  readonly unchanged: number;
  /** Customers that this export, unlike the one before, no longer holds. */
  readonly missing: number;
}

/** Milliseconds spent, over all attempts: `login` includes reaching the portal, `export` list, wait and download. */
export interface StageDurations {
  readonly login: number;
  readonly export: number;
  readonly read: number;
  readonly apply: number;
}

/** What a run keeps of the export it read. */
export interface RunReading {
  readonly sums: ExportSums;
  /** The reader's notes that name a column; those that name a row are only counted. */
  readonly columns: readonly ExportWarning[];
  /** The name of the filter that was on in the portal's list, as the portal shows it; `null` for none. */
  readonly filter: string | null;
}

/** A finished run, as it is stored and shown. */
export interface SyncRun {
  /** Counts up from 1 with every run of this cache; runs are ordered by it, not by time. */
  readonly number: number;
  readonly trigger: SyncTrigger;
  /** UTC ISO 8601. */
  readonly startedAt: string;
  readonly endedAt: string;
  readonly durationMs: number;
  readonly outcome: SyncOutcome;
  readonly attempts: number;
  /** All zero unless the outcome is `success`. */
  readonly counts: SyncCounts;
  readonly stages: StageDurations;
  /** Size of the PDF and number of its pages; 0 if it did not get that far. */
  readonly bytes: number;
  readonly pages: number;
  /** How many notes the reader made, by code. */
  readonly warnings: Readonly<Record<string, number>>;
  /** What was read of the export as a whole; `null` if it was not read. */
  readonly reading: RunReading | null;
  /** How often credentials were sent to the portal, over all attempts. */
  readonly logins: number;
  readonly error: AppError | null;
}

/**
 * `unknown` before the first run since the start has ended, `healthy` after a success, `failing` after one or two
 * failed runs in a row, `degraded` from the third, `blocked` when only the agent can help (refused login, locked
 * account), `foreign-network` when the network answered in the portal's place: nothing was sent, and it is tried again.
 */
export type SyncHealth = 'unknown' | 'healthy' | 'failing' | 'degraded' | 'blocked' | 'foreign-network';

/** Of which of its last runs {@link SyncMetrics} tells rates and durations. */
export const METRICS_WINDOW_RUNS = 100;

/**
 * Rates and durations are of the last 100 runs that succeeded or failed; a run that only waited for a condition
 * (offline, no password) is neither.
 */
export interface SyncMetrics {
  /** How often credentials were sent to the portal, by itself, by hand or as a test; today is the computer's own day. */
  readonly logins: { readonly today: number; readonly last30Days: number };
  /** When the last run ended, whatever its outcome, UTC ISO 8601. */
  readonly lastSyncTime: string | null;
  readonly lastSuccessTime: string | null;
  readonly lastResult: SyncRun | null;
  readonly totalSyncs: number;
  /** Failed runs that started by themselves since the last success; cancelled and interrupted ones do not count. */
  readonly consecutiveFailures: number;
  /** Mean, median and 95th percentile of the successful runs' durations, in milliseconds; `null` before the first. */
  readonly averageDuration: number | null;
  readonly medianDuration: number | null;
  readonly p95Duration: number | null;
  /** Failed runs as a fraction (0 to 1) of those that succeeded or failed; 0 before the first. */
  readonly errorRate: number;
  /** Customers that were as before, as a fraction (0 to 1) of all that the exports held; `null` before the first. */
  readonly unchangedShare: number | null;
  readonly health: SyncHealth;
}

/** What the agent can ask for: an hour, until tomorrow at 8:00, or until it is ended by hand. */
export const PAUSE_LENGTHS = ['hour', 'tomorrow', 'open'] as const;
export type PauseLength = (typeof PAUSE_LENGTHS)[number];

/**
 * Errors that keep a due sync from starting without being a failure; looked at again until they are gone. A broken
 * policy keeps back only what would start by itself.
 */
export const OBSTACLES = [
  'PASSWORD_NEEDED',
  'PORTAL_NOT_ALLOWED',
  'POLICY_BROKEN',
  'PORTAL_NOT_SECURE',
  'DISK_FULL',
] as const satisfies readonly ErrorCode[];
export type Obstacle = (typeof OBSTACLES)[number];

/** Why no automatic sync is planned, the most urgent reason. None of them is a failure. */
export type SyncHold =
  | { readonly reason: 'no-account' }
  | { readonly reason: 'obstacle'; readonly code: Obstacle }
  /** Only the agent can help; `code` says with what. Kept over restarts. */
  | { readonly reason: 'blocked'; readonly code: ErrorCode }
  | { readonly reason: 'offline' }
  | { readonly reason: 'paused' }
  /** As many logins as a day may have were made; `until` is UTC ISO 8601, and so below. */
  | { readonly reason: 'login-limit'; readonly until: string }
  /** Outside the hours that the agent or the company has set. */
  | { readonly reason: 'hours'; readonly until: string };

/** Answers to a login after which the same password is never sent again unless the agent asks for exactly that. */
export const HELD_LOGINS = [
  'LOGIN_REFUSED',
  'PASSWORD_EXPIRED',
  'ACCOUNT_LOCKED',
  'LOGIN_UNCONFIRMED',
] as const satisfies readonly ErrorCode[];
export type HeldLogin = (typeof HELD_LOGINS)[number];

/** Whether an error is one of {@link HELD_LOGINS}. */
export function isHeldLogin(code: ErrorCode | null): code is HeldLogin {
  return HELD_LOGINS.some((held) => held === code);
}

/** The state of syncing, whole: what a window asks for when it opens. */
export interface SyncStatus {
  readonly running: SyncProgress | null;
  /** When the next automatic sync is due, UTC ISO 8601; `null` when none is planned, then `hold` says why. */
  readonly nextSyncAt: string | null;
  readonly hold: SyncHold | null;
  /** Why a sync by hand is refused until the agent acts in the account form; `null` while it may send the password. */
  readonly heldLogin: HeldLogin | null;
  /** A pause that the agent has asked for; `until` is UTC ISO 8601, or `null` for "until I resume". */
  readonly pause: { readonly until: string | null } | null;
  readonly metrics: SyncMetrics;
  /** The filter that was on in the portal at the last good sync: the list may lack customers; `null` for none. */
  readonly listFilter: string | null;
  /** How many customers the cache holds. */
  readonly customersTotal: number;
}
