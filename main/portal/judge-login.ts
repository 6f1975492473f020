import type { PageView } from './page-scripts';
import { PATH_PATTERNS } from './selectors';
import type { PortalTimeouts } from './timeouts';

export interface LoginObservation {
  readonly view: PageView;
  /** Where the form stood when it was sent. */
  readonly startPath: string;
  /** Whether the portal has led on to a page that is no login page since, whatever that page led to. */
  readonly ledOn: boolean;
  /** Whether anything was sent since the control was pressed. */
  readonly requestSent: boolean;
  /** How long the page has asked for nothing and waits for nothing, in milliseconds. */
  readonly quietMs: number;
  /** How long ago the control was pressed last, in milliseconds. */
  readonly pressedMs: number;
  readonly pressedAgain: boolean;
}

/**
 * `in`: the address has changed. `form-gone`: it has not, but the form is no longer there, which the list must confirm.
 * All but `wait`, `press-again`, `in` and `form-gone` ask the agent.
 */
export type LoginVerdict =
  | 'wait'
  | 'press-again'
  | 'in'
  | 'form-gone'
  | 'LOGIN_REFUSED'
  | 'ACCOUNT_LOCKED'
  | 'PASSWORD_EXPIRED'
  | 'LOGIN_STEP_REQUIRED'
  | 'LOGIN_UNCONFIRMED';

/** An answer with words needs no longer silence than this to be one. */
const WORDS_QUIET_MS = 150;

export function isLoginPath(path: string): boolean {
  return new RegExp(PATH_PATTERNS.login, 'i').test(path);
}

/**
 * Decides what a login has come to (portal.md, The login page): it is a callback, so no navigation need follow, and once
 * it has ended and the form is still there, the login has not been accepted, whether or not there are words.
 */
export function judgeLogin(
  { view, startPath, ledOn, requestSent, quietMs, pressedMs, pressedAgain }: LoginObservation,
  timeouts: Pick<PortalTimeouts, 'swallowedClickMs' | 'settledMs'>,
): LoginVerdict {
  if (!view.ready || view.loading) {
    return 'wait';
  }
  const answered = requestSent || !view.marked || view.hasError;
  if (!answered) {
    // Nothing was sent: only then may the control be pressed again. A login sent twice would count as two.
    return pressedMs <= timeouts.swallowedClickMs
      ? 'wait'
      : pressedAgain
        ? 'LOGIN_UNCONFIRMED'
        : 'press-again';
  }
  if (view.extraStep) {
    return 'LOGIN_STEP_REQUIRED';
  }
  if (view.passwordExpired) {
    return 'PASSWORD_EXPIRED';
  }
  if (ledOn && isLoginPath(startPath) && !view.marked) {
    // Accepted, even if the next page has led back: then the session did not last.
    return 'in';
  }
  if (view.passwordFields === 0) {
    const isElsewhere = !isLoginPath(view.path) && (view.path !== startPath || !view.marked);
    return isElsewhere ? 'in' : quietMs < timeouts.settledMs ? 'wait' : 'form-gone';
  }
  if (view.hasError && quietMs >= WORDS_QUIET_MS) {
    return view.locked ? 'ACCOUNT_LOCKED' : 'LOGIN_REFUSED';
  }
  return quietMs < timeouts.settledMs ? 'wait' : 'LOGIN_UNCONFIRMED';
}
