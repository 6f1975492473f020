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
  SyncCounts,
  SyncRun,
  SyncTrigger,
} from '../../preload/contract';
import { appError } from '../../preload/contract/errors';
import type { Clock } from '../base/clock';
import { localDate } from '../base/clock';
import { DAY, SECOND } from '../base/durations';
import { Emitter } from '../base/emitter';
import type { Log } from '../base/log';
import type { Result } from '../base/result';
import { fail, ok } from '../base/result';
import type { OpenReport } from './cache';
import type { ChangeQuery } from './changes';
import type { NewsQuery } from './news';
import type { OperationName, OperationParameters, OperationValues, Sealed } from './operations';
import type { ValueRow } from './list-values';
import type { Narrowing, SearchQuery } from './search';
import { damagedFile } from './damage';
import type { StoreFile } from './files';
import type { SpareThreads } from './spare-threads';
import { StoreThread, isThreadGone } from './store-thread';

export interface CustomersOptions {
  /** Where its threads come from. */
  readonly threads: SpareThreads;
  readonly folder: string;
  readonly clock: Clock;
  readonly log: Log;
  /** After how many months what is kept of customers no longer in the export is deleted for good. */
  readonly retentionMonths: () => number;
}

const CUSTOMERS_PER_PIECE = 500;

/** The window asks for what has changed first. */
export const TIDY_AFTER_MS = 2 * SECOND;

type BackupName = 'backUpIfDue' | 'backUpNotesIfDue';

interface OpenedWriter {
  readonly writer: StoreThread;
  readonly report: OpenReport | null;
}

interface Threads {
  readonly writer: StoreThread;
  /** `null` while the cache is at rest, as it begins: the writer, which has little to do then, answers what is read. */
  reader: StoreThread | null;
}

/**
 * The cache as the app uses it. All database work happens in worker threads, so that the main process never waits for
 * it: one thread writes, another reads, so that searching stays quick while a sync writes. When either finds the cache
 * damaged, both are ended and the cache is opened anew, which repairs it: what was asked to be written fails (the sync
 * tries again), what was asked to be read is answered from the repaired cache.
 */
export class Customers {
  /** The store's state has changed: after a sync, a repair, a backup, an answer of the agent. */
  readonly stateChanged = new Emitter<StoreState>();
  /** The cache was repaired in mid-work: a sync completes it. */
  readonly repaired = new Emitter<null>();
  /** A note was saved. */
  readonly notesChanged = new Emitter<null>();
  readonly #options: CustomersOptions;
  #threads: Threads;
  #notes: Pick<StoreState, 'repair' | 'notesRepair' | 'backupFailure'> = {
    repair: null,
    notesRepair: null,
    backupFailure: null,
  };
  readonly #backupFailures: Record<BackupName, ErrorCode | null> = {
    backUpIfDue: null,
    backUpNotesIfDue: null,
  };
  #repairing: Promise<void> | null = null;
  #backingUp: Promise<void> = Promise.resolve();
  #isCheckDue = false;
  #checking: Promise<unknown> = Promise.resolve();
  #waking: Promise<void> = Promise.resolve();
  #isAwake = false;
  #retentionAt = -Infinity;
  #cancelTidying: (() => void) | null = null;
  #closed = false;

  private constructor(options: CustomersOptions, { writer, report }: OpenedWriter) {
    this.#options = options;
    this.#threads = { writer, reader: null };
    this.#note(report);
  }

  /**
   * Opens the cache in `folder`, verifying and repairing it; it is at rest until `wake`. A second thread costs a start more
   * than it brings. Fails as `openCache` does.
   */
  static async open(options: CustomersOptions): Promise<Result<Customers, AppError>> {
    const opened = await openWriter(options, { suspect: null, isReopening: false });
    return opened.ok ? ok(new Customers(options, opened.value)) : opened;
  }

  beginRun(trigger: SyncTrigger, startedAt: string): Promise<Result<number, AppError>> {
    this.#checkIfDue();
    return this.#record('beginRun', trigger, startedAt);
  }

  async finishRun(run: SyncRun): Promise<Result<null, AppError>> {
    const finished = await this.#record('finishRun', run);
    this.#tidyLater();
    return finished;
  }

  /** What a sync leaves behind in the threads' memory their collectors would keep for hours. At rest, `rest` does it. */
  #tidyLater(): void {
    if (this.#closed || !this.#isAwake) {
      return;
    }
    this.#cancelTidying ??= this.#options.clock.setTimer(TIDY_AFTER_MS, () => {
      this.#cancelTidying = null;
      const { reader, writer } = this.#threads;
      void reader?.call('rest');
      void writer.call('rest');
    });
  }

  /**
   * Applies a whole export (see `applyExport` for `mayMarkAbsent`). If a day has gone by, what is too old is then deleted
   * for good and the cache backed up, which is not waited for.
   */
  async applyExport(
    reading: ExportReading,
    run: number,
    at: string,
    mayMarkAbsent = true,
  ): Promise<Result<SyncCounts, AppError>> {
    const applied = this.#unsealed(await this.#handOver(reading.customers, run, at, mayMarkAbsent));
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
  ): Promise<Result<OperationValues['applyExport'], AppError>> {
    let from = 0;
    for (; customers.length - from > CUSTOMERS_PER_PIECE; from += CUSTOMERS_PER_PIECE) {
      const piece = customers.slice(from, from + CUSTOMERS_PER_PIECE);
      const staged = await this.#write('stage', piece, from === 0);
      if (!staged.ok) {
        return staged;
      }
    }
    return this.#write('applyExport', customers.slice(from), run, at, from, mayMarkAbsent);
  }

  /** Accepts the smaller list of this run. Fails with QUESTION_CLOSED when a later export has replaced it. */
  async acceptPartialExport(run: number): Promise<Result<StoreState, AppError>> {
    const accepted = this.#unsealed(await this.#write('acceptPartialExport', run));
    return accepted.ok ? this.#tellState() : accepted;
  }

  /** The agent has seen the history up to this change. */
  async markSeen(upTo: number): Promise<Result<null, AppError>> {
    const marked = this.#unsealed(await this.#write('markSeen', upTo));
    return marked.ok ? ok(null) : marked;
  }

  /** The agent has read what was repaired. */
  dismissRepair(): Promise<Result<StoreState, AppError>> {
    this.#notes = { ...this.#notes, repair: null, notesRepair: null };
    return this.#tellState();
  }

  /** Looks at structure and content of the whole store; what is damaged is repaired. Fails with what was found. */
  check(): Promise<Result<null, AppError>> {
    return this.#read('check');
  }

  countCustomers(): Promise<Result<number, AppError>> {
    return this.#read('countCustomers');
  }

  listRuns(limit: number): Promise<Result<readonly SyncRun[], AppError>> {
    return this.#read('listRuns', limit);
  }

  search(query: Omit<SearchQuery, 'today'>): Promise<Result<CustomerPage, AppError>> {
    return this.#read('search', { ...query, today: this.#today() });
  }

  /** What the customers that match have sold together. */
  sums(query: Omit<Narrowing, 'today'>): Promise<Result<CustomerSums, AppError>> {
    return this.#read('sums', { ...query, today: this.#today() });
  }

  /** The rows of all customers that match, or of one, in their order; {@link valuesOf} gives what is in them. */
  rowsOf(
    whom: Omit<SearchQuery, 'today' | 'offset' | 'limit'> | { readonly id: string },
  ): Promise<Result<readonly number[], AppError>> {
    return this.#read('rowsOf', 'id' in whom ? whom : { ...whom, today: this.#today() });
  }

  /** These columns of the customers in these rows; those that are gone meanwhile are left out. */
  valuesOf(
    rows: readonly number[],
    columns: readonly ListColumn[],
  ): Promise<Result<readonly ValueRow[], AppError>> {
    return this.#read('valuesOf', rows, columns);
  }

  listCaptions(): Promise<Result<readonly string[], AppError>> {
    return this.#read('listCaptions');
  }

  listCities(): Promise<Result<readonly CustomerCity[], AppError>> {
    return this.#read('listCities');
  }

  listKinds(): Promise<Result<readonly CustomerKind[], AppError>> {
    return this.#read('listKinds');
  }

  get(id: string): Promise<Result<CachedCustomer | null, AppError>> {
    return this.#read('get', id);
  }

  /** What the agent has written about this customer, `null` for nothing. */
  getNote(customerId: string): Promise<Result<CustomerNote | null, AppError>> {
    return this.#read('getNote', customerId);
  }

  /** The notes of these customers, or all there are, by customer ID. */
  listNotes(customerIds?: readonly string[]): Promise<Result<ReadonlyMap<string, CustomerNote>, AppError>> {
    return this.#read('listNotes', customerIds);
  }

  /**
   * Keeps what the agent has written, at once and for good; a backup is made if a day has gone by, and not waited for.
   * Fails with NOTE_NOT_SAVED, whatever the reason.
   */
  async saveNote(note: Omit<CustomerNote, 'changedAt'>): Promise<Result<null, AppError>> {
    const changedAt = new Date(this.#options.clock.now()).toISOString();
    const saved = await this.#record('saveNote', { ...note, changedAt });
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
    return this.#read('countNotes', localDate(this.#options.clock.now()));
  }

  listChanges(query: ChangeQuery): Promise<Result<ChangePage, AppError>> {
    return this.#read('listChanges', query);
  }

  listNews(query: NewsQuery): Promise<Result<NewsPage, AppError>> {
    return this.#read('listNews', query);
  }

  async state(): Promise<Result<StoreState, AppError>> {
    const facts = await this.#read('facts');
    return facts.ok ? ok({ ...facts.value, ...this.#notes }) : facts;
  }

  /** Nobody looks at the customers for now: ends the thread that reads and gives back what memory is kept in reserve. */
  async rest(): Promise<void> {
    this.#isAwake = false;
    await this.#waking;
    await this.#repairing;
    if (this.#closed) {
      return;
    }
    this.#checkIfDue();
    const { reader, writer } = this.#threads;
    this.#threads.reader = null;
    await reader?.close();
    await writer.call('rest');
  }

  /** Somebody looks at the customers: reading gets a thread of its own, and has the writer's until that has started. */
  wake(): Promise<void> {
    this.#isAwake = true;
    this.#waking = this.#waking.then(() => this.#startReader()).then(() => this.#checkIfDue());
    return this.#waking;
  }

  /**
   * Looks closely at a store that was opened by its seal alone, once: before a sync writes, else when the start is over.
   * Reading need not wait for it: a store that fails is repaired as one found damaged in mid-work.
   */
  #checkIfDue(): void {
    if (this.#isCheckDue) {
      this.#isCheckDue = false;
      this.#checking = this.#write('check');
    }
  }

  async #startReader(): Promise<void> {
    await this.#repairing;
    const threads = this.#threads;
    if (threads.reader !== null || this.#closed) {
      return;
    }
    const reader = new StoreThread(this.#options.threads.take(), {
      folder: this.#options.folder,
      now: this.#options.clock.now(),
      readonly: true,
    });
    const opened = await reader.opened;
    // A repair has brought threads of its own; a file that cannot be opened is the writer's to notice.
    if (opened.ok && this.#isAwake && threads === this.#threads && this.#repairing === null) {
      threads.reader = reader;
    } else {
      await reader.close();
    }
  }

  /** Finishes what is under way, closes the files and ends the threads. */
  async close(): Promise<void> {
    this.#closed = true;
    this.#cancelTidying?.();
    await this.#waking;
    await this.#checking;
    await this.#repairing;
    await this.#backingUp;
    await closeThreads(this.#threads);
  }

  async #write<Name extends OperationName>(
    name: Name,
    ...parameters: OperationParameters<Name>
  ): Promise<Result<OperationValues[Name], AppError>> {
    await this.#repairing;
    const used = this.#threads;
    const result = await used.writer.call(name, ...parameters);
    await this.#repairIfNeeded(result, used);
    return result;
  }

  /** Writes what can be written again after a repair: the books of a run, not its customers. */
  async #record<Name extends OperationName>(
    name: Name,
    ...parameters: OperationParameters<Name>
  ): Promise<Result<OperationValues[Name], AppError>> {
    const used = this.#threads;
    const result = await this.#write(name, ...parameters);
    return used === this.#threads ? result : this.#threads.writer.call(name, ...parameters);
  }

  async #read<Name extends OperationName>(
    name: Name,
    ...parameters: OperationParameters<Name>
  ): Promise<Result<OperationValues[Name], AppError>> {
    await this.#repairing;
    const used = this.#threads;
    const result = await readerOf(used).call(name, ...parameters);
    const isRepaired = await this.#repairIfNeeded(result, used);
    return isRepaired ? readerOf(this.#threads).call(name, ...parameters) : result;
  }

  /** Opens the cache anew if it is damaged or a thread has ended; gives whether that was done since `used` was in use. */
  async #repairIfNeeded(result: Result<unknown, AppError>, used: Threads): Promise<boolean> {
    if (result.ok || this.#closed) {
      return false;
    }
    const damaged = damagedFile(result.error);
    if (damaged === null && !isThreadGone(result.error)) {
      return false;
    }
    // Whoever met the same damage later waits for the one repair.
    if (used === this.#threads) {
      this.#repairing ??= this.#repair(damaged).finally(() => {
        this.#repairing = null;
      });
    }
    await this.#repairing;
    return used !== this.#threads;
  }

  async #repair(damaged: StoreFile | null): Promise<void> {
    const { log } = this.#options;
    log.error(
      `${damaged === null ? 'A thread has ended' : `The ${damaged} file is damaged`}: opening the cache anew`,
    );
    await closeThreads(this.#threads);
    const opened = await openWriter(this.#options, { suspect: damaged, isReopening: true });
    if (!opened.ok) {
      log.error(`The cache could not be repaired: ${opened.error.code}: ${opened.error.message}`);
      return;
    }
    const { writer, report } = opened.value;
    this.#threads = { writer, reader: null };
    this.#note(report);
    // Neither is waited for: both wait for this repair. A look that is due comes with the next sync, not now: it may be
    // what has ended the thread.
    if (this.#isAwake) {
      this.#waking = this.#waking.then(() => this.#startReader());
    }
    void this.#tellState();
    if (report?.repair != null) {
      this.repaired.emit(null);
    }
  }

  #note(report: OpenReport | null): void {
    const { log } = this.#options;
    if (report === null) {
      return;
    }
    this.#isCheckDue = report.isCheckDue;
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

  /** Once a day, piece by piece: whoever else asks the cache has his turn in between. */
  async #deleteOld(): Promise<void> {
    const { clock, log, retentionMonths } = this.#options;
    const now = clock.now();
    const isDue = now - this.#retentionAt >= DAY || now < this.#retentionAt;
    if (!isDue) {
      return;
    }
    this.#retentionAt = now;
    let [customers, files] = [0, 0];
    for (let isMoreToCome = true; isMoreToCome && !this.#closed;) {
      const done = this.#unsealed(await this.#write('deleteOld', now, retentionMonths()));
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

  async #backUp(name: BackupName): Promise<void> {
    const { clock, log } = this.#options;
    const what = name === 'backUpIfDue' ? 'The customer store' : 'The file of notes';
    const made = await this.#write(name, clock.now());
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

async function openWriter(
  { threads, folder, clock }: CustomersOptions,
  { suspect, isReopening }: { readonly suspect: StoreFile | null; readonly isReopening: boolean },
): Promise<Result<OpenedWriter, AppError>> {
  const start = { folder, now: clock.now(), suspect, isReopening, readonly: false };
  const writer = new StoreThread(threads.take(), start);
  const opened = await writer.opened;
  if (!opened.ok) {
    await writer.close();
    return opened;
  }
  return ok({ writer, report: opened.value });
}

function readerOf({ reader, writer }: Threads): StoreThread {
  return reader ?? writer;
}

/** The writer last: the last connection to go is the one that may tidy up the write-ahead log. */
async function closeThreads({ writer, reader }: Threads): Promise<void> {
  await reader?.close();
  await writer.close();
}
