import type { AppError } from '../../../preload/contract';
import type { Result } from '../../base/result';
import type { SyncSession } from './sync-session';

/** The session there is now. Another account, or erasing, puts a new one in the place of one that was closed. */
export class CurrentSession {
  readonly #open: () => Promise<Result<SyncSession, AppError>>;
  readonly #followers: ((session: SyncSession) => void)[] = [];
  #session: SyncSession | null = null;

  constructor(open: () => Promise<Result<SyncSession, AppError>>) {
    this.#open = open;
  }

  /** Whether there is one yet. */
  get isThere(): boolean {
    return this.#session !== null;
  }

  /** Throws before the first was opened: nothing is answered by then. */
  get now(): SyncSession {
    if (this.#session === null) {
      throw new Error('The session is used before it is open');
    }
    return this.#session;
  }

  /** Opens one in the place of any before it. Fails as opening does; what was there then stays. */
  async open(): Promise<Result<SyncSession, AppError>> {
    const opened = await this.#open();
    if (opened.ok) {
      this.#session = opened.value;
      this.#followers.forEach((follow) => follow(opened.value));
    }
    return opened;
  }

  /** Calls `follow` with the session there is, and with each that comes. */
  follow(follow: (session: SyncSession) => void): void {
    this.#followers.push(follow);
    if (this.#session !== null) {
      follow(this.#session);
    }
  }

  /** What it has begun ends, and it begins nothing more; it is still open. */
  async end(): Promise<void> {
    await this.now.service.stop('cancelled');
    this.now.scheduler.stop();
  }
}
