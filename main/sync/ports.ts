/**
 * What syncing needs of the others. The parts are handed in by index.ts, so that this folder knows neither Electron,
 * SQLite nor puppeteer, and tests hand in their own. "Never throws" is a promise that `guard.ts` enforces.
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

/** How far the portal has got. */
interface PortalProgress {
  readonly stage: 'login' | 'list' | 'export' | 'download';
  readonly bytesReceived: number;
}

/** What the portal's list said of itself before it was exported (portal.md, The list and the export). */
export interface ListFacts {
  /** The name of the filter that narrows the list, as the portal shows it; `null` when it is on all customers or nothing tells. */
  readonly filter: string | null;
  /** How many rows the list's own total names, which the PDF must hold; `null` when there is none. */
  readonly total: number | null;
}

/** Whether and how often the portal may be logged in to (portal.md, Cookies and the session). */
export interface LoginPermit {
  /** Asked just before credentials are sent; `false` ends the attempt with LOGIN_LIMIT. */
  isAllowed(): boolean;
  /**
   * Called just before the request with the credentials leaves, and not if none does: it is on record before the portal
   * can refuse them. Progress of another stage than `login` after it says that they were taken, or that the portal has led
   * on; an attempt that fails without is LOGIN_UNCONFIRMED, whatever it fails with, unless the portal has said why.
   */
  noteSent(): void;
}

/** A downloaded export whose content was checked to be a whole PDF. */
export interface ExportFile {
  readonly path: string;
  readonly sizeBytes: number;
  readonly list: ListFacts;
  /** Removes the file and its folder; removing twice does nothing. */
  dispose(): Promise<void>;
}

export interface Portal {
  /**
   * Downloads the customers export in the session that is kept, logging in where the portal asks for it. Never throws;
   * errors are values.
   */
  fetchExport(options: {
    readonly signal: AbortSignal;
    readonly logins: LoginPermit;
    readonly onProgress: (progress: PortalProgress) => void;
  }): Promise<Result<ExportFile, AppError>>;
  /** Closes every window of the portal at once and forgets its session: a fetch did not react to its signal. */
  abandon(): void;
}

/** The session that is kept between syncs (portal.md, Cookies and the session). */
export interface PortalSession {
  /** One small request, as an open page of the portal makes by itself; nothing without a session. Never throws. */
  keepAlive(): Promise<void>;
}

export interface Reader {
  /** Makes ready for a read that is expected; gives what undoes it. A reader that needs none of it lacks it. */
  prepare?(): () => void;
  /** Reads an export off the main thread. Never throws; errors are values. */
  read(
    path: string,
    options: {
      readonly signal: AbortSignal;
      /** `expected` is the export's own total once it is known. */
      readonly onProgress: (customersRead: number, expected: number | null) => void;
    },
  ): Promise<Result<ReadExport, AppError>>;
}

/** An export that was read: what it says, and its customers, which the cache alone looks into. */
export interface ReadExport extends Omit<ExportReading, 'customers'> {
  /** How many they are. */
  readonly count: number;
  /** Keeps them until the cache takes them; is closed when it has, or will not. */
  readonly rows: MessagePort;
}

/** The effect of an export on the cache, and warnings of the cache if there are any. */
interface AppliedExport extends SyncCounts {
  readonly warnings?: readonly ExportWarning[];
}

/** The part of the cache that syncing writes. */
export interface SyncStore {
  /** Opens a run and gives its number; a run never closed is found as *interrupted* at the next start. */
  beginRun(trigger: SyncTrigger, startedAt: string): Promise<Result<number, AppError>>;
  finishRun(run: SyncRun): Promise<Result<null, AppError>>;
  /**
   * Applies a whole export in one transaction: all of it is there afterwards, or nothing. A damaged cache is repaired
   * on the way; the call then fails with STORE_FAILED, which the next attempt gets over. With `mayMarkAbsent` false,
   * whoever the export lacks stays as he is: the list was narrowed by a filter. Fails with CANCELLED, nothing changed, when
   * `signal` is aborted before the transaction begins: a newer export may come before it.
   */
  applyExport(
    reading: ReadExport,
    runNumber: number,
    at: string,
    mayMarkAbsent: boolean,
    signal: AbortSignal,
  ): Promise<Result<AppliedExport, AppError>>;
  /** How many customers the cache holds. */
  countCustomers(): Promise<Result<number, AppError>>;
  /** The last runs, newest first. */
  listRuns(limit: number): Promise<Result<readonly SyncRun[], AppError>>;
}

/** What a laptop has felt of the portal's load. The interval is `factor` times what the agent has set. */
export interface LoadState {
  readonly factor: number;
  readonly goodRuns: number;
}

/** A pause of automatic syncing; both times in milliseconds since 1970 UTC, `until` is `null` for "until I resume". */
export interface Pause {
  readonly setAt: number;
  readonly until: number | null;
}

/** What planning keeps over restarts. All times are milliseconds since 1970 UTC on the computer's clock. */
export interface ScheduleState {
  readonly nextDueAt: number | null;
  /** The start of the run from which the current slot counts; `null` before the first. */
  readonly slotStartedAt: number | null;
  /** What is due next is this slot's second try (class S). */
  readonly secondTry: boolean;
  readonly pause: Pause | null;
  /** Only the agent can help (class A): nothing is planned until a sync by hand succeeds or the account changes. */
  readonly blockedBy: ErrorCode | null;
  /** The agent has tried again by hand since a login was not accepted: one retry is all there is. */
  readonly retriedByHand: boolean;
  readonly load: LoadState;
  /** A sync was stopped by the limit of logins; nothing is planned until it lets one through. */
  readonly loginLimit: boolean;
  /** The portal refuses this computer: nothing automatic before this moment; `null` when it does not. */
  readonly notBefore: number | null;
}

/** Keeps the {@link ScheduleState}. Saving may fail; planning then goes on with what it has in memory. */
export interface ScheduleMemory {
  load(): ScheduleState | null;
  save(state: ScheduleState): void;
}

/** What planning must know of the world at the moment it decides. */
export interface Surroundings {
  /** `false` is certain, `true` proves nothing: then the portal decides (faults.md, net.isOnline). */
  isOnline(): boolean;
  /** Returns a text that changes with the network. */
  network(): string;
  /** The agent is looking at the window. */
  isInUse(): boolean;
  /** A number from 0 (included) to 1, by chance. */
  random(): number;
}
