import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { AppError } from '../../../preload/contract';
import { appError } from '../../../preload/contract/errors';
import type { Clock } from '../../base/clock';
import { endsWithin } from '../../base/clock';
import { SECOND } from '../../base/durations';
import { Emitter } from '../../base/emitter';
import type { Log } from '../../base/log';
import type { Result } from '../../base/result';
import { fail, ok } from '../../base/result';
import type { OpenReport } from '../integrity/cache';
import { damagedFile } from '../store/damage';
import type { StoreFile } from '../store/files';
import { STORE_FILE } from '../store/files';
import type { OperationName, OperationParameters, OperationValue, QuestionName } from './operations';
import type { SpareThreads } from './spare-threads';
import { CLOSE_WITHIN_MS, StoreThread, hasThreadEnded } from './store-thread';

export interface SupervisorOptions {
  readonly threads: SpareThreads;
  readonly folder: string;
  readonly clock: Clock;
  readonly log: Log;
}

export interface Supervised {
  readonly supervisor: ThreadSupervisor;
  readonly report: OpenReport | null;
}

/** The wait before memory is freed, so that the window can first ask for the changes of a sync. */
export const TIDY_AFTER_MS = 2 * SECOND;

interface OpenedWriter {
  readonly writer: StoreThread;
  readonly report: OpenReport | null;
}

interface Threads {
  readonly writer: StoreThread;
  /** `null` until `wake` is called. Until then the writer also reads, because it is mostly idle. */
  reader: StoreThread | null;
}

/**
 * Supervises the threads that have the cache open. One writes and another reads, so that searching
 * stays fast during a sync. If a thread ends or finds damage, both are ended and the cache is
 * reopened, which repairs it. Pending writes then fail, and the sync tries again. Reads are
 * answered from the repaired cache.
 */
export class ThreadSupervisor {
  /** Emits the findings and repairs after the cache was reopened while the app runs. */
  readonly reopened = new Emitter<OpenReport | null>();
  readonly #options: SupervisorOptions;
  #threads: Threads;
  /** A reader that is still opening the files, or that is being closed before its first use. */
  #opening: StoreThread | null = null;
  #repairing: Promise<void> | null = null;
  /** Whether the threads have ended; the next request starts a writer. */
  #isAsleep = false;
  #fallingAsleep: Promise<void> = Promise.resolve();
  #reopening: Promise<Result<null, AppError>> | null = null;
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

  /** Opens the cache in `folder` in one thread, until `wake`. Fails as `openCache` does. */
  static async open(options: SupervisorOptions): Promise<Result<Supervised, AppError>> {
    const opened = await openWriter(options, { suspect: null, isReopening: false });
    return opened.ok
      ? ok({ supervisor: new ThreadSupervisor(options, opened.value), report: opened.value.report })
      : opened;
  }

  get isClosed(): boolean {
    return this.#closed;
  }

  async write<Name extends OperationName>(
    name: Name,
    ...parameters: OperationParameters<Name>
  ): Promise<Result<OperationValue<Name>, AppError>> {
    return (await this.#ask(writerOf, name, parameters)).result;
  }

  /** Writes notes or records of runs, and writes again after a repair. */
  record<Name extends OperationName>(
    name: Name,
    ...parameters: OperationParameters<Name>
  ): Promise<Result<OperationValue<Name>, AppError>> {
    return this.#askAgainIfRepaired(writerOf, name, parameters);
  }

  /** Runs a question in the reading thread, or in the writing one if there is no reader. */
  read<Name extends QuestionName>(
    name: Name,
    ...parameters: OperationParameters<Name>
  ): Promise<Result<OperationValue<Name>, AppError>> {
    return this.#askAgainIfRepaired(readerOf, name, parameters);
  }

  /** Whether the threads may be ended, as no window has opened while the caller waited. */
  get #mayFallAsleep(): boolean {
    return !this.#closed && !this.#isAwake && !this.#isAsleep;
  }

  /** Ends the threads while nobody looks at the customers; the next request reopens the cache. */
  async releaseMemory(): Promise<void> {
    this.#isAwake = false;
    await this.#waking;
    this.checkIfDue();
    await this.#checking;
    await this.#repairing;
    if (!this.#mayFallAsleep) {
      return;
    }
    this.#isAsleep = true;
    this.#fallingAsleep = closeThreads(this.#threads);
    await this.#fallingAsleep;
  }

  /** Starts a thread for reading; until it runs, the writer's thread answers. */
  wake(): Promise<void> {
    this.#isAwake = true;
    this.#waking = this.#waking.then(() => this.#startReader()).then(() => this.checkIfDue());
    return this.#waking;
  }

  /**
   * Checks the store if it was opened only because its bytes match the mark. Runs once: before a
   * sync writes, or after the start. Reads need not wait: a faulty store is then repaired as if
   * found damaged during work. A check that fails to run is due again.
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
    // A failure of the system says nothing about the store, which is still unchecked.
    const { code, message } = checked.error;
    this.#options.log.warn(`The customer store could not be checked: ${code}: ${message}`);
    this.#isCheckDue = true;
  }

  /** Frees the memory of a sync some time later; the garbage collector would keep it for hours. */
  tidyLater(): void {
    if (this.#closed || !this.#isAwake) {
      return;
    }
    this.#cancelTidying ??= this.#options.clock.setTimer(TIDY_AFTER_MS, () => {
      this.#cancelTidying = null;
      const { reader, writer } = this.#threads;
      void reader?.call('releaseMemory');
      void writer.call('releaseMemory');
    });
  }

  /** Finishes pending work, then `beforeClosing`, and closes the threads. Gives up a stuck one. */
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
    await this.#reopening;
    await beforeClosing();
  }

  async #startReader(): Promise<void> {
    // Another repair may start when one ends, and no reader may open during a repair.
    while (this.#repairing !== null || this.#isAsleep) {
      await this.#repairing;
      if (!(await this.#reopen()).ok) {
        return;
      }
    }
    if (this.#threads.reader !== null || this.#closed) {
      return;
    }
    const { threads, folder, clock } = this.#options;
    const reader = new StoreThread(threads.take(), { folder, now: clock.now(), readonly: true }, clock);
    this.#opening = reader;
    const opened = await reader.opened;
    // A repair may have closed this reader. Errors are ignored, because the writer finds them too.
    if (opened.ok && this.#isAwake && this.#opening === reader) {
      this.#threads.reader = reader;
    } else {
      await reader.close();
    }
    this.#opening = null;
  }

  /** Asks a thread. Returns its answer, and whether a repair has reopened the cache since. */
  async #ask<Name extends OperationName>(
    threadOf: (threads: Threads) => StoreThread,
    name: Name,
    parameters: OperationParameters<Name>,
  ): Promise<{ readonly result: Result<OperationValue<Name>, AppError>; readonly isRepaired: boolean }> {
    // Requests during a repair go to the new threads.
    await this.#repairing;
    while (this.#isAsleep) {
      const reopened = await this.#reopen();
      if (!reopened.ok) {
        return { result: reopened, isRepaired: false };
      }
    }
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
    return isRepaired ? (await this.#ask(threadOf, name, parameters)).result : result;
  }

  /** Reopens the cache after damage or the end of a thread; returns whether `used` is outdated. */
  async #repairIfNeeded(result: Result<unknown, AppError>, used: Threads): Promise<boolean> {
    if (result.ok || this.#closed || !isForRepair(result.error)) {
      return false;
    }
    // Later callers with the same damage wait for its repair. Opening a sleeping cache repairs it.
    if (used === this.#threads && !this.#isAsleep) {
      this.#repairing ??= this.#repair(damagedFile(result.error)).finally(() => {
        this.#repairing = null;
      });
    }
    await this.#repairing;
    return this.#isAsleep || used !== this.#threads;
  }

  /** Opens the cache again after `releaseMemory`, for all requests that wait for it. */
  #reopen(): Promise<Result<null, AppError>> {
    this.#reopening ??= this.#openAgain().finally(() => {
      this.#reopening = null;
    });
    return this.#reopening;
  }

  async #openAgain(): Promise<Result<null, AppError>> {
    await this.#fallingAsleep;
    if (this.#closed) {
      return fail(appError('STORE_FAILED', 'The customer cache is closed'));
    }
    if (!this.#isAsleep) {
      return ok(null);
    }
    // A store that has disappeared is reported as lost, never silently replaced by an empty one.
    const suspect = existsSync(join(this.#options.folder, STORE_FILE)) ? null : 'customers';
    const opened = await openWriter(this.#options, { suspect, isReopening: true });
    if (!opened.ok) {
      return opened;
    }
    const { writer, report } = opened.value;
    this.#threads = { writer, reader: null };
    this.#isAsleep = false;
    // The content is not checked again, because this program wrote the mark.
    if (report !== null && hasFindings(report)) {
      this.reopened.emit(report);
    }
    return ok(null);
  }

  async #repair(damaged: StoreFile | null): Promise<void> {
    const { log } = this.#options;
    log.error(
      `${damaged === null ? 'A thread has ended' : `The ${damaged} file is damaged`}: reopening the cache`,
    );
    // A reader that opens during the repair could create a log next to the restored store. Awaiting
    // `#waking` instead could deadlock, as it may itself wait for this repair.
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
    // A due check waits for the next sync, as the last check may have ended the thread.
    this.#isCheckDue = isCheckDueBy(report);
    // Not awaited, because waking waits for this repair.
    if (this.#isAwake) {
      this.#waking = this.#waking.then(() => this.#startReader());
    }
    this.reopened.emit(report);
  }
}

function hasFindings({ repair, notesRepair, areRunsLost, markError }: OpenReport): boolean {
  return repair !== null || notesRepair !== null || areRunsLost || markError !== null;
}

function isCheckDueBy(report: OpenReport | null): boolean {
  return report?.isCheckDue === true;
}

function isForRepair(error: AppError): boolean {
  return damagedFile(error) !== null || hasThreadEnded(error);
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

/** Closes the writer last, as the last connection may tidy up the write-ahead log. */
async function closeThreads({ writer, reader }: Threads): Promise<void> {
  await reader?.close();
  await writer.close();
}
