/**
 * The interfaces through which sync uses the other features. The app passes the parts in, and tests
 * pass in their own. So this folder does not depend on Electron, SQLite or puppeteer. `guard.ts`
 * enforces "Never throws".
 */
import type { MessagePort } from 'node:worker_threads';
import type {
  AppError,
  ErrorCode,
  ExportReading,
  ExportWarning,
  SyncCounts,
  SyncRun,
  SyncTrigger,
} from '../../preload/contract';
import type { Result } from '../base/result';

/** The portal's current stage and the bytes downloaded so far. */
interface PortalProgress {
  readonly stage: 'login' | 'list' | 'export' | 'download';
  readonly bytesReceived: number;
}

/** The facts shown by the portal's list before its export (portal.md, The list and the export). */
export interface ListFacts {
  /** The filter's name as the portal shows it; `null` if no filter is on or detectable. */
  readonly filter: string | null;
  /** The row count shown by the list, which the PDF must match; `null` if none is shown. */
  readonly total: number | null;
}

/** Decides whether a login is allowed, and counts them (portal.md, Cookies and the session). */
export interface LoginPermit {
  /** Called just before credentials are sent; `false` ends the attempt with LOGIN_LIMIT. */
  isAllowed(): boolean;
  /**
   * Called just before the request with the credentials, so the login is on record before the
   * portal can refuse it. Not called if no credentials are sent. Later progress of a stage
   * other than `login` means that the portal has accepted the login or moved on. An attempt that
   * fails without such progress ends as LOGIN_UNCONFIRMED, unless the portal gave a reason.
   */
  noteSent(): void;
}

/** A downloaded export, checked to be a complete PDF. */
export interface ExportFile {
  readonly path: string;
  readonly sizeBytes: number;
  readonly list: ListFacts;
  /** Removes the file and its folder; removing twice does nothing. */
  dispose(): Promise<void>;
}

export interface Portal {
  /** Downloads the customers export; logs in if necessary. Never throws; errors are values. */
  fetchExport(options: {
    readonly signal: AbortSignal;
    readonly logins: LoginPermit;
    readonly onProgress: (progress: PortalProgress) => void;
  }): Promise<Result<ExportFile, AppError>>;
  /** Closes all portal windows and forgets the session. Called if a fetch ignores its signal. */
  abandon(): void;
}

/** The session kept between syncs (portal.md, Cookies and the session). */
export interface PortalSession {
  /** Makes one small request, as an open portal page does, if there is a session. Never throws. */
  keepAlive(): Promise<void>;
}

export interface Reader {
  /** Prepares for an expected read, and returns a function that undoes the preparation. */
  prepare?(): () => void;
  /** Reads an export off the main thread. Never throws; errors are values. */
  read(
    path: string,
    options: {
      readonly signal: AbortSignal;
      /** `expected` is the export's own total, once known. */
      readonly onProgress: (customersRead: number, expected: number | null) => void;
    },
  ): Promise<Result<ReadExport, AppError>>;
}

/** An export after reading: its facts and its customers. Only the cache reads the customers. */
export interface ReadExport extends Omit<ExportReading, 'customers'> {
  readonly count: number;
  /** Holds the customers for the cache; closed after the cache has taken or refused them. */
  readonly rows: MessagePort;
}

/** The counts of an applied export, with the cache's warnings if any. */
interface AppliedExport extends SyncCounts {
  readonly warnings?: readonly ExportWarning[];
}

/** The part of the cache that syncing writes. */
export interface SyncStore {
  /** Opens a run and returns its number. The next start reports an open run as *interrupted*. */
  beginRun(trigger: SyncTrigger, startedAt: string): Promise<Result<number, AppError>>;
  finishRun(run: SyncRun): Promise<Result<null, AppError>>;
  /**
   * Applies a whole export in one transaction: all of it or nothing. A damaged cache is repaired on
   * the way. The call then fails with STORE_FAILED, and the next attempt succeeds. With
   * `mayMarkAbsent` false (a filtered list), absent customers stay unchanged. Fails with CANCELLED,
   * without changes, if `signal` aborts before the transaction begins. Otherwise a stopped run
   * could overwrite a newer export.
   */
  applyExport(
    reading: ReadExport,
    runNumber: number,
    at: string,
    mayMarkAbsent: boolean,
    signal: AbortSignal,
  ): Promise<Result<AppliedExport, AppError>>;
  countCustomers(): Promise<Result<number, AppError>>;
  /** Returns the last runs, newest first. */
  listRuns(limit: number): Promise<Result<readonly SyncRun[], AppError>>;
}

/** The measured load of the portal. The interval is `factor` times the agent's setting. */
export interface LoadState {
  readonly factor: number;
  readonly goodRuns: number;
}

/** A pause of automatic syncs, in epoch ms; `until` is `null` for "until I resume". */
export interface Pause {
  readonly setAt: number;
  readonly until: number | null;
}

/** The scheduling state kept across restarts. All times are in epoch ms by the wall clock. */
export interface ScheduleState {
  readonly nextDueAt: number | null;
  /** The start of the run that opened the current slot; `null` before the first run. */
  readonly slotStartedAt: number | null;
  /** Whether the next due sync is this slot's second try (class S). */
  readonly secondTry: boolean;
  readonly pause: Pause | null;
  /** The error that only the agent can resolve (class A), by a sync by hand or another account. */
  readonly blockedBy: ErrorCode | null;
  /** Whether the agent has used the only retry by hand after an unaccepted login. */
  readonly retriedByHand: boolean;
  readonly load: LoadState;
  /** Whether the login limit stopped a sync; nothing is planned until the limit allows a login. */
  readonly loginLimit: boolean;
  /** The end of a refusal by the portal: no automatic sync before it; `null` without a refusal. */
  readonly notBefore: number | null;
}

/** Stores the {@link ScheduleState}. If saving fails, planning uses the state in memory. */
export interface ScheduleMemory {
  load(): ScheduleState | null;
  save(state: ScheduleState): void;
}

/** The outside facts that planning needs at the moment of a decision. */
export interface Environment {
  /** Whether there is a network: `false` is certain, `true` is not (faults.md, net.isOnline). */
  isOnline(): boolean;
  /** Returns a text that changes with the network. */
  network(): string;
  /** Whether the agent is looking at the window. */
  isInUse(): boolean;
  /** Returns a random number from 0 (included) to 1. */
  random(): number;
}
