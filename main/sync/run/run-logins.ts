import type { ErrorCode } from '../../../preload/contract';
import type { LoginPermit } from '../ports';
import type { LoginJournal, LoginKind } from './login-journal';

/**
 * The limit of logins for an automatic run. Every retry starts with a clean portal session, so it
 * logs in again. A failure that outlasts two logins is not caused by the session. The next slot
 * follows anyway (portal.md, Cookies and the session: as few logins as needed). A run by hand has
 * no limit, since an agent is waiting.
 */
export const LOGINS_PER_RUN = 2;

/** The portal's own answers to credentials; no other failure says anything about them. */
const ANSWERS: readonly ErrorCode[] = [
  'LOGIN_REFUSED',
  'ACCOUNT_LOCKED',
  'PASSWORD_EXPIRED',
  'LOGIN_STEP_REQUIRED',
];

export function isLoginAnswer(code: ErrorCode): boolean {
  return ANSWERS.includes(code);
}

/** The logins of one run: permission and outcome. */
export class RunLogins implements LoginPermit {
  readonly #journal: LoginJournal;
  readonly #kind: LoginKind;
  #sent = 0;
  #isAwaited = false;
  #isOver = false;

  constructor(journal: LoginJournal, kind: LoginKind) {
    this.#journal = journal;
    this.#kind = kind;
  }

  /** The number of times that credentials were sent. */
  get sent(): number {
    return this.#sent;
  }

  /** Whether the portal has not yet reacted to sent credentials. */
  get isAwaited(): boolean {
    return this.#isAwaited;
  }

  /** Whether a login is allowed: within the limits if automatic, never after an unanswered one. */
  isAllowed(): boolean {
    const isWithinLimits =
      this.#kind !== 'automatic' || (this.#sent < LOGINS_PER_RUN && this.#journal.allowedAt === null);
    return !this.#isOver && !this.#isAwaited && isWithinLimits;
  }

  /** The number of further logins allowed in this run; unlimited by hand. */
  get left(): number {
    return this.#kind === 'automatic' ? Math.max(0, LOGINS_PER_RUN - this.#sent) : Infinity;
  }

  /** Records credentials before the request leaves, so that a crash cannot lose the record. */
  noteSent(): void {
    this.#sent += 1;
    this.#isAwaited = true;
    this.#journal.noteSent(this.#kind);
  }

  /** Notes that the portal has accepted or refused the credentials. */
  noteAnswered(): void {
    this.#isAwaited = false;
    this.#journal.noteAnswered();
  }

  /** Forbids further logins after the run has ended, even to parts still running. */
  end(): void {
    this.#isOver = true;
  }
}
