import type { SyncTrigger } from '../../../preload/contract';
import type { ReturnFacts } from './plan';
import { openingDueAt, returnDueAt, waitAfterOpening, waitAfterStart } from './plan';

export type AutomaticTrigger = Exclude<SyncTrigger, 'manual'>;

/** Holds the trigger and the random delay of the next sync. */
export class NextSync {
  readonly #installationId: string;
  #trigger: AutomaticTrigger = 'startup';
  #isReturning = false;
  #openingShare: number | null = null;

  constructor(installationId: string) {
    this.#installationId = installationId;
  }

  get trigger(): AutomaticTrigger {
    return this.#trigger;
  }

  /** Whether a due sync waits for its random moment because nobody was using the app. */
  get isReturning(): boolean {
    return this.#isReturning;
  }

  /** The random delay of the first run within the hours, from 0 to 1; `null` for any other run. */
  get openingShare(): number | null {
    return this.#openingShare;
  }

  /** Returns the wait after a start until the next sync is due, in milliseconds. */
  waitMs(intervalMs: number): number {
    return this.#openingShare === null
      ? waitAfterStart(this.#installationId, intervalMs)
      : waitAfterOpening(intervalMs, this.#openingShare);
  }

  /** Returns the due time of a delayed sync, spread so that laptops do not start together. */
  spreadReturn(trigger: AutomaticTrigger, facts: ReturnFacts, isOpening: boolean): number {
    this.setTrigger(this.#trigger === 'startup' ? 'startup' : trigger);
    this.#isReturning = true;
    const dueAt = isOpening ? openingDueAt(facts) : returnDueAt(facts);
    if (isOpening) {
      this.#openingShare = dueAt > facts.now ? facts.random : null;
    }
    return dueAt;
  }

  setTrigger(trigger: AutomaticTrigger): void {
    this.#trigger = trigger;
  }

  /** Notes a start and returns its trigger. An early sync is not the first run within the hours. */
  fire(isEarly: boolean): AutomaticTrigger {
    const trigger = this.#trigger;
    if (isEarly) {
      this.#openingShare = null;
    }
    this.#trigger = 'schedule';
    this.#isReturning = false;
    return trigger;
  }

  noteRunStarted(trigger: SyncTrigger): void {
    this.fire(trigger === 'manual');
  }

  noteRunEnded(): void {
    this.#openingShare = null;
  }

  stopReturning(): void {
    this.#isReturning = false;
  }
}
