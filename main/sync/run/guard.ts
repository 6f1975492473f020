import type { AppError } from '../../../preload/contract';
import { appError } from '../../../preload/contract/errors';
import type { Clock } from '../../base/clock';
import { MINUTE, SECOND } from '../../base/durations';
import type { Log } from '../../base/log';
import type { Result } from '../../base/result';
import { fail } from '../../base/result';
import { stackOf } from '../../base/stack';
import type { ExportFile, Portal, PortalSession, Reader, Surroundings, SyncStore } from '../ports';

/** A call that keeps books answers within this; a run must not hang on it. */
const ANSWER_MS = MINUTE;
/** Removing a download that another program holds is left to the next start after this. */
const DISPOSE_MS = 5 * SECOND;

/** Returns the result of `call`, or INTERNAL when it throws; the stack goes to the log. */
export async function settled<Value>(
  log: Log,
  name: string,
  call: () => Promise<Result<Value, AppError>>,
): Promise<Result<Value, AppError>> {
  try {
    return await call();
  } catch (error) {
    log.error(`${name} threw: ${stackOf(error)}`);
    return fail(appError('INTERNAL', `${name} failed unexpectedly`));
  }
}

/** Returns what `call` returns, or `otherwise` when it throws; the stack goes to the log. */
export function quietly<Value>(log: Log, name: string, call: () => Value, otherwise: Value): Value {
  try {
    return call();
  } catch (error) {
    log.error(`${name} threw: ${stackOf(error)}`);
    return otherwise;
  }
}

/** Returns the answer, or `otherwise` when none has come after `limitMs`. `answer` must not reject. */
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

/** The outside parts of a run. */
export interface RunPorts {
  readonly portal: Portal;
  readonly reader: Reader;
  readonly store: SyncStore;
  readonly clock: Clock;
}

/** Returns the same ports, which now keep what `ports.ts` promises: no call throws, and no bookkeeping call hangs. */
export function guardPorts<Ports extends RunPorts>(ports: Ports, log: Log): Ports {
  const { portal, reader, store, clock } = ports;
  const bounded = <Value>(
    name: string,
    call: () => Promise<Result<Value, AppError>>,
  ): Promise<Result<Value, AppError>> =>
    answerWithin(clock, ANSWER_MS, settled(log, name, call), () => {
      log.error(`${name} has not answered for ${ANSWER_MS} ms`);
      return fail(appError('STORE_FAILED', `${name} did not answer`));
    });
  return {
    ...ports,
    portal: {
      async fetchExport(options) {
        const fetched = await settled(log, 'The portal', () => portal.fetchExport(options));
        return fetched.ok ? { ok: true, value: guardFile(fetched.value, clock, log) } : fetched;
      },
      abandon: () => quietly(log, 'Closing the portal', () => portal.abandon(), undefined),
    } satisfies Required<Portal>,
    reader: {
      prepare: () => guardedPrepare(reader, log),
      read: (path, options) => settled(log, 'The reader', () => reader.read(path, options)),
    } satisfies Required<Reader>,
    store: {
      beginRun: (trigger, at) => bounded('Opening the run', () => store.beginRun(trigger, at)),
      finishRun: (run) => bounded('Recording the run', () => store.finishRun(run)),
      applyExport: (...args) => settled(log, 'Applying the export', () => store.applyExport(...args)),
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
      log.warn(`The download was not removed: ${stackOf(error)}`);
    }
  };
  return { ...file, dispose: () => answerWithin(clock, DISPOSE_MS, dispose(), () => undefined) };
}

function guardedPrepare(reader: Reader, log: Log): () => void {
  const nothing = (): void => undefined;
  const undo = quietly(log, 'Preparing the reader', () => reader.prepare?.() ?? nothing, nothing);
  return () => quietly(log, 'Releasing the reader', undo, undefined);
}

/** Returns the memory, which now keeps `otherwise` where loading throws and goes on where saving does. */
export function guardMemory<State>(
  memory: { load(): State; save(state: State & {}): void },
  otherwise: State,
  log: Log,
): { load(): State; save(state: State & {}): void } {
  return {
    load: () => quietly(log, 'Loading the plan', () => memory.load(), otherwise),
    save: (state) => quietly(log, 'Saving the plan', () => memory.save(state), undefined),
  };
}

/** Returns the session, which now never rejects. */
export function guardSession(session: PortalSession, log: Log): PortalSession {
  return {
    async keepAlive() {
      try {
        await session.keepAlive();
      } catch (error) {
        log.error(`Keeping the session threw: ${stackOf(error)}`);
      }
    },
  };
}

/** Returns the surroundings, which now answer always: a network is supposed, and nobody at the window. */
export function guardSurroundings(surroundings: Surroundings, log: Log): Required<Surroundings> {
  return {
    isOnline: () => quietly(log, 'Asking for the network', () => surroundings.isOnline(), true),
    network: () => quietly(log, 'Asking which network it is', () => surroundings.network(), ''),
    isInUse: () => quietly(log, 'Asking for the window', () => surroundings.isInUse(), false),
    random: () => quietly(log, 'Asking for chance', () => surroundings.random(), 0.5),
  };
}
