import type {
  AppError,
  CachedCustomer,
  ChangePage,
  CustomerCity,
  CustomerPage,
  CustomerSums,
  ExportReading,
  ExportedCustomer,
  ListColumn,
  StoreState,
  SyncCounts,
  SyncRun,
  SyncTrigger,
} from '../../preload/contract';
import type { Clock } from '../base/clock';
import { localDate } from '../base/clock';
import { Emitter } from '../base/emitter';
import type { Log } from '../base/log';
import type { Result } from '../base/result';
import { ok } from '../base/result';
import type { OpenReport } from './cache';
import type { ChangeQuery } from './changes';
import type { OperationName, OperationParameters, OperationValues, Sealed } from './operations';
import type { ValueRow } from './list-values';
import type { Narrowing, SearchQuery } from './search';
import { damagedFile } from './damage';
import type { StoreFile } from './files';
import { StoreThread, isThreadGone } from './store-thread';

export interface CustomersOptions {
  readonly workerPath: string;
  readonly folder: string;
  readonly clock: Clock;
  readonly log: Log;
}

const CUSTOMERS_PER_PIECE = 500;

interface Threads {
  readonly writer: StoreThread;
  readonly reader: StoreThread;
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
  readonly #options: CustomersOptions;
  #threads: Threads;
  #notes: Pick<StoreState, 'repair' | 'backupFailure'> = { repair: null, backupFailure: null };
  #repairing: Promise<void> | null = null;
  #backingUp: Promise<void> = Promise.resolve();
  #checking: Promise<unknown> = Promise.resolve();
  #closed = false;

  private constructor(options: CustomersOptions, threads: Threads, report: OpenReport | null) {
    this.#options = options;
    this.#threads = threads;
    this.#note(report);
  }

  /** Opens the cache in `folder`, verifying and repairing it. Fails as `openCache` does. */
  static async open(options: CustomersOptions): Promise<Result<Customers, AppError>> {
    const opened = await openThreads(options, null);
    if (!opened.ok) {
      return opened;
    }
    const { threads, report } = opened.value;
    const customers = new Customers(options, threads, report);
    if (report?.isCheckDue === true) {
      // Reading need not wait for it: a store that fails is repaired as one found damaged in mid-work.
      customers.#checking = customers.#write('check');
    }
    return ok(customers);
  }

  beginRun(trigger: SyncTrigger, startedAt: string): Promise<Result<number, AppError>> {
    return this.#record('beginRun', trigger, startedAt);
  }

  finishRun(run: SyncRun): Promise<Result<null, AppError>> {
    return this.#record('finishRun', run);
  }

  /** Applies a whole export (see `applyExport` for `mayMarkAbsent`), then backs the cache up if a day has gone by; the backup is not waited for. */
  async applyExport(
    reading: ExportReading,
    run: number,
    at: string,
    mayMarkAbsent = true,
  ): Promise<Result<SyncCounts, AppError>> {
    const applied = this.#unsealed(await this.#handOver(reading.customers, run, at, mayMarkAbsent));
    if (applied.ok) {
      this.#backingUp = this.#backUp();
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
    this.#notes = { ...this.#notes, repair: null };
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

  get(id: string): Promise<Result<CachedCustomer | null, AppError>> {
    return this.#read('get', id);
  }

  listChanges(query: ChangeQuery): Promise<Result<ChangePage, AppError>> {
    return this.#read('listChanges', query);
  }

  async state(): Promise<Result<StoreState, AppError>> {
    const facts = await this.#read('facts');
    return facts.ok ? ok({ ...facts.value, ...this.#notes }) : facts;
  }

  /** Finishes what is under way, closes the files and ends the threads. */
  async close(): Promise<void> {
    this.#closed = true;
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
    const result = await used.reader.call(name, ...parameters);
    const isRepaired = await this.#repairIfNeeded(result, used);
    return isRepaired ? this.#threads.reader.call(name, ...parameters) : result;
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
    const opened = await openThreads(this.#options, damaged);
    if (!opened.ok) {
      log.error(`The cache could not be repaired: ${opened.error.code}: ${opened.error.message}`);
      return;
    }
    this.#threads = opened.value.threads;
    this.#note(opened.value.report);
    // Not waited for: it reads through this repair.
    void this.#tellState();
    if (opened.value.report?.repair != null) {
      this.repaired.emit(null);
    }
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

  async #backUp(): Promise<void> {
    const { clock, log } = this.#options;
    const made = await this.#write('backUpIfDue', clock.now());
    if (made.ok && made.value) {
      log.info('The customer store is backed up');
    }
    if (!made.ok) {
      log.warn(`The customer store could not be backed up: ${made.error.code}: ${made.error.message}`);
    }
    this.#notes = { ...this.#notes, backupFailure: made.ok ? null : made.error.code };
    await this.#tellState();
  }

  async #tellState(): Promise<Result<StoreState, AppError>> {
    const state = await this.state();
    if (state.ok) {
      this.stateChanged.emit(state.value);
    }
    return state;
  }
}

async function openThreads(
  { workerPath, folder, clock }: CustomersOptions,
  suspect: StoreFile | null,
): Promise<Result<{ threads: Threads; report: OpenReport | null }, AppError>> {
  const start = { folder, now: clock.now(), suspect };
  const writer = new StoreThread(workerPath, { ...start, readonly: false });
  const written = await writer.opened;
  if (!written.ok) {
    await writer.close();
    return written;
  }
  const reader = new StoreThread(workerPath, { ...start, readonly: true });
  const read = await reader.opened;
  if (!read.ok) {
    await Promise.all([reader.close(), writer.close()]);
    return read;
  }
  return ok({ threads: { writer, reader }, report: written.value });
}

/** The writer last: the last connection to go is the one that may tidy up the write-ahead log. */
async function closeThreads({ writer, reader }: Threads): Promise<void> {
  await reader.close();
  await writer.close();
}
