import type { AppError, ErrorCode, StoreState } from '../../preload/contract';
import type { Clock } from '../base/clock';
import { DAY } from '../base/durations';
import { Emitter } from '../base/emitter';
import type { Log } from '../base/log';
import type { Result } from '../base/result';
import { ok } from '../base/result';
import type { OpenReport } from './integrity/cache';
import type { Marked } from './threads/operations';
import type { ThreadSupervisor } from './threads/thread-supervisor';

export interface UpkeepOptions {
  readonly clock: Clock;
  readonly log: Log;
  /** The number of months after which removed customers are deleted; `null` for never. */
  readonly retentionMonths: () => number | null;
}

type BackupName = 'backUpIfDue' | 'backUpNotesIfDue';

/** Maintains the cache: makes backups, deletes old data and keeps the repair reports. */
export class Upkeep {
  /** Emits after a sync, a repair, a backup or an answer of the agent. */
  readonly stateChanged = new Emitter<StoreState>();
  /** Emits after notes were saved or merged from earlier caches. */
  readonly notesChanged = new Emitter<null>();
  readonly #options: UpkeepOptions;
  readonly #supervisor: ThreadSupervisor;
  #notes: Pick<StoreState, 'repair' | 'notesRepair' | 'backupFailure'> = {
    repair: null,
    notesRepair: null,
    backupFailure: null,
  };
  readonly #backupFailures: Record<BackupName, ErrorCode | null> = {
    backUpIfDue: null,
    backUpNotesIfDue: null,
  };
  #underWay: Promise<void> = Promise.resolve();
  #retentionAt = -Infinity;

  constructor(options: UpkeepOptions, supervisor: ThreadSupervisor) {
    this.#options = options;
    this.#supervisor = supervisor;
  }

  /** Resolves when the work started so far has ended. */
  get pendingWork(): Promise<void> {
    return this.#underWay;
  }

  /** Deletes old data and makes the backups, each at most once a day. */
  beginAfterExport(): void {
    // Old data are deleted first, so that the backup does not contain them.
    this.#underWay = this.#deleteOld()
      .then(() => this.#backUp('backUpIfDue'))
      .then(() => this.#backUp('backUpNotesIfDue'));
  }

  /** Backs up the notes if the last backup is a day old. */
  beginAfterNote(): void {
    this.#underWay = this.#underWay.then(() => this.#backUp('backUpNotesIfDue'));
  }

  async state(): Promise<Result<StoreState, AppError>> {
    const facts = await this.#supervisor.read('facts');
    return facts.ok ? ok({ ...facts.value, ...this.#notes }) : facts;
  }

  async emitState(): Promise<Result<StoreState, AppError>> {
    const state = await this.state();
    if (state.ok) {
      this.stateChanged.emit(state.value);
    }
    return state;
  }

  dismissRepair(): Promise<Result<StoreState, AppError>> {
    this.#notes = { ...this.#notes, repair: null, notesRepair: null };
    return this.emitState();
  }

  /** Logs and keeps the findings of opening the cache. */
  note(report: OpenReport | null): void {
    const { log } = this.#options;
    if (report === null) {
      return;
    }
    if (report.areRunsLost) {
      log.warn('The file of runs was damaged and is quarantined; the figures start again');
    }
    this.#noteMarkError(report.markError);
    if (report.notesRepair !== null) {
      const { notes, backupAt } = report.notesRepair;
      log.warn(
        `The file of notes was damaged or lost: ${notes} notes restored, backup: ${backupAt ?? 'none'}`,
      );
      this.#notes = { ...this.#notes, notesRepair: report.notesRepair };
    }
    if (report.repair !== null) {
      const backup = report.repair.kind === 'restored' ? ` from the backup of ${report.repair.backupAt}` : '';
      log.warn(`The customer store was damaged or rolled back: ${report.repair.kind}${backup}`);
      this.#notes = { ...this.#notes, repair: report.repair };
    }
  }

  /** Returns only the value of a result, and logs the error if the store could not be marked. */
  unwrapMarked<Value>(result: Result<Marked<Value>, AppError>): Result<Value, AppError> {
    if (!result.ok) {
      return result;
    }
    this.#noteMarkError(result.value.upkeepError);
    return ok(result.value.value);
  }

  #noteMarkError(error: AppError | null): void {
    if (error !== null) {
      this.#options.log.warn(`The customer store could not be marked: ${error.code}: ${error.message}`);
    }
  }

  /** Deletes old data once a day, after merging notes; queries can run between its batches. */
  async #deleteOld(): Promise<void> {
    const { clock, log, retentionMonths } = this.#options;
    const now = clock.now();
    const isDue = now - this.#retentionAt >= DAY || now < this.#retentionAt;
    if (!isDue) {
      return;
    }
    this.#retentionAt = now;
    await this.#mergeEarlierNotes(now);
    let [customers, files] = [0, 0];
    for (let hasMore = true; hasMore && !this.#supervisor.isClosed;) {
      const done = this.unwrapMarked(await this.#supervisor.write('deleteOld', now, retentionMonths()));
      if (!done.ok) {
        log.warn(`Old data could not be deleted: ${done.error.code}: ${done.error.message}`);
        break;
      }
      customers += done.value.customers;
      files += done.value.files;
      hasMore = done.value.hasMore;
      if (done.value.errorCodes.length > 0) {
        log.warn(`Old files could not be deleted: ${done.value.errorCodes.join(', ')}`);
      }
    }
    if (customers + files > 0) {
      log.info(`Deleted for good after ${retentionMonths()} months: customers ${customers}, files ${files}`);
    }
    if (customers > 0) {
      await this.emitState();
    }
  }

  async #mergeEarlierNotes(now: number): Promise<void> {
    const { log } = this.#options;
    const merged = await this.#supervisor.write('mergeEarlier', now);
    if (!merged.ok) {
      log.warn(`Notes of earlier caches could not be read: ${merged.error.code}: ${merged.error.message}`);
    } else if (merged.value > 0) {
      log.info(`Notes merged from earlier caches: ${merged.value}`);
      this.notesChanged.emit(null);
    }
  }

  async #backUp(name: BackupName): Promise<void> {
    const { clock, log } = this.#options;
    const what = name === 'backUpIfDue' ? 'The customer store' : 'The file of notes';
    const made = await this.#supervisor.write(name, clock.now());
    if (made.ok && made.value) {
      log.info(`${what} is backed up`);
    }
    if (!made.ok) {
      log.warn(`${what} could not be backed up: ${made.error.code}: ${made.error.message}`);
    }
    const failure = made.ok ? null : made.error.code;
    const isNews = failure !== this.#backupFailures[name] || (made.ok && made.value);
    this.#backupFailures[name] = failure;
    const { backUpIfDue, backUpNotesIfDue } = this.#backupFailures;
    this.#notes = { ...this.#notes, backupFailure: backUpIfDue ?? backUpNotesIfDue };
    // A sync may have raised a question, so the state after a sync is always reported.
    if (name === 'backUpIfDue' || isNews) {
      await this.emitState();
    }
  }
}
