import type { ErrorCode } from '../../../preload/contract';
import type { LoginPermit } from '../ports';
import type { LoginJournal, LoginKind } from './login-journal';

/**
 * So many logins a run may make that started by itself. Every retry begins with a clean portal session and so with a
 * login; what two of them did not mend is no matter of the session, and the next slot comes anyway (portal.md, Cookies and
 * the session: as few logins as needed). By hand somebody waits for it.
 */
export const LOGINS_PER_RUN = 2;

/** The portal's own answers to credentials. Any other failure says nothing of them. */
const ANSWERS: readonly ErrorCode[] = [
  'LOGIN_REFUSED',
  'ACCOUNT_LOCKED',
  'PASSWORD_EXPIRED',
  'LOGIN_STEP_REQUIRED',
];

/** Whether a failed attempt tells what has become of its credentials. */
export function isLoginAnswer(code: ErrorCode): boolean {
  return ANSWERS.includes(code);
}

/** The logins of one run: what it may do, and what became of them. */
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

  /** The number of times credentials have left. */
  get sent(): number {
    return this.#sent;
  }

  /** Credentials have left, and the portal has neither led on nor said anything to them. */
  get isAwaited(): boolean {
    return this.#isAwaited;
  }

  /** The limits stop only what starts by itself; credentials that were not answered are never followed by others. */
  isAllowed(): boolean {
    const isWithinLimits =
      this.#kind !== 'automatic' || (this.#sent < LOGINS_PER_RUN && this.#journal.allowedAt === null);
    return !this.#isOver && !this.#isAwaited && isWithinLimits;
  }

  /** The number of logins that the run may still make; by hand there is no limit. */
  get left(): number {
    return this.#kind === 'automatic' ? Math.max(0, LOGINS_PER_RUN - this.#sent) : Infinity;
  }

  /** Called before the request leaves: a crash or a kill right after finds the credentials in the journal. */
  noteSent(): void {
    this.#sent += 1;
    this.#isAwaited = true;
    this.#journal.noteSent(this.#kind);
  }

  /** The portal has taken them, or has said why not. */
  noteAnswered(): void {
    this.#isAwaited = false;
    this.#journal.noteAnswered();
  }

  /** The run has ended: whatever it left behind may not log in any more. */
  end(): void {
    this.#isOver = true;
  }
}
