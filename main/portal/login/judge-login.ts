import type { PageView } from '../browser/page-scripts';
import { PATH_PATTERNS, TEXTS } from '../selectors';
import type { PortalTimeouts } from '../timeouts';

export interface LoginObservation {
  readonly view: PageView;
  /** The words of native alerts since the control was pressed. */
  readonly alertText: string;
  /** Where the form stood when it was sent. */
  readonly startPath: string;
  /** Whether the portal has led on to a page that is no login page since, whatever came of that page. */
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
 * `not-sent`: the form sends nothing, so the portal knows of no login. The codes ask the agent.
 */
export type LoginVerdict =
  | 'wait'
  | 'press-again'
  | 'in'
  | 'form-gone'
  | 'not-sent'
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

/** Whether the portal leads to this path once it has taken a login. */
export function isBeyondLogin(path: string): boolean {
  return !isLoginPath(path) && !new RegExp(PATH_PATTERNS.error, 'i').test(path);
}

/**
 * Decides what a login has come to (portal.md, The login page): it is a callback, so no navigation need follow, and once
 * it has ended and the form is still there, the login has not been accepted, whether or not there are words.
 */
export function judgeLogin(
  { view, alertText, startPath, ledOn, requestSent, quietMs, pressedMs, pressedAgain }: LoginObservation,
  timeouts: Pick<PortalTimeouts, 'swallowedClickMs' | 'settledMs'>,
): LoginVerdict {
  if (!view.ready || view.loading) {
    return 'wait';
  }
  if (!requestSent && view.marked) {
    // Nothing was sent, whatever the page itself says: only then may the control be pressed again.
    return pressedMs <= timeouts.swallowedClickMs ? 'wait' : pressedAgain ? 'not-sent' : 'press-again';
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
    const isElsewhere = isBeyondLogin(view.path) && (view.path !== startPath || !view.marked);
    return isElsewhere ? 'in' : quietMs < timeouts.settledMs ? 'wait' : 'form-gone';
  }
  if (view.hasError && quietMs >= WORDS_QUIET_MS) {
    return view.locked ? 'ACCOUNT_LOCKED' : 'LOGIN_REFUSED';
  }
  return quietMs < timeouts.settledMs ? 'wait' : judgeAlert(alertText);
}

/** An alert can also come before the next page: its words count only when the portal has nothing more to say. */
function judgeAlert(alertText: string): LoginVerdict {
  const says = (pattern: string): boolean => new RegExp(pattern, 'i').test(alertText);
  if (says(TEXTS.extraStep)) {
    return 'LOGIN_STEP_REQUIRED';
  }
  if (says(TEXTS.passwordExpired)) {
    return 'PASSWORD_EXPIRED';
  }
  if (says(TEXTS.locked) && !says(TEXTS.lockThreat)) {
    return 'ACCOUNT_LOCKED';
  }
  return says(TEXTS.loginWords) ? 'LOGIN_REFUSED' : 'LOGIN_UNCONFIRMED';
}
