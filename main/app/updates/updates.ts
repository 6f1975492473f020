import type { UpdateState } from '../../../preload/contract';
import type { Clock } from '../../base/clock';
import { HOUR, SECOND } from '../../base/durations';
import { Emitter } from '../../base/emitter';
import { codeOf } from '../../base/error-code';
import type { Log } from '../../base/log';
import type { UpdateWay } from './update-way';

/** After the start there is more urgent work; then now and again, for an app that runs for weeks. */
const FIRST_LOOK_MS = 30 * SECOND;
const LOOK_EVERY_MS = 6 * HOUR;

/** What looks for, fetches and installs a newer app; electron-updater in the real one. */
export interface Updater {
  /** The way that is open now: the company's policy may change while the app runs. */
  way(): UpdateWay;
  /** Looks, and fetches what is newer; it is installed when the app is quit. Rejects with a `code`. */
  check(feed: Extract<UpdateWay, { kind: 'feed' }>): Promise<void>;
  /** What has been fetched is not to be installed. */
  drop(): void;
  /** Called with the version that is being fetched, and again when it is there, whole and verified. */
  follow(listener: (state: Extract<UpdateState, { kind: 'fetching' | 'ready' }>) => void): void;
  /** What is there is not installed at this end of the app, but at the next. */
  holdBack(): void;
}

/** Keeps the app itself up to date, behind the scenes: nothing is interrupted, nothing is asked. */
export class Updates {
  readonly changed = new Emitter<UpdateState>();
  readonly #clock: Clock;
  readonly #log: Log;
  #updater: Updater | null = null;
  #state: UpdateState = { kind: 'none' };
  #way: UpdateWay = { kind: 'none' };
  #cancel = (): void => undefined;
  #stopped = false;

  constructor(clock: Clock, log: Log) {
    this.#clock = clock;
    this.#log = log;
  }

  get state(): UpdateState {
    return this.#state;
  }

  /** Looks for updates from now on. */
  start(updater: Updater): void {
    this.#updater = updater;
    updater.follow((state) => {
      this.#log.info(`[App] Version ${state.version}: ${state.kind}`);
      this.#set(state);
    });
    this.#follow(updater.way());
    this.#plan(FIRST_LOOK_MS);
  }

  /** The company's policy has changed: what came by another way is not installed any more. */
  reconsider(): void {
    const way = this.#updater?.way() ?? this.#way;
    if (JSON.stringify(way) !== JSON.stringify(this.#way)) {
      this.#updater?.drop();
      this.#follow(way);
      this.#cancel();
      this.#plan(FIRST_LOOK_MS);
    }
  }

  stop(): void {
    this.#stopped = true;
    this.#cancel();
  }

  #follow(way: UpdateWay): void {
    this.#way = way;
    this.#set(way.kind === 'elsewhere' ? way : { kind: 'none' });
    if (way.kind === 'elsewhere') {
      this.#log.info(`[App] No updates by the app itself: ${way.reason}`);
    }
  }

  /** The computer is being turned off: an installer that is killed half-way would leave no app at all. */
  holdBack(): void {
    this.#updater?.holdBack();
  }

  #plan(delayMs: number): void {
    if (!this.#stopped) {
      this.#cancel = this.#clock.setTimer(delayMs, () => void this.#look());
    }
  }

  async #look(): Promise<void> {
    const way = this.#way;
    if (way.kind === 'feed') {
      await this.#check(way);
    }
    // Meanwhile another way may have been taken, and its look planned.
    if (way === this.#way) {
      this.#plan(LOOK_EVERY_MS);
    }
  }

  async #check(way: Extract<UpdateWay, { kind: 'feed' }>): Promise<void> {
    try {
      await this.#updater?.check(way);
      if (this.#state.kind === 'refused') {
        this.#set({ kind: 'none' });
      }
    } catch (error) {
      // Offline, no feed, a file that is not what was promised: tried again next time, and told to whoever reads the log.
      const code = codeOf(error);
      this.#log.warn(`[App] No update: ${code}`);
      if (way !== this.#way) {
        return;
      }
      if (code === 'ERR_UPDATE_SIGNATURE') {
        this.#set({ kind: 'refused' });
      } else if (this.#state.kind === 'fetching') {
        this.#set({ kind: 'none' });
      }
    }
  }

  #set(state: UpdateState): void {
    const isNew = JSON.stringify(state) !== JSON.stringify(this.#state);
    this.#state = state;
    if (isNew) {
      this.changed.emit(state);
    }
  }
}
