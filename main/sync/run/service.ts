/**
 * Syncs the customers, one run at a time, from the portal through the reader into the cache.
 * `run.ts` is one run with its retries, `attempt.ts` one attempt, and `scheduler.ts` decides the
 * time. Electron, SQLite and puppeteer must not be imported here: they come in through `ports.ts`.
 */
import type {
  AppError,
  ErrorCode,
  SyncProgress,
  SyncRun,
  SyncStatus,
  SyncTrigger,
} from '../../../preload/contract';
import { appError } from '../../../preload/contract/errors';
import { SECOND } from '../../base/durations';
import { Emitter } from '../../base/emitter';
import type { Log } from '../../base/log';
import type { Result } from '../../base/result';
import { fail, ok } from '../../base/result';
import { printableStack } from '../../base/stack';
import { asShownToAgent, asksAgent, isForeign } from '../schedule/foreign-network';
import type { AttemptParts } from './attempt';
import { answerWithin, guardPorts, callSafely, toResult } from './guard';
import type { LoginJournal } from './login-journal';
import type { MetricsState } from './metrics';
import { ALERT_FAILURES, addRun, afterRestart, computeMetrics, summarise } from './metrics';
import { classifyRetry } from './retry';
import type { StopReason } from './run';
import { brokenRun, runSync } from './run';
import { Watchdog } from './watchdog';

/** The shortest time between progress reports; a change of stage or attempt is reported at once. */
const PROGRESS_INTERVAL_MS = 100;
/** The most runs in the metrics: 69 days of runs every 5 minutes, the shortest interval. */
const RUNS_IN_METRICS = 20_000;
/** The time limit of the disk space check, for disks that do not answer. */
const SHORTAGE_MS = 10 * SECOND;
/** The number of ended runs kept while the cache cannot record them. */
const UNRECORDED_RUNS = 50;

export interface ServiceOptions {
  readonly parts: Omit<AttemptParts, 'logins'>;
  readonly logins: LoginJournal;
  readonly log: Log;
  readonly retryDelaysMs: readonly number[];
  /** Returns the reason why no run may start, or `null`. A refused start is not recorded. */
  readonly shortage?: () => Promise<AppError | null>;
  /** Whether an automatic run may make another attempt at this moment; by default it may. */
  readonly mayRetryAt?: (at: number) => boolean;
}

export interface RunningSync {
  readonly progress: SyncProgress;
  /** Resolves when the run has ended and is stored. Never rejects. */
  readonly finished: Promise<SyncRun>;
}

export class SyncService {
  readonly started = new Emitter<SyncProgress>();
  readonly progressed = new Emitter<SyncProgress>();
  readonly finished = new Emitter<SyncRun>();
  /** Emitted once per episode: `degraded` after three failures, `blocked` if the agent must act. */
  readonly alerted = new Emitter<'degraded' | 'blocked'>();
  readonly #options: ServiceOptions;
  #metrics: MetricsState;
  #customersTotal: number;
  #progress: SyncProgress | null = null;
  #reportedAt = -Infinity;
  #running: Promise<SyncRun> | null = null;
  /** Stops the starting or running run. */
  #stop = new AbortController();
  #isStopped = false;
  #starting: Promise<Result<RunningSync, AppError>> | null = null;
  /** Ended runs that the cache has not recorded yet. */
  #unrecorded: readonly SyncRun[] = [];
  #closed = false;

  private constructor(options: ServiceOptions, metrics: MetricsState, customersTotal: number) {
    this.#options = options;
    this.#metrics = metrics;
    this.#customersTotal = customersTotal;
  }

  /** Reads the stored runs and creates the service; fails if the cache cannot be read. */
  static async create(given: ServiceOptions): Promise<Result<SyncService, AppError>> {
    const options = { ...given, parts: guardPorts(given.parts, given.log) };
    const { store } = options.parts;
    const runs = await store.listRuns(RUNS_IN_METRICS);
    if (!runs.ok) {
      return runs;
    }
    const total = await store.countCustomers();
    return total.ok
      ? ok(new SyncService(options, afterRestart(computeMetrics(runs.value)), total.value))
      : total;
  }

  get isRunning(): boolean {
    return this.#running !== null || this.#starting !== null;
  }

  /** Returns the sync status without the plan, which the scheduler adds. */
  status(): Pick<SyncStatus, 'running' | 'metrics' | 'listFilter' | 'customersTotal'> {
    return {
      running: this.#progress,
      metrics: summarise(this.#metrics, this.#options.logins.counts),
      listFilter: this.#metrics.listFilter,
      customersTotal: this.#customersTotal,
    };
  }

  /** The usual export time (wait and download) in milliseconds; `null` before the first. */
  get medianExportMs(): number | null {
    return this.#metrics.medianExportMs;
  }

  /** The error of the last run, if only the agent can help with it. */
  get blockedBy(): ErrorCode | null {
    const error = this.#metrics.lastResult?.error ?? null;
    return error !== null && asksAgent(error, this.#hasSynced) ? error.code : null;
  }

  get #hasSynced(): boolean {
    return this.#metrics.lastSuccessTime !== null;
  }

  /** The time of the last successful sync, in milliseconds since 1970 UTC; `null` for never. */
  get lastSuccessAt(): number | null {
    const { lastSuccessTime } = this.#metrics;
    return lastSuccessTime === null ? null : Date.parse(lastSuccessTime);
  }

  /**
   * Starts a run or joins the current one; there are never two. A start by hand does not join a
   * stopped run. Fails with INTERRUPTED once the service is closed. Also fails with the error that
   * `shortage` returns, or with the cache's error if the run cannot be opened.
   */
  async start(trigger: SyncTrigger): Promise<Result<RunningSync, AppError>> {
    // A planned run also joins a stopped run, whose outcome decides about the next run.
    if (trigger === 'manual' && this.#isStopped && this.isRunning) {
      await this.stopped();
    }
    if (this.#running !== null && this.#progress !== null) {
      return ok({ progress: this.#progress, finished: this.#running });
    }
    this.#starting ??= this.#beginAnew(trigger).finally(() => {
      this.#starting = null;
    });
    return this.#starting;
  }

  /** Resolves once a stopped run has ended. Does not wait for an active run. */
  async stopped(): Promise<void> {
    while (this.#isStopped && this.isRunning) {
      await this.#starting;
      await this.#running;
    }
  }

  /** Stops the current run and waits for its end; the cache stays intact. */
  async stop(reason: Exclude<StopReason, 'stalled'>): Promise<void> {
    this.#isStopped = true;
    this.#stop.abort(reason);
    await this.#starting;
    await this.#running;
  }

  /** Stops the current run and starts no others. */
  async close(): Promise<void> {
    this.#closed = true;
    await this.stop('interrupted');
    await this.#recordLate();
  }

  #beginAnew(trigger: SyncTrigger): Promise<Result<RunningSync, AppError>> {
    this.#stop = new AbortController();
    this.#isStopped = false;
    return toResult(this.#options.log, 'Starting the run', () => this.#begin(trigger));
  }

  async #begin(trigger: SyncTrigger): Promise<Result<RunningSync, AppError>> {
    if (this.#closed) {
      return fail(appError('INTERRUPTED', 'The app is closing'));
    }
    const { parts, log, retryDelaysMs } = this.#options;
    const shortage = await this.#shortage();
    if (shortage !== null) {
      log.warn(`Run not started: ${shortage.code}: ${shortage.message}`);
      return fail(shortage);
    }
    await this.#recordLate();
    const startedAt = new Date(parts.clock.now()).toISOString();
    const opened = await parts.store.beginRun(trigger, startedAt);
    if (!opened.ok) {
      log.error(`Run not started: ${opened.error.code}: ${opened.error.message}`);
      return opened;
    }
    const progress: SyncProgress = {
      runNumber: opened.value,
      trigger,
      stage: 'login',
      attempt: 1,
      maxAttempts: retryDelaysMs.length + 1,
      fraction: 0,
      customersRead: 0,
      customersExpected: this.#customersTotal === 0 ? null : this.#customersTotal,
      bytesReceived: 0,
      startedAt,
    };
    log.info(`Run ${progress.runNumber} started (${trigger})`);
    this.#progress = progress;
    this.#running = this.#runToEnd(progress, this.#stop);
    this.#emit(this.started, progress);
    return ok({ progress, finished: this.#running });
  }

  /** Returns the shortage; `null` if there is none, or if the check fails or hangs. */
  #shortage(): Promise<AppError | null> {
    const { parts, log, shortage } = this.#options;
    const looked = toResult(log, 'Looking for a shortage', async () => ok((await shortage?.()) ?? null));
    const answer = looked.then((result) => (result.ok ? result.value : null));
    return answerWithin(parts.clock, SHORTAGE_MS, answer, () => null);
  }

  async #runToEnd(progress: SyncProgress, stop: AbortController): Promise<SyncRun> {
    const ended = await this.#attempted(progress, stop);
    const { foreign } = this.#metrics;
    const wasAsked = foreign?.lasts === true;
    const met = (): SyncRun => asShownToAgent(ended, foreign, this.#hasSynced);
    const run = callSafely(this.#options.log, 'Looking at the network', met, ended);
    try {
      await this.#record(run);
      const total = await this.#options.parts.store.countCustomers();
      this.#customersTotal = total.ok ? total.value : this.#customersTotal;
      this.#metrics = callSafely(
        this.#options.log,
        'Adding the run up',
        () => addRun(this.#metrics, run),
        this.#metrics,
      );
    } finally {
      this.#running = null;
      this.#progress = null;
    }
    this.#logEnd(run, wasAsked);
    this.#emit(this.finished, run);
    return run;
  }

  /** Returns the outcome of the run; an exception ends it as INTERNAL. */
  async #attempted(progress: SyncProgress, stop: AbortController): Promise<SyncRun> {
    const { parts, logins, log, retryDelaysMs } = this.#options;
    const watchdog = new Watchdog(parts.clock, () => {
      log.error('No progress for too long: the run is stopped');
      stop.abort('stalled' satisfies StopReason);
    });
    const mayRetryAt = (at: number): boolean =>
      progress.trigger === 'manual' ||
      callSafely(log, 'Looking at the hours', () => this.#options.mayRetryAt?.(at) ?? true, true);
    try {
      return await runSync(progress, {
        parts,
        logins,
        log,
        retryDelaysMs,
        mayRetryAt,
        signal: stop.signal,
        onProgress: (next) => {
          if (isFurther(next, this.#progress)) {
            watchdog.noteProgress();
          }
          this.#reportProgress(next);
        },
      });
    } catch (error) {
      log.error(`Run ${progress.runNumber} threw: ${printableStack(error)}`);
      parts.portal.abandon();
      return brokenRun(this.#progress ?? progress, parts.clock);
    } finally {
      watchdog.stop();
      // Stops all leftovers of the attempts.
      stop.abort('interrupted' satisfies StopReason);
    }
  }

  /** Records the run in the cache or else keeps it for later. Returns whether it was recorded. */
  async #record(run: SyncRun): Promise<boolean> {
    const { parts, log } = this.#options;
    const stored = await parts.store.finishRun(run);
    if (!stored.ok) {
      log.error(`Run ${run.number} not recorded: ${stored.error.code}`);
      this.#unrecorded = [...this.#unrecorded, run].slice(-UNRECORDED_RUNS);
    }
    return stored.ok;
  }

  /** Records ended runs that the cache still lacks. Stops at the first refusal. */
  async #recordLate(): Promise<void> {
    if (this.#unrecorded.length === 0) {
      return;
    }
    const listed = await this.#options.parts.store.listRuns(RUNS_IN_METRICS);
    if (!listed.ok) {
      return;
    }
    const known = new Set(listed.value.map(({ number }) => number));
    this.#unrecorded = this.#unrecorded.filter(({ number }) => !known.has(number));
    for (let [run] = this.#unrecorded; run !== undefined; [run] = this.#unrecorded) {
      this.#unrecorded = this.#unrecorded.slice(1);
      if (!(await this.#record(run))) {
        return;
      }
    }
  }

  /** Calls listeners of other parts of the app: an error in one must not stop the run. */
  #emit<Value>(emitter: Emitter<Value>, value: Value): void {
    callSafely(this.#options.log, 'A listener of the sync', () => emitter.emit(value), undefined);
  }

  #reportProgress(next: SyncProgress): void {
    const last = this.#progress;
    this.#progress = next;
    const now = this.#options.parts.clock.monotonicMs();
    const stepped = last?.stage !== next.stage || last.attempt !== next.attempt;
    if (stepped || now - this.#reportedAt >= PROGRESS_INTERVAL_MS) {
      this.#reportedAt = now;
      this.#emit(this.progressed, next);
    }
  }

  #logEnd(run: SyncRun, wasAsked: boolean): void {
    const { log } = this.#options;
    const { processed, added, updated, unchanged, missing } = run.counts;
    if (run.outcome === 'success') {
      const counts = `${processed} customers: ${added} new, ${updated} updated, ${unchanged} unchanged, ${missing} missing`;
      // The filter's name is left out: an agent may have chosen it.
      const filter = (run.reading?.filter ?? null) === null ? '' : '; a filter is on in the portal';
      log.info(`Run ${run.number} succeeded in ${run.durationMs} ms, ${counts}${filter}`);
      return;
    }
    log.warn(`Run ${run.number} ended: ${run.outcome}${run.error === null ? '' : ` (${run.error.code})`}`);
    this.#alert(run, wasAsked);
  }

  #alert({ outcome, trigger, error }: SyncRun, wasAsked: boolean): void {
    if (outcome !== 'failed' || trigger === 'manual' || error === null || classifyRetry(error) === 'wait') {
      return;
    }
    if (isForeign(error, this.#hasSynced)) {
      if (!wasAsked && this.#metrics.foreign?.lasts === true) {
        this.#emit(this.alerted, 'blocked');
      }
      return;
    }
    const { consecutiveFailures } = this.#metrics;
    if (consecutiveFailures === ALERT_FAILURES) {
      this.#options.log.error(
        `ALERT: ${consecutiveFailures} background syncs in a row have failed, the last with ${error.code}`,
      );
      this.#emit(this.alerted, 'degraded');
    } else if (asksAgent(error, this.#hasSynced)) {
      this.#emit(this.alerted, 'blocked');
    }
  }
}

/** Whether any value has changed; a repeated report is not progress. */
function isFurther(next: SyncProgress, last: SyncProgress | null): boolean {
  return (
    last === null ||
    next.stage !== last.stage ||
    next.attempt !== last.attempt ||
    next.bytesReceived !== last.bytesReceived ||
    next.customersRead !== last.customersRead
  );
}
