import type {
  AppError,
  CachedCustomer,
  ChangePage,
  CustomerCity,
  CustomerKind,
  CustomerNote,
  CustomerPage,
  CustomerSums,
  ErrorCode,
  ExportReading,
  ExportedCustomer,
  ListColumn,
  NewsPage,
  NoteCounts,
  StoreState,
  SyncRun,
  SyncTrigger,
} from '../../preload/contract';
import { appError } from '../../preload/contract/errors';
import { localDate } from '../base/clock';
import { DAY } from '../base/durations';
import { Emitter } from '../base/emitter';
import type { Result } from '../base/result';
import { fail, ok } from '../base/result';
import type { OpenReport } from './integrity/cache';
import type { ValueRow } from './queries/list-values';
import type { NewsQuery } from './queries/news';
import type { Narrowing, SearchQuery } from './queries/search';
import type { OperationValues, Sealed } from './threads/operations';
import type { Supervised, SupervisorOptions } from './threads/thread-supervisor';
import { ThreadSupervisor } from './threads/thread-supervisor';
import type { AppliedExport } from './writes/apply-export';
import type { ChangeQuery } from './writes/changes';

export interface CustomersOptions extends SupervisorOptions {
  /** After how many months what is kept of customers no longer in the export is deleted for good. */
  readonly retentionMonths: () => number;
}

const CUSTOMERS_PER_PIECE = 500;

type BackupName = 'backUpIfDue' | 'backUpNotesIfDue';

/**
 * The cache as the app uses it. All database work happens in worker threads, so that the main process never waits for
 * it; `ThreadSupervisor` looks after them and opens a damaged cache anew.
 */
export class Customers {
  /** The store's state has changed: after a sync, a repair, a backup, an answer of the agent. */
  readonly stateChanged = new Emitter<StoreState>();
  /** The cache was repaired in mid-work: a sync completes it. */
  readonly repaired = new Emitter<null>();
  /** A note was saved. */
  readonly notesChanged = new Emitter<null>();
  readonly #options: CustomersOptions;
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
  #backingUp: Promise<void> = Promise.resolve();
  #retentionAt = -Infinity;

  private constructor(options: CustomersOptions, { supervisor, report }: Supervised) {
    this.#options = options;
    this.#supervisor = supervisor;
    this.#note(report);
    supervisor.reopened.on((found) => {
      this.#note(found);
      // Not waited for: it waits for the repair.
      void this.#tellState();
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
   * Applies a whole export (see `applyExport` for `mayMarkAbsent`), unless `signal` is aborted by then: CANCELLED. If a day has gone by, what is too old is then deleted
   * for good and the cache backed up, which is not waited for.
   */
  async applyExport(
    reading: ExportReading,
    run: number,
    at: string,
    mayMarkAbsent = true,
    signal = new AbortController().signal,
  ): Promise<Result<AppliedExport, AppError>> {
    const applied = this.#unsealed(await this.#handOver(reading.customers, run, at, mayMarkAbsent, signal));
    if (applied.ok) {
      // Deleting first: the backup of the day holds no more than the store.
      this.#backingUp = this.#deleteOld()
        .then(() => this.#backUp('backUpIfDue'))
        .then(() => this.#backUp('backUpNotesIfDue'));
    }
    return applied;
  }

  /** Piece by piece: copying 50,000 customers for the thread at once would let the app stand still. */
  async #handOver(
    customers: readonly ExportedCustomer[],
    run: number,
    at: string,
    mayMarkAbsent: boolean,
    signal: AbortSignal,
  ): Promise<Result<OperationValues['applyExport'], AppError>> {
    let from = 0;
    for (; customers.length - from > CUSTOMERS_PER_PIECE && !signal.aborted; from += CUSTOMERS_PER_PIECE) {
      const piece = customers.slice(from, from + CUSTOMERS_PER_PIECE);
      const staged = await this.#supervisor.write('stage', piece, from === 0);
      if (!staged.ok) {
        return staged;
      }
    }
    if (signal.aborted) {
      return fail(appError('CANCELLED', 'The export was not applied: its sync was stopped'));
    }
    return this.#supervisor.write('applyExport', customers.slice(from), run, at, from, mayMarkAbsent);
  }

  /** Accepts the smaller list of this run. Fails with QUESTION_CLOSED when a later export has replaced it. */
  async acceptPartialExport(run: number): Promise<Result<StoreState, AppError>> {
    const accepted = this.#unsealed(await this.#supervisor.write('acceptPartialExport', run));
    return accepted.ok ? this.#tellState() : accepted;
  }

  /** The agent has seen the history up to this change. */
  async markSeen(upTo: number): Promise<Result<null, AppError>> {
    const marked = this.#unsealed(await this.#supervisor.write('markSeen', upTo));
    return marked.ok ? ok(null) : marked;
  }

  /** The agent has read what was repaired. */
  dismissRepair(): Promise<Result<StoreState, AppError>> {
    this.#notes = { ...this.#notes, repair: null, notesRepair: null };
    return this.#tellState();
  }

  /** Looks at structure and content of the whole store; what is damaged is repaired. Fails with what was found. */
  check(): Promise<Result<null, AppError>> {
    return this.#supervisor.read('check');
  }

  countCustomers(): Promise<Result<number, AppError>> {
    return this.#supervisor.read('countCustomers');
  }

  listRuns(limit: number): Promise<Result<readonly SyncRun[], AppError>> {
    return this.#supervisor.read('listRuns', limit);
  }

  search(query: Omit<SearchQuery, 'today'>): Promise<Result<CustomerPage, AppError>> {
    return this.#supervisor.read('search', { ...query, today: this.#today() });
  }

  /** What the customers that match have sold together. */
  sums(query: Omit<Narrowing, 'today'>): Promise<Result<CustomerSums, AppError>> {
    return this.#supervisor.read('sums', { ...query, today: this.#today() });
  }

  /** The rows of all customers that match, or of one, in their order; {@link valuesOf} gives what is in them. */
  rowsOf(
    whom: Omit<SearchQuery, 'today' | 'offset' | 'limit'> | { readonly id: string },
  ): Promise<Result<readonly number[], AppError>> {
    return this.#supervisor.read('rowsOf', 'id' in whom ? whom : { ...whom, today: this.#today() });
  }

  /** These columns of the customers in these rows; those that are gone meanwhile are left out. */
  valuesOf(
    rows: readonly number[],
    columns: readonly ListColumn[],
  ): Promise<Result<readonly ValueRow[], AppError>> {
    return this.#supervisor.read('valuesOf', rows, columns);
  }

  listCaptions(): Promise<Result<readonly string[], AppError>> {
    return this.#supervisor.read('listCaptions');
  }

  listCities(): Promise<Result<readonly CustomerCity[], AppError>> {
    return this.#supervisor.read('listCities');
  }

  listKinds(): Promise<Result<readonly CustomerKind[], AppError>> {
    return this.#supervisor.read('listKinds');
  }

  get(id: string): Promise<Result<CachedCustomer | null, AppError>> {
    return this.#supervisor.read('get', id);
  }

  /** What the agent has written about this customer, `null` for nothing. */
  getNote(customerId: string): Promise<Result<CustomerNote | null, AppError>> {
    return this.#supervisor.read('getNote', customerId);
  }

  /** The notes of these customers, or all there are, by customer ID. */
  listNotes(customerIds?: readonly string[]): Promise<Result<ReadonlyMap<string, CustomerNote>, AppError>> {
    return this.#supervisor.read('listNotes', customerIds);
  }

  /**
   * Keeps what the agent has written, at once and for good; a backup is made if a day has gone by, and not waited for.
   * Fails with NOTE_NOT_SAVED, whatever the reason.
   */
  async saveNote(note: Omit<CustomerNote, 'changedAt'>): Promise<Result<null, AppError>> {
    const changedAt = new Date(this.#options.clock.now()).toISOString();
    const saved = await this.#supervisor.record('saveNote', { ...note, changedAt });
    if (!saved.ok) {
      this.#options.log.warn(`A note could not be saved: ${saved.error.code}: ${saved.error.message}`);
      return fail(appError('NOTE_NOT_SAVED', 'The note could not be saved', { reason: saved.error.code }));
    }
    this.notesChanged.emit(null);
    this.#backingUp = this.#backingUp.then(() => this.#backUp('backUpNotesIfDue'));
    return saved;
  }

  /** How many customers have notes and how many are to be come back to, on the agent's own day. */
  countNotes(): Promise<Result<NoteCounts, AppError>> {
    return this.#supervisor.read('countNotes', localDate(this.#options.clock.now()));
  }

  listChanges(query: ChangeQuery): Promise<Result<ChangePage, AppError>> {
    return this.#supervisor.read('listChanges', query);
  }

  listNews(query: NewsQuery): Promise<Result<NewsPage, AppError>> {
    return this.#supervisor.read('listNews', query);
  }

  async state(): Promise<Result<StoreState, AppError>> {
    const facts = await this.#supervisor.read('facts');
    return facts.ok ? ok({ ...facts.value, ...this.#notes }) : facts;
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
    return this.#supervisor.close(() => this.#backingUp);
  }

  #note(report: OpenReport | null): void {
    const { log } = this.#options;
    if (report === null) {
      return;
    }
    if (report.areRunsLost) {
      log.warn('The file of runs was damaged and is kept aside; the figures begin anew');
    }
    this.#noteUpkeep(report.upkeepError);
    if (report.notesRepair !== null) {
      const { notes, backupAt } = report.notesRepair;
      log.warn(
        `The file of notes was damaged or lost: ${notes} notes are back, backup: ${backupAt ?? 'none'}`,
      );
      this.#notes = { ...this.#notes, notesRepair: report.notesRepair };
    }
    if (report.repair !== null) {
      const backup = report.repair.kind === 'restored' ? ` from the backup of ${report.repair.backupAt}` : '';
      log.warn(`The customer store was not as it was left: ${report.repair.kind}${backup}`);
      this.#notes = { ...this.#notes, repair: report.repair };
    }
  }

  #noteUpkeep(error: AppError | null): void {
    if (error !== null) {
      this.#options.log.warn(`The customer store could not be sealed: ${error.code}: ${error.message}`);
    }
  }

  #today(): string {
    return localDate(this.#options.clock.now());
  }

  #unsealed<Value>(result: Result<Sealed<Value>, AppError>): Result<Value, AppError> {
    if (!result.ok) {
      return result;
    }
    this.#noteUpkeep(result.value.upkeepError);
    return ok(result.value.value);
  }

  /** Once a day, in batches, so that other queries can run in between; notes that were set aside come back before it. */
  async #deleteOld(): Promise<void> {
    const { clock, log, retentionMonths } = this.#options;
    const now = clock.now();
    const isDue = now - this.#retentionAt >= DAY || now < this.#retentionAt;
    if (!isDue) {
      return;
    }
    this.#retentionAt = now;
    await this.#bringNotes(now);
    let [customers, files] = [0, 0];
    for (let isMoreToCome = true; isMoreToCome && !this.#supervisor.isClosed;) {
      const done = this.#unsealed(await this.#supervisor.write('deleteOld', now, retentionMonths()));
      if (!done.ok) {
        log.warn(`What is too old could not be deleted: ${done.error.code}: ${done.error.message}`);
        break;
      }
      customers += done.value.customers;
      files += done.value.files;
      isMoreToCome = done.value.isMoreToCome;
      if (done.value.troubles.length > 0) {
        log.warn(`Files that are too old could not be deleted: ${done.value.troubles.join(', ')}`);
      }
    }
    if (customers + files > 0) {
      log.info(`Deleted for good after ${retentionMonths()} months: customers ${customers}, files ${files}`);
    }
    if (customers > 0) {
      await this.#tellState();
    }
  }

  async #bringNotes(now: number): Promise<void> {
    const { log } = this.#options;
    const brought = await this.#supervisor.write('bringNotes', now);
    if (!brought.ok) {
      log.warn(`Notes set aside could not be looked at: ${brought.error.code}: ${brought.error.message}`);
    } else if (brought.value > 0) {
      log.info(`Notes brought back to their account: ${brought.value}`);
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
    // After a sync the state is told in any case: it may have raised a question.
    if (name === 'backUpIfDue' || isNews) {
      await this.#tellState();
    }
  }

  async #tellState(): Promise<Result<StoreState, AppError>> {
    const state = await this.state();
    if (state.ok) {
      this.stateChanged.emit(state.value);
    }
    return state;
  }
}
