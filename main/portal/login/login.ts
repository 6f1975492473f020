import type { ElementHandle } from 'puppeteer-core';
import type { ErrorCode } from '../../../preload/contract';
import { SECOND } from '../../base/durations';
import { belongsToPortal } from '../browser/browser';
import { findBySign, hasFocus, selectAll, valueOf } from '../browser/page-scripts';
import type { TrafficMark } from '../browser/traffic';
import { PortalFailure } from '../failures/failure';
import { SELECTORS, TEXTS } from '../selectors';
import type { Visit } from '../visit';
import type { LoginVerdict } from './judge-login';
import { isBeyondLogin, isLoginPath, judgeLogin } from './judge-login';

/** Name and password of a portal account. */
export interface PortalAccount {
  readonly user: string;
  readonly password: string;
}

/** Where to log in and as whom. `origin` as in `https://archibald.example.it`. */
export interface PortalLogin extends PortalAccount {
  readonly origin: string;
}

/** The outcome of a login, for the steps after it. */
export interface LoginProgress {
  /** Called just before the request with the credentials leaves, at most once. */
  readonly onSending: () => void;
  /** Called as soon as the portal has led on: it has accepted them. */
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

/** What stays as it is after credentials were sent: the agent is asked about each of them. */
const DEFINITE: readonly ErrorCode[] = [
  ...(Object.keys(REFUSALS) as Refusal[]),
  'PORTAL_CHANGED_ADDRESS',
  'CERTIFICATE_UNTRUSTED',
];

const NO_CONTROL = { field: 'control' };

/**
 * The pauses before the form is filled in again, in milliseconds. The page may take the focus away while it is typed into,
 * a moment after it has loaded.
 */
const FILLING_PAUSES_MS = [0.5 * SECOND, 1.5 * SECOND];

/**
 * Fills in the login form that the page shows and sends it, once. Returns whether the address says that it was accepted;
 * else the customers list must confirm it. Throws LOGIN_REFUSED, ACCOUNT_LOCKED, PASSWORD_EXPIRED or LOGIN_STEP_REQUIRED
 * when the portal says so, LOGIN_UNCONFIRMED when it says nothing (none of these is ever to be tried again by itself:
 * several refused logins lock the account, portal.md), LOGIN_FORM_NOT_FOUND when the page has no login form or its form
 * sends nothing. Errors after the portal has led on are no errors of the login, and keep their codes.
 */
export async function login(
  visit: Visit,
  account: PortalAccount,
  progress: LoginProgress,
): Promise<{ readonly isConfirmed: boolean }> {
  const view = await visit.idle();
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
    throw new PortalFailure('LOGIN_FORM_NOT_FOUND', 'The login form does not take what is typed', {
      field: 'value',
    });
  }
  return send(visit, password, progress);
}

async function field(visit: Visit, selector: string, what: string): Promise<ElementHandle> {
  const found = await visit.findBy(findBySign, selector, null);
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
      holds &&= (await entry.evaluate(valueOf)) === text;
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
 * Types as a person does: DevExpress editors take a value only with its events (portal.md, The login page). Gives up,
 * with `false`, as soon as the page has taken the focus away: a key must never reach another control.
 */
async function type(visit: Visit, entry: ElementHandle, text: string): Promise<boolean> {
  const { keyboard } = visit.page;
  await visit.enter(entry);
  if ((await entry.evaluate(valueOf)) !== '') {
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

/** The menu item by its title, its id or its words; `null` where the page has none of them and Enter must do. */
async function loginControl(visit: Visit): Promise<ElementHandle | null> {
  return (
    (await visit.findBy(findBySign, SELECTORS.loginItem, TEXTS.loginControl)) ??
    (await visit.findBy(findBySign, SELECTORS.loginItemById, null)) ??
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
    await visit.free(control, () => undefined);
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
      // All of it is from before the look: what is sent meanwhile is no answer yet.
      const seen = { ledOn: sending.hasLedOn(), requestSent: sending.isSeen, quietMs: visit.traffic.quietMs };
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
          visit.log.info('The login was pressed in vain, sending it by Enter');
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
    const ledOn = sending.hasLedOn();
    visit.stopIfCancelled();
    throw sending.isSent && !ledOn ? afterSending(visit, error) : error;
  }
}

/** Clicks the control, or presses Enter in the password field, which does the same. */
async function press(visit: Visit, control: ElementHandle | null, password: ElementHandle): Promise<void> {
  if (control === null) {
    await password.focus();
    await visit.page.keyboard.press('Enter');
  } else {
    await control.click();
  }
}

/** Tells how far a pressed login has got: to the portal, or beyond. */
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

  /** Whether such a request has left and counts among what the page waits for. */
  get isSeen(): boolean {
    return this.#isSent && this.#visit.traffic.hasSentSince(this.before);
  }

  /** Whether the portal has led on to a page beyond the login: it has accepted the credentials, whatever follows. */
  hasLedOn(): boolean {
    const { traffic, origin } = this.#visit;
    const ledOn =
      // A form under another address may only be shown there again.
      isLoginPath(this.#startPath) &&
      traffic.hasAskedFor(
        this.before,
        (url) => belongsToPortal(url, origin) && isBeyondLogin(new URL(url).pathname),
      );
    if (ledOn && !this.#isAccepted) {
      this.#isAccepted = true;
      this.#onAccepted();
    }
    return ledOn;
  }
}

/** Whatever else happens once credentials were sent says nothing of them: no code that is tried again by itself. */
function afterSending(visit: Visit, error: unknown): PortalFailure {
  if (error instanceof PortalFailure && DEFINITE.includes(error.error.code)) {
    return error;
  }
  const cause = error instanceof PortalFailure ? error.error.code : 'broken page';
  visit.log.warn(`The login was not answered (${cause})`);
  const details = error instanceof PortalFailure ? error.error.details : {};
  return new PortalFailure('LOGIN_UNCONFIRMED', REFUSALS.LOGIN_UNCONFIRMED, { ...details, cause });
}
