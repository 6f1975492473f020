import type { ElementHandle } from 'puppeteer-core';
import type { ErrorCode } from '../../../preload/contract';
import { SECOND } from '../../base/durations';
import { belongsToPortal } from '../browser/browser';
import { findByTitle, hasFocus, selectAll, inputValue } from '../browser/page-scripts';
import type { TrafficMark } from '../browser/traffic';
import { PortalFailure } from '../failures/failure';
import { SELECTORS, TEXTS } from '../selectors';
import type { Visit } from '../visit';
import type { LoginVerdict } from './judge-login';
import { isAfterLogin, isLoginPath, judgeLogin } from './judge-login';

export interface PortalAccount {
  readonly user: string;
  readonly password: string;
}

/** The portal and the account. `origin` as in `https://archibald.example.it`. */
export interface PortalLogin extends PortalAccount {
  readonly origin: string;
}

/** Receives the outcome of a login for the later steps. */
export interface LoginProgress {
  /** Called just before the request with the credentials leaves, at most once. */
  readonly onSending: () => void;
  /** Called as soon as the portal has moved on, and so has accepted the credentials. */
  readonly onAccepted: () => void;
}

type Refusal = Exclude<LoginVerdict, 'wait' | 'press-again' | 'in' | 'form-gone' | 'not-sent'>;

const REFUSALS: Readonly<Record<Refusal, string>> = {
  LOGIN_REFUSED: 'The portal refused the user name or the password',
  ACCOUNT_LOCKED: 'The portal has locked the account',
  PASSWORD_EXPIRED: 'The portal wants the password to be changed',
  LOGIN_STEP_REQUIRED: 'The portal asks for one more step to log in',
  LOGIN_UNCONFIRMED: 'The portal did not say whether it accepted the login',
};

/** The codes that an error keeps after the login was sent, because the agent must act on each. */
const DEFINITE: readonly ErrorCode[] = [
  ...(Object.keys(REFUSALS) as Refusal[]),
  'PORTAL_CHANGED_ADDRESS',
  'CERTIFICATE_UNTRUSTED',
];

const NO_CONTROL = { field: 'control' };

/**
 * The waits in ms before refilling the form. The first is short: a new page usually takes the focus
 * once, during the first filling (portal.md, The login page).
 */
const FILLING_PAUSES_MS = [20, 0.5 * SECOND, 1.5 * SECOND];

/**
 * Fills in the login form and sends it once. Returns whether the address shows that the login was
 * accepted; otherwise the customers list must confirm it. Throws LOGIN_REFUSED, ACCOUNT_LOCKED,
 * PASSWORD_EXPIRED or LOGIN_STEP_REQUIRED by the portal's answer, and LOGIN_UNCONFIRMED without
 * one. None of these may be retried automatically: several refused logins lock the account
 * (portal.md). Throws LOGIN_FORM_NOT_FOUND if there is no form or the form sends nothing. Errors
 * after an accepted login keep their codes.
 */
export async function login(
  visit: Visit,
  account: PortalAccount,
  progress: LoginProgress,
): Promise<{ readonly isConfirmed: boolean }> {
  const view = await visit.waitUntilIdle();
  if (view.maintenance && view.passwordFields === 0) {
    throw new PortalFailure('PORTAL_MAINTENANCE', 'The portal says that it is under maintenance');
  }
  const user = await field(visit, SELECTORS.userName, 'user name');
  const password = await field(visit, SELECTORS.password, 'password');
  const entries = [
    [user, account.user],
    [password, account.password],
  ] as const;
  if (!(await fill(visit, entries))) {
    throw new PortalFailure('LOGIN_FORM_NOT_FOUND', 'The login form does not accept typed text', {
      field: 'value',
    });
  }
  return send(visit, password, progress);
}

async function field(visit: Visit, selector: string, what: string): Promise<ElementHandle> {
  const found = await visit.findBy(findByTitle, selector, null);
  if (found === null) {
    throw new PortalFailure('LOGIN_FORM_NOT_FOUND', `The login page has no ${what} field`, { field: what });
  }
  return found;
}

async function fill(
  visit: Visit,
  entries: readonly (readonly [field: ElementHandle, text: string])[],
): Promise<boolean> {
  for (const pauseMs of [...FILLING_PAUSES_MS, null]) {
    let holds = true;
    for (const [entry, text] of entries) {
      holds &&= await type(visit, entry, text);
    }
    for (const [entry, text] of entries) {
      holds &&= (await entry.evaluate(inputValue)) === text;
    }
    if (holds) {
      return true;
    }
    if (pauseMs !== null) {
      await visit.waitMs(pauseMs);
    }
  }
  return false;
}

/**
 * Types as a person does, since DevExpress editors need the key events (portal.md, The login page).
 * Returns `false` as soon as the page takes the focus away: no key may reach another control.
 */
async function type(visit: Visit, entry: ElementHandle, text: string): Promise<boolean> {
  const { keyboard } = visit.page;
  await visit.focusField(entry);
  if ((await entry.evaluate(inputValue)) !== '') {
    await entry.evaluate(selectAll);
    await keyboard.press('Delete');
  }
  for (const character of text) {
    visit.stopIfCancelled();
    if (!(await entry.evaluate(hasFocus))) {
      return false;
    }
    await keyboard.type(character);
  }
  if (await entry.evaluate(hasFocus)) {
    await keyboard.press('Tab');
  }
  return true;
}

/** Returns the menu item by title, id or words; `null` if only Enter can send the form. */
async function loginControl(visit: Visit): Promise<ElementHandle | null> {
  return (
    (await visit.findBy(findByTitle, SELECTORS.loginItem, TEXTS.loginControl)) ??
    (await visit.findBy(findByTitle, SELECTORS.loginItemById, null)) ??
    (await visit.find(SELECTORS.loginControl, TEXTS.loginControl))
  );
}

async function send(
  visit: Visit,
  password: ElementHandle,
  progress: LoginProgress,
): Promise<{ readonly isConfirmed: boolean }> {
  const control = await loginControl(visit);
  await visit.mark();
  if (control !== null) {
    await visit.waitUntilFree(control, () => undefined);
  }
  const { path: startPath } = await visit.view();
  const sending = new Sending(visit, startPath, progress);
  try {
    await visit.browser.closeConnections();
    await press(visit, control, password);
    let pressedAt = visit.clock.monotonicMs();
    let pressedAgain = false;
    return await visit.until('login answered', visit.timeouts.pageMs, async () => {
      visit.failOnStatus(sending.before, isLoginPath);
      // These are read before the page, because a request sent in between would have no answer yet.
      const seen = {
        movedOn: sending.hasAdvanced(),
        requestSent: sending.isSeen,
        quietMs: visit.traffic.idleMs,
      };
      const pressedMs = visit.clock.monotonicMs() - pressedAt;
      const view = await visit.look();
      if (view === undefined) {
        return undefined;
      }
      const { alertText } = visit;
      const verdict = judgeLogin(
        { ...seen, view, alertText, startPath, pressedMs, pressedAgain },
        visit.timeouts,
      );
      switch (verdict) {
        case 'wait':
          return undefined;
        case 'press-again':
        case 'not-sent':
          if (sending.isSent) {
            return undefined;
          }
          if (verdict === 'not-sent') {
            throw new PortalFailure('LOGIN_FORM_NOT_FOUND', 'The login form sends nothing', NO_CONTROL);
          }
          pressedAgain = true;
          pressedAt = visit.clock.monotonicMs();
          visit.log.info('The login control had no effect, sending the form by Enter');
          await press(visit, null, password);
          return undefined;
        case 'in':
        case 'form-gone':
          return { isConfirmed: verdict === 'in' };
        default:
          throw new PortalFailure(verdict, REFUSALS[verdict]);
      }
    });
  } catch (error) {
    const isAdvanced = sending.hasAdvanced();
    visit.stopIfCancelled();
    throw sending.isSent && !isAdvanced ? afterSending(visit, error) : error;
  }
}

/** Clicks the control, or presses Enter in the password field, which has the same effect. */
async function press(visit: Visit, control: ElementHandle | null, password: ElementHandle): Promise<void> {
  if (control === null) {
    await password.focus();
    await visit.page.keyboard.press('Enter');
  } else {
    await control.click();
  }
}

/** Tracks a sent login: whether it was sent, and whether the portal moved on. */
class Sending {
  readonly before: TrafficMark;
  readonly #visit: Visit;
  readonly #startPath: string;
  readonly #onAccepted: () => void;
  #isSent = false;
  #isAccepted = false;

  constructor(visit: Visit, startPath: string, { onSending, onAccepted }: LoginProgress) {
    this.before = visit.traffic.mark();
    this.#visit = visit;
    this.#startPath = startPath;
    this.#onAccepted = onAccepted;
    visit.browser.beforeNextSend(() => {
      this.#isSent = true;
      onSending();
    });
  }

  /** Whether a request has left that can carry the credentials. */
  get isSent(): boolean {
    return this.#isSent;
  }

  /** Whether a request that can carry the credentials has left and is recorded by the traffic. */
  get isSeen(): boolean {
    return this.#isSent && this.#visit.traffic.hasSentSince(this.before);
  }

  /** Whether the portal has moved on beyond the login, and so has accepted the credentials. */
  hasAdvanced(): boolean {
    const { traffic, origin } = this.#visit;
    const isAdvanced =
      // A form at an address other than the login's may just be shown there again.
      isLoginPath(this.#startPath) &&
      traffic.hasRequested(
        this.before,
        (url) => belongsToPortal(url, origin) && isAfterLogin(new URL(url).pathname),
      );
    if (isAdvanced && !this.#isAccepted) {
      this.#isAccepted = true;
      this.#onAccepted();
    }
    return isAdvanced;
  }
}

/** Returns the failure of a sent login: LOGIN_UNCONFIRMED unless the portal has answered it. */
function afterSending(visit: Visit, error: unknown): PortalFailure {
  if (error instanceof PortalFailure && DEFINITE.includes(error.error.code)) {
    return error;
  }
  const cause = error instanceof PortalFailure ? error.error.code : 'broken page';
  visit.log.warn(`The login was not answered (${cause})`);
  const details = error instanceof PortalFailure ? error.error.details : {};
  return new PortalFailure('LOGIN_UNCONFIRMED', REFUSALS.LOGIN_UNCONFIRMED, { ...details, cause });
}
