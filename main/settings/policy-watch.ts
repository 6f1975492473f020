import type { Clock } from '../base/clock';
import { MINUTE } from '../base/durations';
import { Emitter } from '../base/emitter';
import type { Log } from '../base/log';
import type { LoadedPolicy } from './policy';

/** An app lives for weeks in the tray: what the company changes counts soon, without a restart. */
const LOOK_EVERY_MS = 10 * MINUTE;

/** The company's policy as it is now; it is read again and again, and tells when it has changed. */
export class PolicyWatch {
  readonly changed = new Emitter<LoadedPolicy>();
  readonly #read: () => Promise<LoadedPolicy>;
  readonly #clock: Clock;
  readonly #log: Log;
  #loaded: LoadedPolicy;
  #cancelTimer: (() => void) | null = null;

  private constructor(read: () => Promise<LoadedPolicy>, clock: Clock, log: Log, loaded: LoadedPolicy) {
    this.#read = read;
    this.#clock = clock;
    this.#log = log;
    this.#loaded = loaded;
    this.#tell();
  }

  /** Reads the policy for the first time. */
  static async open(read: () => Promise<LoadedPolicy>, clock: Clock, log: Log): Promise<PolicyWatch> {
    return new PolicyWatch(read, clock, log, await read());
  }

  get loaded(): LoadedPolicy {
    return this.#loaded;
  }

  start(): void {
    this.stop();
    this.#cancelTimer = this.#clock.setTimer(LOOK_EVERY_MS, () => {
      this.start();
      void this.look();
    });
  }

  stop(): void {
    this.#cancelTimer?.();
    this.#cancelTimer = null;
  }

  /** Reads it again now. */
  async look(): Promise<void> {
    const loaded = await this.#read();
    if (JSON.stringify(loaded) !== JSON.stringify(this.#loaded)) {
      this.#loaded = loaded;
      this.#log.info("[App] The company's policy has changed");
      this.#tell();
      this.changed.emit(loaded);
    }
  }

  #tell(): void {
    for (const trouble of this.#loaded.troubles) {
      this.#log.error(`[App] In the company's policy (${this.#loaded.state}): ${trouble}`);
    }
  }
}
