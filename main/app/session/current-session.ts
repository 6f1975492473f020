import type { AppError } from '../../../preload/contract';
import type { Result } from '../../base/result';
import type { SyncSession } from './sync-session';

/** The current session. A change of account or an erasure closes it and then opens another. */
export class CurrentSession {
  readonly #open: () => Promise<Result<SyncSession, AppError>>;
  readonly #followers: ((session: SyncSession) => void)[] = [];
  #session: SyncSession | null = null;

  constructor(open: () => Promise<Result<SyncSession, AppError>>) {
    this.#open = open;
  }

  get isOpen(): boolean {
    return this.#session !== null;
  }

  /** The current session. Throws before the first one is open; until then, commands wait. */
  get now(): SyncSession {
    if (this.#session === null) {
      throw new Error('The session was used before it was opened');
    }
    return this.#session;
  }

  /** Opens a session in place of the previous one, which stays if opening fails. */
  async open(): Promise<Result<SyncSession, AppError>> {
    const opened = await this.#open();
    if (opened.ok) {
      this.#session = opened.value;
      this.#followers.forEach((follow) => follow(opened.value));
    }
    return opened;
  }

  /** Calls `follow` with the current session and each later one. */
  follow(follow: (session: SyncSession) => void): void {
    this.#followers.push(follow);
    if (this.#session !== null) {
      follow(this.#session);
    }
  }

  /** Stops the running sync and the schedule; the session stays open. */
  async end(): Promise<void> {
    await this.now.service.stop('cancelled');
    this.now.scheduler.stop();
  }
}
