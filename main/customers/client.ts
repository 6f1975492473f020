import type { MessagePort } from 'node:worker_threads';
import type {
  AppError,
  CustomerCity,
  CustomerNote,
  CustomerPage,
  CustomerSums,
  NoteCounts,
  NoteInFile,
  StoreState,
  SyncRun,
  SyncTrigger,
} from '../../preload/contract';
import { appError } from '../../preload/contract/errors';
import { localDate } from '../base/clock';
import { Emitter } from '../base/emitter';
import type { Result } from '../base/result';
import { fail, ok } from '../base/result';
import type { Narrowing, SearchQuery } from './queries/search';
import type { Star } from './queries/stars';
import type { OperationParameters, OperationValue, QuestionName } from './threads/operations';
import type { Supervised, SupervisorOptions } from './threads/thread-supervisor';
import { ThreadSupervisor } from './threads/thread-supervisor';
import type { UpkeepOptions } from './upkeep';
import { Upkeep } from './upkeep';
import type { AppliedExport } from './writes/apply-export';
import type { ImportedNotes } from './writes/import-notes';
import type { WrittenNote } from './writes/written-notes';

export type CustomersOptions = SupervisorOptions & UpkeepOptions;

/**
 * The app's access to the cache. All database work happens in worker threads, so that the main
 * process never waits. `ThreadSupervisor` watches the threads and reopens a damaged cache.
 */
export class Customers {
  readonly stateChanged: Upkeep['stateChanged'];
  readonly notesChanged: Upkeep['notesChanged'];
  /** Emits when the running app has repaired the customer store. The next sync completes it. */
  readonly repaired = new Emitter<null>();
  readonly #options: CustomersOptions;
  readonly #supervisor: ThreadSupervisor;
  readonly #upkeep: Upkeep;

  private constructor(options: CustomersOptions, { supervisor, report }: Supervised) {
    this.#options = options;
    this.#supervisor = supervisor;
    this.#upkeep = new Upkeep(options, supervisor);
    this.stateChanged = this.#upkeep.stateChanged;
    this.notesChanged = this.#upkeep.notesChanged;
    this.#upkeep.note(report);
    supervisor.reopened.on((found) => {
      this.#upkeep.note(found);
      // Not awaited, as the state comes only after the repair.
      void this.#upkeep.emitState();
      if (found?.repair != null) {
        this.repaired.emit(null);
      }
    });
  }

  /**
   * Opens the cache in `folder`, verifying and repairing it. Only one thread runs until `wake` is
   * called, because a second one would slow the start. Fails as `openCache` does.
   */
  static async open(options: CustomersOptions): Promise<Result<Customers, AppError>> {
    const opened = await ThreadSupervisor.open(options);
    return opened.ok ? ok(new Customers(options, opened.value)) : opened;
  }

  beginRun(trigger: SyncTrigger, startedAt: string): Promise<Result<number, AppError>> {
    this.#supervisor.checkIfDue();
    return this.#supervisor.record('beginRun', trigger, startedAt);
  }

  async finishRun(run: SyncRun): Promise<Result<null, AppError>> {
    const finished = await this.#supervisor.record('finishRun', run);
    this.#supervisor.tidyLater();
    return finished;
  }

  /**
   * Applies a complete export of `count` customers from `rows`; see `applyExport` for
   * `mayMarkAbsent`. Fails with CANCELLED once `signal` is aborted. Starts the daily backup and
   * cleaning without waiting for them.
   */
  async applyExport(
    { rows, count }: { readonly rows: MessagePort; readonly count: number },
    run: number,
    at: string,
    mayMarkAbsent = true,
    signal = new AbortController().signal,
  ): Promise<Result<AppliedExport, AppError>> {
    // Shared memory tells the other thread to stop at once, ahead of queued requests.
    const stop = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
    stop[0] = Number(signal.aborted);
    signal.addEventListener('abort', () => Atomics.store(stop, 0, 1));
    const applied = this.#upkeep.unwrapMarked(
      await this.#supervisor.write('applyHanded', rows, count, run, at, mayMarkAbsent, stop),
    );
    if (applied.ok) {
      this.#upkeep.beginAfterExport();
    }
    return applied;
  }

  /** Accepts the partial export of run `run`. Fails with QUESTION_CLOSED after a later export. */
  async acceptPartialExport(run: number): Promise<Result<StoreState, AppError>> {
    const accepted = this.#upkeep.unwrapMarked(await this.#supervisor.write('acceptPartialExport', run));
    return accepted.ok ? this.#upkeep.emitState() : accepted;
  }

  /** Marks the history up to this change as seen; `isUndo` makes later changes unseen again. */
  async markSeen(upTo: number, isUndo: boolean): Promise<Result<null, AppError>> {
    const marked = this.#upkeep.unwrapMarked(await this.#supervisor.write('markSeen', upTo, isUndo));
    return marked.ok ? ok(null) : marked;
  }

  /** Notes that the agent has read about the repair. */
  dismissRepair(): Promise<Result<StoreState, AppError>> {
    return this.#upkeep.dismissRepair();
  }

  countCustomers(): Promise<Result<number, AppError>> {
    return this.#supervisor.read('countCustomers');
  }

  listRuns(limit: number): Promise<Result<readonly SyncRun[], AppError>> {
    return this.#supervisor.read('listRuns', limit);
  }

  /** Answers a question from the cache; if this finds damage, the repaired cache answers. */
  ask<Name extends QuestionName>(
    name: Name,
    ...parameters: OperationParameters<Name>
  ): Promise<Result<OperationValue<Name>, AppError>> {
    return this.#supervisor.read(name, ...parameters);
  }

  search(query: Omit<SearchQuery, 'today'>): Promise<Result<CustomerPage, AppError>> {
    return this.#supervisor.read('search', { ...query, today: this.#today() });
  }

  /** Returns the total sales of the matching customers. */
  sums(query: Omit<Narrowing, 'today'>): Promise<Result<CustomerSums, AppError>> {
    return this.#supervisor.read('sums', { ...query, today: this.#today() });
  }

  counts(queries: readonly Omit<Narrowing, 'today'>[]): Promise<Result<readonly number[], AppError>> {
    const today = this.#today();
    return this.#supervisor.read(
      'counts',
      queries.map((query) => ({ ...query, today })),
    );
  }

  cities(query: Omit<Narrowing, 'today'>): Promise<Result<readonly CustomerCity[], AppError>> {
    return this.#supervisor.read('cities', { ...query, today: this.#today() });
  }

  /** Returns the rows of all matching customers in order, or of one customer, for `readValues`. */
  rowsOf(
    selection: Omit<SearchQuery, 'today' | 'offset' | 'limit'> | { readonly id: string },
  ): Promise<Result<readonly number[], AppError>> {
    return this.#supervisor.read(
      'rowsOf',
      'id' in selection ? selection : { ...selection, today: this.#today() },
    );
  }

  /** Returns the rows of customers chosen from a list, in the order of the list. */
  rowsOfChosen(
    ids: readonly string[],
    query: Omit<SearchQuery, 'today' | 'offset' | 'limit'>,
  ): Promise<Result<readonly number[], AppError>> {
    return this.#supervisor.read('rowsOfChosen', ids, { ...query, today: this.#today() });
  }

  noteOpened(id: string): Promise<Result<null, AppError>> {
    return this.#supervisor.record('noteOpened', id);
  }

  /** Saves a note durably and starts a backup if due. Fails only with NOTE_NOT_SAVED. */
  async saveNote(note: Omit<CustomerNote, 'changedAt'>): Promise<Result<null, AppError>> {
    return this.#written(await this.#supervisor.record('saveNote', { ...note, changedAt: this.#now() }));
  }

  /** Marks or unmarks a customer as a favourite. Fails with the cache's error codes. */
  async saveStar(star: Star): Promise<Result<null, AppError>> {
    const saved = await this.#supervisor.record('saveStar', star);
    if (saved.ok) {
      this.notesChanged.emit(null);
      this.#upkeep.beginAfterNote();
    }
    return saved;
  }

  /** Merges notes from a file. Fails with NOTES_FILE_OTHERS or NOTE_NOT_SAVED, changing nothing. */
  async importNotes(found: readonly NoteInFile[]): Promise<Result<ImportedNotes, AppError>> {
    return this.#written(await this.#supervisor.record('importNotes', found, this.#now()));
  }

  /** Saves one call day for these customers. Fails with NOTE_NOT_SAVED, changing nothing. */
  async saveCallDay(
    customerIds: readonly string[],
    dueOn: string,
  ): Promise<Result<readonly WrittenNote[], AppError>> {
    return this.#written(await this.#supervisor.record('saveCallDay', customerIds, dueOn, this.#now()));
  }

  /** Undoes notes and stars written together (`undoWritten`). Fails with NOTE_NOT_SAVED. */
  async undoWritten(
    written: readonly WrittenNote[],
    starred: readonly string[],
  ): Promise<Result<number, AppError>> {
    return this.#written(await this.#supervisor.record('undoWritten', written, starred));
  }

  /** Counts the customers with notes and those due today, in local time. */
  countNotes(): Promise<Result<NoteCounts, AppError>> {
    return this.#supervisor.read('countNotes', localDate(this.#options.clock.now()));
  }

  state(): Promise<Result<StoreState, AppError>> {
    return this.#upkeep.state();
  }

  /** Ends the threads while nobody looks at the customers; the next request starts them again. */
  releaseMemory(): Promise<void> {
    return this.#supervisor.releaseMemory();
  }

  /** Starts a thread for reading; until it runs, the writer's thread answers. */
  wake(): Promise<void> {
    return this.#supervisor.wake();
  }

  /** Finishes pending work, closes the files and ends the threads. */
  close(): Promise<void> {
    return this.#supervisor.close(() => this.#upkeep.pendingWork);
  }

  #written<Value>(saved: Result<Value, AppError>): Result<Value, AppError> {
    if (saved.ok) {
      this.notesChanged.emit(null);
      this.#upkeep.beginAfterNote();
      return saved;
    }
    const { code, message } = saved.error;
    this.#options.log.warn(`Notes could not be saved: ${code}: ${message}`);
    return code === 'NOTES_FILE_OTHERS'
      ? saved
      : fail(appError('NOTE_NOT_SAVED', 'Notes could not be saved', { reason: code }));
  }

  #now(): string {
    return new Date(this.#options.clock.now()).toISOString();
  }

  #today(): string {
    return localDate(this.#options.clock.now());
  }
}
