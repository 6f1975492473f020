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
 * The cache as the app uses it. All database work happens in worker threads, so that the main process never waits for
 * it; `ThreadSupervisor` looks after them and opens a damaged cache anew.
 */
export class Customers {
  readonly stateChanged: Upkeep['stateChanged'];
  readonly notesChanged: Upkeep['notesChanged'];
  /** The cache was repaired in mid-work: a sync completes it. */
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
      // Not waited for: it waits for the repair.
      void this.#upkeep.tellState();
      if (found?.repair != null) {
        this.repaired.emit(null);
      }
    });
  }

  /**
   * Opens the cache in `folder`, verifying and repairing it; it is at rest until `wake`. A second thread costs a start more
   * than it brings. Fails as `openCache` does.
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
   * Applies a whole export, whose `count` customers wait in `rows` (see `applyExport` for `mayMarkAbsent`), unless `signal` is
   * aborted by then: CANCELLED. If a day has gone by, what is too old is then deleted for good and the cache backed up,
   * which is not waited for.
   */
  async applyExport(
    { rows, count }: { readonly rows: MessagePort; readonly count: number },
    run: number,
    at: string,
    mayMarkAbsent = true,
    signal = new AbortController().signal,
  ): Promise<Result<AppliedExport, AppError>> {
    // Both threads see it at once, however many requests are before this one.
    const stop = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
    stop[0] = Number(signal.aborted);
    signal.addEventListener('abort', () => Atomics.store(stop, 0, 1));
    const applied = this.#upkeep.unsealed(
      await this.#supervisor.write('applyHanded', rows, count, run, at, mayMarkAbsent, stop),
    );
    if (applied.ok) {
      this.#upkeep.beginAfterExport();
    }
    return applied;
  }

  /** Accepts the smaller list of this run. Fails with QUESTION_CLOSED when a later export has replaced it. */
  async acceptPartialExport(run: number): Promise<Result<StoreState, AppError>> {
    const accepted = this.#upkeep.unsealed(await this.#supervisor.write('acceptPartialExport', run));
    return accepted.ok ? this.#upkeep.tellState() : accepted;
  }

  /** The agent has seen the history up to this change, or takes that back. */
  async markSeen(upTo: number, isUndo: boolean): Promise<Result<null, AppError>> {
    const marked = this.#upkeep.unsealed(await this.#supervisor.write('markSeen', upTo, isUndo));
    return marked.ok ? ok(null) : marked;
  }

  /** The agent has read what was repaired. */
  dismissRepair(): Promise<Result<StoreState, AppError>> {
    return this.#upkeep.dismissRepair();
  }

  countCustomers(): Promise<Result<number, AppError>> {
    return this.#supervisor.read('countCustomers');
  }

  listRuns(limit: number): Promise<Result<readonly SyncRun[], AppError>> {
    return this.#supervisor.read('listRuns', limit);
  }

  /**
   * Asks what needs nothing else to be answered. Damage that is met is repaired, and the answer comes from the repaired
   * cache.
   */
  ask<Name extends QuestionName>(
    name: Name,
    ...parameters: OperationParameters<Name>
  ): Promise<Result<OperationValue<Name>, AppError>> {
    return this.#supervisor.read(name, ...parameters);
  }

  search(query: Omit<SearchQuery, 'today'>): Promise<Result<CustomerPage, AppError>> {
    return this.#supervisor.read('search', { ...query, today: this.#today() });
  }

  /** What the customers that match have sold together. */
  sums(query: Omit<Narrowing, 'today'>): Promise<Result<CustomerSums, AppError>> {
    return this.#supervisor.read('sums', { ...query, today: this.#today() });
  }

  /** How many customers match each of these. */
  counts(queries: readonly Omit<Narrowing, 'today'>[]): Promise<Result<readonly number[], AppError>> {
    const today = this.#today();
    return this.#supervisor.read(
      'counts',
      queries.map((query) => ({ ...query, today })),
    );
  }

  /** The cities of the customers that match, each with how many of them are there. */
  cities(query: Omit<Narrowing, 'today'>): Promise<Result<readonly CustomerCity[], AppError>> {
    return this.#supervisor.read('cities', { ...query, today: this.#today() });
  }

  /** The rows of all customers that match, or of one, in their order; `valuesOf` gives what is in them. */
  rowsOf(
    whom: Omit<SearchQuery, 'today' | 'offset' | 'limit'> | { readonly id: string },
  ): Promise<Result<readonly number[], AppError>> {
    return this.#supervisor.read('rowsOf', 'id' in whom ? whom : { ...whom, today: this.#today() });
  }

  /** The rows of customers chosen from a list, in its order. */
  rowsOfChosen(
    ids: readonly string[],
    query: Omit<SearchQuery, 'today' | 'offset' | 'limit'>,
  ): Promise<Result<readonly number[], AppError>> {
    return this.#supervisor.read('rowsOfChosen', ids, { ...query, today: this.#today() });
  }

  /** The agent has opened this customer. */
  noteOpened(id: string): Promise<Result<null, AppError>> {
    return this.#supervisor.record('noteOpened', id);
  }

  /**
   * Keeps what the agent has written, at once and for good; a backup is made if a day has gone by, and not waited for.
   * Fails with NOTE_NOT_SAVED, whatever the reason.
   */
  async saveNote(note: Omit<CustomerNote, 'changedAt'>): Promise<Result<null, AppError>> {
    return this.#written(await this.#supervisor.record('saveNote', { ...note, changedAt: this.#now() }));
  }

  /** Makes a customer a favourite, or none any more. Fails as the cache does. */
  async saveStar(star: Star): Promise<Result<null, AppError>> {
    const saved = await this.#supervisor.record('saveStar', star);
    if (saved.ok) {
      this.notesChanged.emit(null);
      this.#upkeep.beginAfterNote();
    }
    return saved;
  }

  /** Merges notes of a file with those there are. Fails with NOTES_FILE_OTHERS or NOTE_NOT_SAVED; nothing is changed then. */
  async importNotes(found: readonly NoteInFile[]): Promise<Result<ImportedNotes, AppError>> {
    return this.#written(await this.#supervisor.record('importNotes', found, this.#now()));
  }

  /** Keeps one day to come back to these customers. Fails with NOTE_NOT_SAVED; nothing is changed then. */
  async saveCallDay(
    customerIds: readonly string[],
    dueOn: string,
  ): Promise<Result<readonly WrittenNote[], AppError>> {
    return this.#written(await this.#supervisor.record('saveCallDay', customerIds, dueOn, this.#now()));
  }

  /**
   * Takes notes and stars back that were written together, except for those that were changed since; gives how many.
   * Fails with NOTE_NOT_SAVED.
   */
  async undoWritten(
    written: readonly WrittenNote[],
    starred: readonly string[],
  ): Promise<Result<number, AppError>> {
    return this.#written(await this.#supervisor.record('undoWritten', written, starred));
  }

  /** How many customers have notes and how many are to be come back to, on the agent's own day. */
  countNotes(): Promise<Result<NoteCounts, AppError>> {
    return this.#supervisor.read('countNotes', localDate(this.#options.clock.now()));
  }

  state(): Promise<Result<StoreState, AppError>> {
    return this.#upkeep.state();
  }

  /** Nobody looks at the customers for now: ends the thread that reads and gives back what memory is kept in reserve. */
  rest(): Promise<void> {
    return this.#supervisor.rest();
  }

  /** Somebody looks at the customers: reading gets a thread of its own, and has the writer's until that has started. */
  wake(): Promise<void> {
    return this.#supervisor.wake();
  }

  /** Finishes what is under way, closes the files and ends the threads. */
  close(): Promise<void> {
    return this.#supervisor.close(() => this.#upkeep.underWay);
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
