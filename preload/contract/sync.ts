import type { AppError, ErrorCode } from './errors';
import type { ExportSums, ExportWarning } from './export';

export type SyncTrigger = 'startup' | 'schedule' | 'manual' | 'resume' | 'online';

/** The stages of a sync run in order. */
export const SYNC_STAGES = ['login', 'list', 'export', 'download', 'read', 'apply'] as const;
export type SyncStage = (typeof SYNC_STAGES)[number];

export interface SyncProgress {
  readonly runNumber: number;
  readonly trigger: SyncTrigger;
  readonly stage: SyncStage | 'waiting';
  /** The current attempt, from 1. */
  readonly attempt: number;
  readonly maxAttempts: number;
  /** The approximate fraction of the whole run, from 0 to 1; never decreases within an attempt. */
  readonly fraction: number;
  readonly customersRead: number;
  /** The number of customers in the export, estimated until it is read; `null` if unknown. */
  readonly customersExpected: number | null;
  readonly bytesReceived: number;
  /** UTC ISO 8601. */
  readonly startedAt: string;
}

export type SyncOutcome = 'success' | 'failed' | 'cancelled' | 'interrupted';

/** The effect of a sync run on the cache. */
export interface SyncCounts {
  /** The number of customers in the export that the cache compared. */
  readonly processed: number;
  readonly added: number;
  readonly updated: number;
  readonly unchanged: number;
  /** Customers in the previous export that this one lacks. */
  readonly missing: number;
}

/**
 * The time spent per stage over all attempts, in milliseconds. `login` includes reaching the
 * portal, `export` includes list, wait and download.
 */
export interface StageDurations {
  readonly login: number;
  readonly export: number;
  readonly read: number;
  readonly apply: number;
}

/** The part of an export's reading that the run keeps. */
export interface RunReading {
  readonly sums: ExportSums;
  /** The reader's warnings about columns. Warnings about rows are only counted. */
  readonly columns: readonly ExportWarning[];
  /** The name of the active filter in the portal's list, as displayed there; `null` for none. */
  readonly filter: string | null;
}

/** A finished sync run, as stored and shown. */
export interface SyncRun {
  /** Counts up from 1 with every run of this cache. Runs are ordered by this number. */
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
  /** The size of the PDF in bytes and the number of its pages; 0 if the run ended earlier. */
  readonly bytes: number;
  readonly pages: number;
  /** The number of the reader's warnings by code. */
  readonly warnings: Readonly<Record<string, number>>;
  /** The reading of the export as a whole; `null` if it was not read. */
  readonly reading: RunReading | null;
  /** The number of times credentials were sent to the portal, over all attempts. */
  readonly logins: number;
  readonly error: AppError | null;
}

/**
 * The health of syncing. `unknown`: no run has ended since the start. `failing`: one or two
 * failures in a row. `degraded`: three or more. `blocked`: only the agent can help (refused login,
 * locked account). `foreign-network`: the network answered instead of the portal; nothing was sent.
 */
export type SyncHealth = 'unknown' | 'healthy' | 'failing' | 'degraded' | 'blocked' | 'foreign-network';

/** The number of recent runs that the rates and durations in {@link SyncMetrics} cover. */
export const METRICS_WINDOW_RUNS = 100;

/**
 * Statistics of sync runs. Rates and durations cover the last 100 runs that succeeded or failed.
 * Runs that only waited for a condition (offline, no password) do not count.
 */
export interface SyncMetrics {
  /** The number of times credentials were sent to the portal; `today` is the local day. */
  readonly logins: { readonly today: number; readonly last30Days: number };
  /** The end of the last run, whatever its outcome, UTC ISO 8601. */
  readonly lastSyncTime: string | null;
  readonly lastSuccessTime: string | null;
  readonly lastResult: SyncRun | null;
  readonly totalSyncs: number;
  /** The failed automatic runs since the last success, without cancelled or interrupted runs. */
  readonly consecutiveFailures: number;
  /** The duration of successful runs in milliseconds; `null` before the first. */
  readonly averageDuration: number | null;
  readonly medianDuration: number | null;
  readonly p95Duration: number | null;
  /** The fraction (0 to 1) of failed runs among those that succeeded or failed; initially 0. */
  readonly errorRate: number;
  /** The fraction (0 to 1) of unchanged customers among all exported ones; initially `null`. */
  readonly unchangedShare: number | null;
  readonly health: SyncHealth;
}

/** The pauses that the agent can choose: an hour, until tomorrow at 8:00, or until resumed. */
export const PAUSE_LENGTHS = ['hour', 'tomorrow', 'open'] as const;
export type PauseLength = (typeof PAUSE_LENGTHS)[number];

/**
 * Errors that delay a due sync run without counting as a failure. Each is checked again until it is
 * gone. A broken policy delays only automatic runs.
 */
export const OBSTACLES = [
  'PASSWORD_NEEDED',
  'PORTAL_NOT_ALLOWED',
  'POLICY_BROKEN',
  'PORTAL_NOT_SECURE',
  'DISK_FULL',
] as const satisfies readonly ErrorCode[];
export type Obstacle = (typeof OBSTACLES)[number];

/** The most urgent reason why no automatic run is planned. None of these reasons is a failure. */
export type SyncHold =
  | { readonly reason: 'no-account' }
  | { readonly reason: 'obstacle'; readonly code: Obstacle }
  /** Only the agent can help, as `code` indicates. Kept across restarts. */
  | { readonly reason: 'blocked'; readonly code: ErrorCode }
  | { readonly reason: 'offline' }
  | { readonly reason: 'paused' }
  /** The daily limit of logins is reached. Each `until` is UTC ISO 8601. */
  | { readonly reason: 'login-limit'; readonly until: string }
  /** The current time is outside the hours set by the agent or the company. */
  | { readonly reason: 'hours'; readonly until: string };

/** Answers after which only an explicit request of the agent sends the same password again. */
export const HELD_LOGINS = [
  'LOGIN_REFUSED',
  'PASSWORD_EXPIRED',
  'ACCOUNT_LOCKED',
  'LOGIN_UNCONFIRMED',
] as const satisfies readonly ErrorCode[];
export type HeldLogin = (typeof HELD_LOGINS)[number];

export function isHeldLogin(code: ErrorCode | null): code is HeldLogin {
  return HELD_LOGINS.some((held) => held === code);
}

/** The complete state of syncing, which a new window asks for. */
export interface SyncStatus {
  readonly running: SyncProgress | null;
  /** The time of the next automatic run, UTC ISO 8601; `null` if none is planned (see `hold`). */
  readonly nextSyncAt: string | null;
  readonly hold: SyncHold | null;
  /** The reason for refusing manual runs until the agent acts in the account form, or `null`. */
  readonly heldLogin: HeldLogin | null;
  /** The agent's current pause; `until` is UTC ISO 8601, or `null` for "until I resume". */
  readonly pause: { readonly until: string | null } | null;
  readonly metrics: SyncMetrics;
  /** The active filter in the portal at the last success; the list may be incomplete. */
  readonly listFilter: string | null;
  readonly customersTotal: number;
}
