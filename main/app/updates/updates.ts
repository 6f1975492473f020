import type { UpdateState } from '../../../preload/contract';
import type { Clock } from '../../base/clock';
import { HOUR, SECOND } from '../../base/durations';
import { Emitter } from '../../base/emitter';
import { errorCode } from '../../base/error-code';
import type { Log } from '../../base/log';
import type { UpdateWay } from './update-way';

/** The delay of the first check, because the start has more urgent work. */
const FIRST_LOOK_MS = 30 * SECOND;
/** The interval of the checks, for an app that runs for weeks. */
const LOOK_EVERY_MS = 6 * HOUR;

/** Finds, downloads and installs newer versions; electron-updater in production. */
export interface Updater {
  /** Returns the current source of updates; the policy may change while the app runs. */
  way(): UpdateWay;
  /** Checks for a newer version and downloads it for the next quit. Rejects with a `code`. */
  check(feed: Extract<UpdateWay, { kind: 'feed' }>): Promise<void>;
  discard(): void;
  /**
   * Calls `listener` with the version being downloaded, and again when it is complete and verified.
   */
  follow(listener: (state: Extract<UpdateState, { kind: 'fetching' | 'ready' }>) => void): void;
  /** Postpones the installation to the next time the app quits. */
  postpone(): void;
}

/** Keeps the app itself up to date in the background, without interruptions or questions. */
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

  start(updater: Updater): void {
    this.#updater = updater;
    updater.follow((state) => {
      this.#log.info(`[App] Version ${state.version}: ${state.kind}`);
      this.#set(state);
    });
    this.#follow(updater.way());
    this.#plan(FIRST_LOOK_MS);
  }

  /** Applies a changed policy, and discards a version downloaded from another source. */
  applyPolicy(): void {
    const way = this.#updater?.way() ?? this.#way;
    if (JSON.stringify(way) !== JSON.stringify(this.#way)) {
      this.#updater?.discard();
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
      this.#log.info(`[App] The app does not update itself: ${way.reason}`);
    }
  }

  /** Postpones the installation. A shutdown would kill the installer and leave no app behind. */
  postpone(): void {
    this.#updater?.postpone();
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
    // A changed policy has already scheduled its own check.
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
      // The app may be offline, the feed missing or a file wrong. The next check tries again.
      const code = errorCode(error);
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
