import type { UpdateState } from '../../preload/contract';
import type { Clock } from '../base/clock';
import { HOUR, SECOND } from '../base/durations';
import { Emitter } from '../base/emitter';
import type { Log } from '../base/log';

/** After the start there is more urgent work; then now and again, for an app that runs for weeks. */
const FIRST_LOOK_MS = 30 * SECOND;
const LOOK_EVERY_MS = 6 * HOUR;

/** What looks for, fetches and installs a newer app; electron-updater in the real one. */
export interface Updater {
  /** Looks, and fetches what is newer; it is installed when the app is quit. Rejects with a `code`. */
  check(): Promise<void>;
  /** Called with the version that is being fetched, and again when it is there, whole and verified. */
  follow(listener: (state: Extract<UpdateState, { kind: 'fetching' | 'ready' }>) => void): void;
  /** What is there is not installed at this end of the app, but at the next. */
  holdBack(): void;
}

/** Keeps the app itself up to date, behind the scenes: nothing is interrupted, nothing is asked. */
export class Updates {
  readonly changed = new Emitter<UpdateState>();
  readonly #updater: Updater;
  readonly #clock: Clock;
  readonly #log: Log;
  #state: UpdateState = { kind: 'none' };
  #cancel = (): void => undefined;
  #stopped = false;

  constructor(updater: Updater, clock: Clock, log: Log) {
    this.#updater = updater;
    this.#clock = clock;
    this.#log = log;
    updater.follow((state) => {
      this.#log.info(`[App] Version ${state.version}: ${state.kind}`);
      this.#set(state);
    });
  }

  get state(): UpdateState {
    return this.#state;
  }

  start(): void {
    this.#plan(FIRST_LOOK_MS);
  }

  stop(): void {
    this.#stopped = true;
    this.#cancel();
  }

  /** The computer is being turned off: an installer that is killed half-way would leave no app at all. */
  holdBack(): void {
    this.#updater.holdBack();
  }

  #plan(delayMs: number): void {
    if (!this.#stopped) {
      this.#cancel = this.#clock.setTimer(delayMs, () => void this.#look());
    }
  }

  async #look(): Promise<void> {
    try {
      await this.#updater.check();
    } catch (error) {
      // Offline, no feed, a file that is not what was promised: tried again next time, and told to whoever reads the log.
      const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
      this.#log.warn(`[App] No update: ${code}`);
      if (this.#state.kind === 'fetching') {
        this.#set({ kind: 'none' });
      }
    }
    this.#plan(LOOK_EVERY_MS);
  }

  #set(state: UpdateState): void {
    this.#state = state;
    this.changed.emit(state);
  }
}
