import type { AppError, SyncRun } from '../../../preload/contract';
import { appError } from '../../../preload/contract/errors';
import type { Clock } from '../../base/clock';
import { MINUTE, SECOND } from '../../base/durations';
import type { Log } from '../../base/log';
import type { Result } from '../../base/result';
import { fail } from '../../base/result';
import { printableStack } from '../../base/stack';
import type { ExportFile, Portal, PortalSession, Reader, Environment, SyncStore } from '../ports';
import { unusedRun } from './run';

/** The time limit of a bookkeeping call, so that a run cannot hang on it. */
const ANSWER_MS = MINUTE;
/** The time limit for removing a download. The next start removes a download still in use. */
const DISPOSE_MS = 5 * SECOND;

/** Returns the result of `call`, or INTERNAL if it throws; the stack goes to the log. */
export async function toResult<Value>(
  log: Log,
  name: string,
  call: () => Promise<Result<Value, AppError>>,
): Promise<Result<Value, AppError>> {
  try {
    return await call();
  } catch (error) {
    log.error(`${name} threw: ${printableStack(error)}`);
    return fail(appError('INTERNAL', `${name} failed unexpectedly`));
  }
}

/** Returns the value of `call`, or `otherwise` if it throws; the stack goes to the log. */
export function callSafely<Value>(log: Log, name: string, call: () => Value, otherwise: Value): Value {
  try {
    return call();
  } catch (error) {
    log.error(`${name} threw: ${printableStack(error)}`);
    return otherwise;
  }
}

/** Returns the answer, or `otherwise` if none comes within `limitMs`. `answer` must not reject. */
export function answerWithin<Value>(
  clock: Clock,
  limitMs: number,
  answer: Promise<Value>,
  otherwise: () => Value,
): Promise<Value> {
  return new Promise((resolve) => {
    const cancel = clock.setTimer(limitMs, () => resolve(otherwise()));
    void answer.then((value) => {
      cancel();
      resolve(value);
    });
  });
}

/** The external parts that a run uses. */
export interface RunPorts {
  readonly portal: Portal;
  readonly reader: Reader;
  readonly store: SyncStore;
  readonly clock: Clock;
}

/** Wraps the ports so that no call throws and no bookkeeping call hangs (see `ports.ts`). */
export function guardPorts<Ports extends RunPorts>(ports: Ports, log: Log): Ports {
  const { portal, reader, store, clock } = ports;
  const bounded = <Value>(
    name: string,
    call: () => Promise<Result<Value, AppError>>,
    useLate?: (value: Value) => void,
  ): Promise<Result<Value, AppError>> => {
    const answer = toResult(log, name, call);
    return answerWithin(clock, ANSWER_MS, answer, () => {
      log.error(`${name} has not answered for ${ANSWER_MS} ms`);
      void answer.then((late) => (late.ok ? useLate?.(late.value) : undefined));
      return fail(appError('STORE_FAILED', `${name} did not answer`));
    });
  };
  const finishRun = (run: SyncRun): Promise<Result<null, AppError>> =>
    bounded('Recording the run', () => store.finishRun(run));
  return {
    ...ports,
    portal: {
      async fetchExport(options) {
        const fetched = await toResult(log, 'The portal', () => portal.fetchExport(options));
        return fetched.ok ? { ok: true, value: guardFile(fetched.value, clock, log) } : fetched;
      },
      abandon: () => callSafely(log, 'Closing the portal', () => portal.abandon(), undefined),
    } satisfies Required<Portal>,
    reader: {
      prepare: () => guardedPrepare(reader, log),
      read: (path, options) => toResult(log, 'The reader', () => reader.read(path, options)),
    } satisfies Required<Reader>,
    store: {
      beginRun: (trigger, startedAt) =>
        bounded(
          'Opening the run',
          () => store.beginRun(trigger, startedAt),
          // Ends a run that was opened too late; otherwise it would stay open until the next start.
          (number) => void finishRun(unusedRun({ number, trigger, startedAt }, clock)),
        ),
      finishRun,
      applyExport: (...args) => toResult(log, 'Applying the export', () => store.applyExport(...args)),
      countCustomers: () => bounded('Counting the customers', () => store.countCustomers()),
      listRuns: (limit) => bounded('Listing the runs', () => store.listRuns(limit)),
    } satisfies Required<SyncStore>,
  };
}

function guardFile(file: ExportFile, clock: Clock, log: Log): ExportFile {
  const dispose = async (): Promise<void> => {
    try {
      await file.dispose();
    } catch (error) {
      log.warn(`The download was not removed: ${printableStack(error)}`);
    }
  };
  return { ...file, dispose: () => answerWithin(clock, DISPOSE_MS, dispose(), () => undefined) };
}

function guardedPrepare(reader: Reader, log: Log): () => void {
  const nothing = (): void => undefined;
  const undo = callSafely(log, 'Preparing the reader', () => reader.prepare?.() ?? nothing, nothing);
  return () => callSafely(log, 'Releasing the reader', undo, undefined);
}

/** Wraps the memory: a failed load returns `otherwise`, and a failed save is ignored. */
export function guardMemory<State>(
  memory: { load(): State; save(state: State & {}): void },
  otherwise: State,
  log: Log,
): { load(): State; save(state: State & {}): void } {
  return {
    load: () => callSafely(log, 'Loading the plan', () => memory.load(), otherwise),
    save: (state) => callSafely(log, 'Saving the plan', () => memory.save(state), undefined),
  };
}

/** Wraps the session so that it never rejects. */
export function guardSession(session: PortalSession, log: Log): PortalSession {
  return {
    async keepAlive() {
      try {
        await session.keepAlive();
      } catch (error) {
        log.error(`The keep-alive request failed: ${printableStack(error)}`);
      }
    },
  };
}

/** Wraps the environment: if a call throws, the app counts as online and not in use. */
export function guardEnvironment(environment: Environment, log: Log): Required<Environment> {
  return {
    isOnline: () => callSafely(log, 'Asking for the network', () => environment.isOnline(), true),
    network: () => callSafely(log, 'Asking which network it is', () => environment.network(), ''),
    isInUse: () => callSafely(log, 'Asking for the window', () => environment.isInUse(), false),
    random: () => callSafely(log, 'Asking for chance', () => environment.random(), 0.5),
  };
}
