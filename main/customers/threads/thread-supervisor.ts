import type { AppError } from '../../../preload/contract';
import type { Clock } from '../../base/clock';
import { endsWithin } from '../../base/clock';
import { SECOND } from '../../base/durations';
import { Emitter } from '../../base/emitter';
import type { Log } from '../../base/log';
import type { Result } from '../../base/result';
import { ok } from '../../base/result';
import type { OpenReport } from '../integrity/cache';
import { damagedFile } from '../store/damage';
import type { StoreFile } from '../store/files';
import type { OperationName, OperationParameters, OperationValue, QuestionName } from './operations';
import type { SpareThreads } from './spare-threads';
import { CLOSE_WITHIN_MS, StoreThread, isThreadGone } from './store-thread';

export interface SupervisorOptions {
  /** Where its threads come from. */
  readonly threads: SpareThreads;
  readonly folder: string;
  readonly clock: Clock;
  readonly log: Log;
}

/** What opening gives: whoever looks after the threads from now on, and what the files were found to be. */
export interface Supervised {
  readonly supervisor: ThreadSupervisor;
  readonly report: OpenReport | null;
}

/** The window asks for what has changed first. */
export const TIDY_AFTER_MS = 2 * SECOND;

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
 * Looks after the threads that have the cache open: one writes, another reads, so that searching stays quick while a sync
 * writes. When either finds the cache damaged, or has ended, both are ended and the cache is opened anew, which repairs
 * it: what was asked to be written fails (the sync tries again), what was asked to be read is answered from the repaired
 * cache.
 */
export class ThreadSupervisor {
  /** The cache was opened anew in mid-work; tells what that has found and done. */
  readonly reopened = new Emitter<OpenReport | null>();
  readonly #options: SupervisorOptions;
  #threads: Threads;
  /** A reader that is not among the threads: it opens the files, or closes them as it is not wanted any more. */
  #opening: StoreThread | null = null;
  #repairing: Promise<void> | null = null;
  #isCheckDue: boolean;
  #checking: Promise<void> = Promise.resolve();
  #waking: Promise<void> = Promise.resolve();
  #isAwake = false;
  #cancelTidying: (() => void) | null = null;
  #closed = false;

  private constructor(options: SupervisorOptions, { writer, report }: OpenedWriter) {
    this.#options = options;
    this.#threads = { writer, reader: null };
    this.#isCheckDue = isCheckDueBy(report);
  }

  /** Opens the cache in `folder` in the one thread that it has until `wake`. Fails as `openCache` does. */
  static async open(options: SupervisorOptions): Promise<Result<Supervised, AppError>> {
    const opened = await openWriter(options, { suspect: null, isReopening: false });
    return opened.ok
      ? ok({ supervisor: new ThreadSupervisor(options, opened.value), report: opened.value.report })
      : opened;
  }

  /** Whether it was told to close. */
  get isClosed(): boolean {
    return this.#closed;
  }

  /** Has the writing thread do this. */
  async write<Name extends OperationName>(
    name: Name,
    ...parameters: OperationParameters<Name>
  ): Promise<Result<OperationValue<Name>, AppError>> {
    return (await this.#ask(writerOf, name, parameters)).result;
  }

  /** Writes what can be written again after a repair: the books of a run, not its customers. */
  record<Name extends OperationName>(
    name: Name,
    ...parameters: OperationParameters<Name>
  ): Promise<Result<OperationValue<Name>, AppError>> {
    return this.#askAgainIfRepaired(writerOf, name, parameters);
  }

  /** Has the reading thread do this, or the writing one while there is no other. */
  read<Name extends QuestionName>(
    name: Name,
    ...parameters: OperationParameters<Name>
  ): Promise<Result<OperationValue<Name>, AppError>> {
    return this.#askAgainIfRepaired(readerOf, name, parameters);
  }

  /** Nobody looks at the customers for now: ends the thread that reads and gives back what memory is kept in reserve. */
  async rest(): Promise<void> {
    this.#isAwake = false;
    await this.#waking;
    await this.#repairing;
    if (this.#closed) {
      return;
    }
    this.checkIfDue();
    const { reader, writer } = this.#threads;
    this.#threads.reader = null;
    await reader?.close();
    await writer.call('rest');
  }

  /** Somebody looks at the customers: reading gets a thread of its own, and has the writer's until that has started. */
  wake(): Promise<void> {
    this.#isAwake = true;
    this.#waking = this.#waking.then(() => this.#startReader()).then(() => this.checkIfDue());
    return this.#waking;
  }

  /**
   * Looks closely at a store that was opened by its seal alone, once: before a sync writes, else when the start is over.
   * Reading need not wait for it: a store that fails is repaired as one found damaged in mid-work. A look that could not be
   * taken is due again.
   */
  checkIfDue(): void {
    if (this.#isCheckDue) {
      this.#isCheckDue = false;
      this.#checking = this.#check();
    }
  }

  async #check(): Promise<void> {
    const checked = await this.write('check');
    if (checked.ok || isForRepair(checked.error)) {
      return;
    }
    // The system's failure, which says nothing of the store: nobody has looked at it yet.
    const { code, message } = checked.error;
    this.#options.log.warn(`The customer store could not be checked: ${code}: ${message}`);
    this.#isCheckDue = true;
  }

  /** What a sync leaves behind in the threads' memory their collectors would keep for hours. At rest, `rest` does it. */
  tidyLater(): void {
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
   * Finishes what is under way, `beforeClosing` last, closes the files and ends the threads. What a stuck thread does not
   * finish is given up.
   */
  async close(beforeClosing: () => Promise<void>): Promise<void> {
    this.#closed = true;
    this.#cancelTidying?.();
    await endsWithin(this.#options.clock, CLOSE_WITHIN_MS, this.#finish(beforeClosing));
    await closeThreads(this.#threads);
  }

  async #finish(beforeClosing: () => Promise<void>): Promise<void> {
    await this.#waking;
    await this.#checking;
    await this.#repairing;
    await beforeClosing();
  }

  async #startReader(): Promise<void> {
    // Another may have begun by the time that one has ended, and nothing is opened beside a repair.
    while (this.#repairing !== null) {
      await this.#repairing;
    }
    if (this.#threads.reader !== null || this.#closed) {
      return;
    }
    const { threads, folder, clock } = this.#options;
    const reader = new StoreThread(threads.take(), { folder, now: clock.now(), readonly: true }, clock);
    this.#opening = reader;
    const opened = await reader.opened;
    // A repair may have taken it away meanwhile; a file that cannot be opened is the writer's to notice.
    if (opened.ok && this.#isAwake && this.#opening === reader) {
      this.#threads.reader = reader;
    } else {
      await reader.close();
    }
    this.#opening = null;
  }

  /** What a thread answers, and whether the cache had to be opened anew for it. */
  async #ask<Name extends OperationName>(
    threadOf: (threads: Threads) => StoreThread,
    name: Name,
    parameters: OperationParameters<Name>,
  ): Promise<{ readonly result: Result<OperationValue<Name>, AppError>; readonly isRepaired: boolean }> {
    // What is asked meanwhile is asked of the threads that come.
    await this.#repairing;
    const used = this.#threads;
    const result = await threadOf(used).call(name, ...parameters);
    return { result, isRepaired: await this.#repairIfNeeded(result, used) };
  }

  async #askAgainIfRepaired<Name extends OperationName>(
    threadOf: (threads: Threads) => StoreThread,
    name: Name,
    parameters: OperationParameters<Name>,
  ): Promise<Result<OperationValue<Name>, AppError>> {
    const { result, isRepaired } = await this.#ask(threadOf, name, parameters);
    return isRepaired ? threadOf(this.#threads).call(name, ...parameters) : result;
  }

  /** Opens the cache anew if it is damaged or a thread has ended; gives whether that was done since `used` was in use. */
  async #repairIfNeeded(result: Result<unknown, AppError>, used: Threads): Promise<boolean> {
    if (result.ok || this.#closed || !isForRepair(result.error)) {
      return false;
    }
    // Whoever met the same damage later waits for the one repair.
    if (used === this.#threads) {
      this.#repairing ??= this.#repair(damagedFile(result.error)).finally(() => {
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
    // A reader that opens meanwhile could make a new log beside the store that takes the damaged one's place. `#waking`,
    // which closes it too, must not be waited for: it may be waiting for this repair.
    const opening = this.#opening;
    this.#opening = null;
    await opening?.close();
    await closeThreads(this.#threads);
    const opened = await openWriter(this.#options, { suspect: damaged, isReopening: true });
    if (!opened.ok) {
      log.error(`The cache could not be repaired: ${opened.error.code}: ${opened.error.message}`);
      return;
    }
    const { writer, report } = opened.value;
    this.#threads = { writer, reader: null };
    // A look that is due comes with the next sync, not now: it may be what has ended the thread.
    this.#isCheckDue = isCheckDueBy(report);
    // Not waited for: it waits for this repair.
    if (this.#isAwake) {
      this.#waking = this.#waking.then(() => this.#startReader());
    }
    this.reopened.emit(report);
  }
}

function isCheckDueBy(report: OpenReport | null): boolean {
  return report?.isCheckDue === true;
}

/** Whether it tells of a damaged file or of a thread that has ended. */
function isForRepair(error: AppError): boolean {
  return damagedFile(error) !== null || isThreadGone(error);
}

async function openWriter(
  { threads, folder, clock }: SupervisorOptions,
  { suspect, isReopening }: { readonly suspect: StoreFile | null; readonly isReopening: boolean },
): Promise<Result<OpenedWriter, AppError>> {
  const start = { folder, now: clock.now(), suspect, isReopening, readonly: false };
  const writer = new StoreThread(threads.take(), start, clock);
  const opened = await writer.opened;
  if (!opened.ok) {
    await writer.close();
    return opened;
  }
  return ok({ writer, report: opened.value });
}

function writerOf({ writer }: Threads): StoreThread {
  return writer;
}

function readerOf({ reader, writer }: Threads): StoreThread {
  return reader ?? writer;
}

/** The writer last: the last connection to go is the one that may tidy up the write-ahead log. */
async function closeThreads({ writer, reader }: Threads): Promise<void> {
  await reader?.close();
  await writer.close();
}
