import type { Clock } from '../base/clock';
import { MINUTE } from '../base/durations';
import { Emitter } from '../base/emitter';
import type { Log } from '../base/log';
import type { LoadedPolicy, Policy } from './policy';
import { NO_POLICY } from './policy';

/** The milliseconds between reads. The app runs for weeks, so reading once is not enough. */
const LOOK_EVERY_MS = 10 * MINUTE;
/**
 * The milliseconds until a failed first read is repeated: short, as automatic work waits for it.
 */
const LOOK_AGAIN_MS = MINUTE / 2;

/** Holds the company's current policy, reads it regularly and reports changes. */
export class PolicyWatch {
  readonly changed = new Emitter<LoadedPolicy>();
  readonly #read: () => Promise<LoadedPolicy>;
  readonly #clock: Clock;
  readonly #log: Log;
  #loaded: LoadedPolicy;
  /** The last policy that was understood; `null` once the company has none. */
  #last: Policy | null = null;
  #cancelTimer: (() => void) | null = null;

  private constructor(read: () => Promise<LoadedPolicy>, clock: Clock, log: Log, loaded: LoadedPolicy) {
    this.#read = read;
    this.#clock = clock;
    this.#log = log;
    this.#loaded = loaded;
    this.#note(loaded);
    this.#notify();
  }

  static async open(read: () => Promise<LoadedPolicy>, clock: Clock, log: Log): Promise<PolicyWatch> {
    return new PolicyWatch(read, clock, log, await read());
  }

  get loaded(): LoadedPolicy {
    return this.#loaded;
  }

  start(): void {
    this.stop();
    this.#cancelTimer = this.#clock.setTimer(this.#loaded.isRead ? LOOK_EVERY_MS : LOOK_AGAIN_MS, () => {
      this.start();
      void this.look();
    });
  }

  stop(): void {
    this.#cancelTimer?.();
    this.#cancelTimer = null;
  }

  /** Reads the policy again. An unreadable policy leaves the last good one in force. */
  async look(): Promise<void> {
    const read = await this.#read();
    if (!read.isRead) {
      if (this.#loaded.isRead) {
        this.#log.error(`[App] The company's policy cannot be read again: ${read.problems.join()}`);
      }
      return;
    }
    const isUnderstood = read.state === 'valid' || read.state === 'partly';
    const loaded = isUnderstood || this.#last === null ? read : { ...read, policy: this.#last };
    this.#note(read);
    if (JSON.stringify(loaded) !== JSON.stringify(this.#loaded)) {
      this.#loaded = loaded;
      this.#log.info("[App] The company's policy has changed");
      this.#notify();
      this.changed.emit(loaded);
    }
  }

  #note(read: LoadedPolicy): void {
    if (read.state === 'valid' || read.state === 'partly') {
      this.#last = read === NO_POLICY ? null : read.policy;
    }
  }

  #notify(): void {
    for (const problem of this.#loaded.problems) {
      this.#log.error(`[App] In the company's policy (${this.#loaded.state}): ${problem}`);
    }
  }
}
