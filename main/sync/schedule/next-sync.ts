import type { SyncTrigger } from '../../../preload/contract';
import type { ReturnFacts } from './plan';
import { openingDueAt, returnDueAt, waitAfterOpening, waitAfterStart } from './plan';

export type AutomaticTrigger = Exclude<SyncTrigger, 'manual'>;

/** Knows why the next sync is due, if not by its plan, and how late chance lets it come. */
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

  /** Whether a due sync waits its random moment because nobody was looking. */
  get isReturning(): boolean {
    return this.#isReturning;
  }

  /** How late, from 0 to 1, the run comes or came that is the first within the hours; `null` for any other. */
  get openingShare(): number | null {
    return this.#openingShare;
  }

  /** Returns how long after a start the next sync is due, in milliseconds. */
  waitMs(intervalMs: number): number {
    return this.#openingShare === null
      ? waitAfterStart(this.#installationId, intervalMs)
      : waitAfterOpening(intervalMs, this.#openingShare);
  }

  /** Returns when what has become due while nothing could run is due, so that not every laptop comes at once. */
  comeBack(trigger: AutomaticTrigger, facts: ReturnFacts, isOpening: boolean): number {
    this.comeFor(this.#trigger === 'startup' ? 'startup' : trigger);
    this.#isReturning = true;
    const dueAt = isOpening ? openingDueAt(facts) : returnDueAt(facts);
    if (isOpening) {
      this.#openingShare = dueAt > facts.now ? facts.random : null;
    }
    return dueAt;
  }

  comeFor(trigger: AutomaticTrigger): void {
    this.#trigger = trigger;
  }

  /** Begins: returns why. One that comes sooner than by chance, for an agent at the window, is no opening. */
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
