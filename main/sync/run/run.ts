import type {
  AppError,
  StageDurations,
  SyncCounts,
  SyncOutcome,
  SyncProgress,
  SyncRun,
} from '../../../preload/contract';
import { appError } from '../../../preload/contract/errors';
import type { Clock } from '../../base/clock';
import { sleep } from '../../base/clock';
import { SECOND } from '../../base/durations';
import type { Log } from '../../base/log';
import { fail } from '../../base/result';
import type { LoginPermit } from '../ports';
import type { AttemptParts, AttemptReport } from './attempt';
import { attemptSync } from './attempt';
import type { LoginJournal } from './login-journal';
import { startAttempt } from './progress';
import { nextRetryDelay, retriesLeft, classifyRetry } from './retry';
import { RunLogins, isLoginAnswer } from './run-logins';
import { countWarnings, runReading } from './run-reading';

const NO_COUNTS: SyncCounts = { processed: 0, added: 0, updated: 0, unchanged: 0, missing: 0 };
const NO_STAGES: StageDurations = { login: 0, export: 0, read: 0, apply: 0 };

/**
 * The reason for stopping a run: cancelled by the agent, interrupted by sleep or quitting, or
 * stalled without progress. Only `stalled` is a failure.
 */
export type StopReason = 'cancelled' | 'interrupted' | 'stalled';

/** The time that an attempt has to end after a stop. It is short, because the agent is waiting. */
const ABANDON_MS = SECOND;
/** The time to end during a transaction, which is usually short and decides the outcome. */
const ABANDON_APPLYING_MS = 30 * SECOND;

export interface RunOptions {
  readonly parts: Omit<AttemptParts, 'logins'>;
  readonly logins: LoginJournal;
  readonly log: Log;
  readonly retryDelaysMs: readonly number[];
  /** Whether a further attempt may begin at this moment, in milliseconds since 1970 UTC. */
  readonly mayRetryAt: (at: number) => boolean;
  readonly signal: AbortSignal;
  readonly onProgress: (progress: SyncProgress) => void;
}

/** Returns the run to store after a bug in the run's own code; the stack is in the log. */
export function brokenRun(progress: SyncProgress, clock: Clock): SyncRun {
  const error = appError('INTERNAL', 'The sync failed unexpectedly');
  const { runNumber: number, trigger, startedAt, attempt: attempts } = progress;
  return { ...emptyRun({ number, trigger, startedAt }, clock), outcome: 'failed', attempts, error };
}

/** Returns the run to store if the cache opened it too late; it counts as interrupted. */
export function unusedRun(opened: Opened, clock: Clock): SyncRun {
  const error = appError('INTERRUPTED', 'The cache opened the run too late; nothing was read');
  return { ...emptyRun(opened, clock), outcome: 'interrupted', attempts: 0, error };
}

type Opened = Pick<SyncRun, 'number' | 'trigger' | 'startedAt'>;

function emptyRun(opened: Opened, clock: Clock): Omit<SyncRun, 'outcome' | 'attempts' | 'error'> {
  return {
    ...opened,
    endedAt: new Date(clock.now()).toISOString(),
    durationMs: Math.max(0, clock.now() - Date.parse(opened.startedAt)),
    counts: NO_COUNTS,
    stages: NO_STAGES,
    ...{ bytes: 0, pages: 0, warnings: {}, reading: null, logins: 0 },
  };
}

/** Runs attempts until one succeeds or none is left. Does not store the run. */
export async function runSync(begun: SyncProgress, options: RunOptions): Promise<SyncRun> {
  const { parts, log, signal, retryDelaysMs, onProgress } = options;
  const startedMs = parts.clock.monotonicMs();
  let stages = NO_STAGES;
  let last: AttemptReport | null = null;
  let progress = begun;
  let attempt = 0;
  const logins = new RunLogins(options.logins, begun.trigger === 'manual' ? 'manual' : 'automatic');
  const kind = begun.trigger === 'manual' ? 'Manual' : 'Background';

  const stopped = (): boolean => signal.aborted;

  while (!stopped()) {
    attempt += 1;
    log.info(`${kind} sync attempt ${attempt}/${progress.maxAttempts}`);
    progress = startAttempt(progress, attempt);
    onProgress(progress);
    last = await attemptOrAbandon(progress, options, logins, (next) => {
      if (next.stage !== 'login' && logins.isAwaited) {
        logins.noteAnswered();
      }
      if (!stopped()) {
        progress = next;
        onProgress(next);
      }
    });
    if (last === null) {
      break;
    }
    stages = addStages(stages, last.stages);
    if (last.result.ok || stopped()) {
      break;
    }
    const error = withLoginOutcome(last.result.error, logins);
    last = { ...last, result: fail(error) };
    log.warn(`Attempt ${attempt} failed: ${error.code}: ${error.message}`);
    const delayMs = nextRetryDelay(error, attempt, retryDelaysMs);
    if (delayMs === null) {
      if (attempt > 1) {
        log.error('All retries exhausted, giving up');
      }
      break;
    }
    if (!mayTryAgain(logins, delayMs, options)) {
      log.info('No further attempt: it would exceed the logins of a run or fall outside the hours');
      break;
    }
    log.info(`Next attempt in ${delayMs} ms`);
    const left = Math.min(
      retriesLeft(error, attempt, retryDelaysMs),
      logins.sent === 0 ? Infinity : logins.left,
    );
    progress = { ...progress, stage: 'waiting', maxAttempts: attempt + left };
    onProgress(progress);
    await sleep(parts.clock, delayMs, signal);
  }

  logins.end();
  const { outcome, counts, error } =
    progress.stage === 'apply' ? concludeApplying(last, signal, logins) : conclude(last, signal, logins);
  return {
    number: begun.runNumber,
    trigger: begun.trigger,
    startedAt: begun.startedAt,
    endedAt: new Date(parts.clock.now()).toISOString(),
    durationMs: Math.round(parts.clock.monotonicMs() - startedMs),
    outcome,
    attempts: attempt,
    counts,
    stages,
    bytes: last?.bytes ?? 0,
    pages: last?.reading?.pages ?? 0,
    warnings: countWarnings(last?.reading ?? null),
    reading: runReading(last?.reading ?? null, last?.filter ?? null),
    logins: logins.sent,
    error,
  };
}

const STOPPED: Readonly<Record<StopReason, { readonly outcome: SyncOutcome; readonly error: AppError }>> = {
  cancelled: {
    outcome: 'cancelled',
    error: appError('CANCELLED', 'The sync was cancelled; nothing was changed'),
  },
  interrupted: {
    outcome: 'interrupted',
    error: appError('INTERRUPTED', 'The sync was interrupted; nothing was changed'),
  },
  stalled: {
    outcome: 'failed',
    error: appError('NO_PROGRESS', 'The sync made no progress for too long and was stopped'),
  },
};

interface Conclusion {
  readonly outcome: SyncOutcome;
  readonly counts: SyncCounts;
  readonly error: AppError | null;
}

/** The transaction may still commit or fail; either way the cache is intact at the next run. */
const NOT_APPLIED: Conclusion = {
  outcome: 'failed',
  counts: NO_COUNTS,
  error: appError('STORE_FAILED', 'The cache did not finish applying the export'),
};

/**
 * Returns the error to report, given the run's logins. Unanswered credentials may have been
 * refused, and refused ones are never sent again automatically (portal.md, The login page).
 */
function withLoginOutcome(error: AppError, logins: RunLogins): AppError {
  if (!logins.isAwaited || error.code === 'LOGIN_UNCONFIRMED') {
    return error;
  }
  if (isLoginAnswer(error.code)) {
    logins.noteAnswered();
    return error;
  }
  if (classifyRetry(error) === 'ask-agent') {
    // The agent must see this error, although it leaves open whether the login was accepted.
    return error;
  }
  const details = { reason: error.code };
  return appError('LOGIN_UNCONFIRMED', `The login was not answered (${error.code})`, details);
}

/** Whether another attempt is allowed. A retry uses a clean session, so it logs in again. */
function mayTryAgain(logins: RunLogins, delayMs: number, { parts, mayRetryAt }: RunOptions): boolean {
  return (logins.sent === 0 || logins.isAllowed()) && mayRetryAt(parts.clock.now() + delayMs);
}

/**
 * Concludes a run that had begun to write. If writing failed or did not end, the run has failed. A
 * stop changes nothing, because the transaction may have been committed.
 */
function concludeApplying(last: AttemptReport | null, signal: AbortSignal, logins: RunLogins): Conclusion {
  if (last === null) {
    return NOT_APPLIED;
  }
  const { result } = last;
  return result.ok || result.error.code === 'CANCELLED'
    ? conclude(last, signal, logins)
    : { outcome: 'failed', counts: NO_COUNTS, error: result.error };
}

function conclude(last: AttemptReport | null, signal: AbortSignal, logins: RunLogins): Conclusion {
  // A commit that was under way at the stop is kept, so the run succeeded.
  if (last?.result.ok === true) {
    logins.noteAnswered();
    return { outcome: 'success', counts: last.result.value, error: null };
  }
  if (signal.aborted) {
    const stopped = STOPPED[signal.reason as StopReason];
    const error = stopped.outcome === 'failed' ? withLoginOutcome(stopped.error, logins) : stopped.error;
    return { outcome: stopped.outcome, error, counts: NO_COUNTS };
  }
  const error = last?.result.error ?? appError('INTERNAL', 'The sync ended without an attempt');
  return { outcome: 'failed', counts: NO_COUNTS, error };
}

/**
 * Makes one attempt; `null` if it was abandoned. Reports from the attempt's parts are ignored after
 * its end. After a stop, those parts may not log in.
 */
async function attemptOrAbandon(
  begun: SyncProgress,
  { parts, log, signal }: RunOptions,
  logins: RunLogins,
  onProgress: (progress: SyncProgress) => void,
): Promise<AttemptReport | null> {
  let isListening = true;
  let { stage } = begun;
  const permit: LoginPermit = {
    isAllowed: () => isListening && !signal.aborted && logins.isAllowed(),
    noteSent: () => logins.noteSent(),
  };
  const attempted = attemptSync({ ...parts, logins: permit }, begun, signal, (next) => {
    if (isListening) {
      stage = next.stage;
      onProgress(next);
    }
  });
  const graceMs = (): number => (stage === 'apply' ? ABANDON_APPLYING_MS : ABANDON_MS);
  try {
    const report = await endedOrAbandoned(attempted, parts.clock, signal, graceMs);
    if (report === null) {
      log.error(`The attempt did not end when it was stopped (${stage}), and is abandoned`);
      // After the download the attempt has no window, and its session may be kept.
      if (stage !== 'read' && stage !== 'apply') {
        parts.portal.abandon();
      }
    }
    return report;
  } finally {
    isListening = false;
  }
}

/** Resolves with the attempt's report, or `null` if it has not ended `graceMs()` after a stop. */
function endedOrAbandoned(
  attempted: Promise<AttemptReport>,
  clock: Clock,
  signal: AbortSignal,
  graceMs: () => number,
): Promise<AttemptReport | null> {
  return new Promise((resolve, reject) => {
    let cancelTimer: (() => void) | null = null;
    const giveUp = (): void => {
      cancelTimer = clock.setTimer(graceMs(), () => resolve(null));
    };
    if (signal.aborted) {
      giveUp();
    } else {
      signal.addEventListener('abort', giveUp, { once: true });
    }
    void attempted.then(resolve, reject).finally(() => {
      signal.removeEventListener('abort', giveUp);
      cancelTimer?.();
    });
  });
}

function addStages(left: StageDurations, right: StageDurations): StageDurations {
  return {
    login: left.login + right.login,
    export: left.export + right.export,
    read: left.read + right.read,
    apply: left.apply + right.apply,
  };
}
