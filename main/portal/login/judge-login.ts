import type { PageView } from '../browser/page-scripts';
import { PATH_PATTERNS, TEXTS } from '../selectors';
import type { PortalTimeouts } from '../timeouts';

export interface LoginObservation {
  readonly view: PageView;
  /** The words of native alerts since the control was pressed. */
  readonly alertText: string;
  /** The path of the form when it was sent. */
  readonly startPath: string;
  /** Whether the portal has moved on to a page other than the login since the form was sent. */
  readonly movedOn: boolean;
  /** Whether anything was sent since the control was pressed. */
  readonly requestSent: boolean;
  /** The time without requests by the page, in milliseconds. */
  readonly quietMs: number;
  /** The time since the control was last pressed, in milliseconds. */
  readonly pressedMs: number;
  readonly pressedAgain: boolean;
}

/**
 * The outcome of a login. `in`: the address has changed. `form-gone`: the form disappeared at the
 * same address, so the list must confirm the login. `not-sent`: the form sent nothing, so the
 * portal has received no login. The error codes ask the agent to act.
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

/** The silence after which an error text counts as an answer. Without a text, it must be longer. */
const WORDS_QUIET_MS = 150;

export function isLoginPath(path: string): boolean {
  return new RegExp(PATH_PATTERNS.login, 'i').test(path);
}

/** Whether a path is one that the portal moves on to after an accepted login. */
export function isAfterLogin(path: string): boolean {
  return !isLoginPath(path) && !new RegExp(PATH_PATTERNS.error, 'i').test(path);
}

/**
 * Judges the outcome of a login (portal.md, The login page). The login is a callback, so no
 * navigation is required. If the callback has ended and the form is still there, the login was not
 * accepted, with or without words.
 */
export function judgeLogin(
  { view, alertText, startPath, movedOn, requestSent, quietMs, pressedMs, pressedAgain }: LoginObservation,
  timeouts: Pick<PortalTimeouts, 'swallowedClickMs' | 'settledMs'>,
): LoginVerdict {
  if (!view.ready || view.loading) {
    return 'wait';
  }
  if (!requestSent && view.marked) {
    // The control may be pressed again only if nothing was sent, whatever the page shows.
    return pressedMs <= timeouts.swallowedClickMs ? 'wait' : pressedAgain ? 'not-sent' : 'press-again';
  }
  if (view.extraStep) {
    return 'LOGIN_STEP_REQUIRED';
  }
  if (view.passwordExpired) {
    return 'PASSWORD_EXPIRED';
  }
  if (movedOn && isLoginPath(startPath) && !view.marked) {
    // The login was accepted, even if a lost session led from the next page back to the form.
    return 'in';
  }
  if (view.passwordFields === 0) {
    const isElsewhere = isAfterLogin(view.path) && (view.path !== startPath || !view.marked);
    return isElsewhere ? 'in' : quietMs < timeouts.settledMs ? 'wait' : 'form-gone';
  }
  if (view.hasError && quietMs >= WORDS_QUIET_MS) {
    return view.locked ? 'ACCOUNT_LOCKED' : 'LOGIN_REFUSED';
  }
  return quietMs < timeouts.settledMs ? 'wait' : judgeAlert(alertText);
}

/** Judges an alert's words, which count only if nothing else follows, such as the next page. */
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
