import type { ElementHandle } from 'puppeteer-core';
import type { ErrorCode } from '../../preload/contract';
import { PortalFailure } from './failure';
import type { LoginVerdict } from './judge-login';
import { isLoginPath, judgeLogin } from './judge-login';
import { findBySign, hasFocus, selectAll, valueOf } from './page-scripts';
import { SELECTORS, TEXTS } from './selectors';
import type { Visit } from './visit';

/** Name and password of a portal account. */
export interface PortalAccount {
  readonly user: string;
  readonly password: string;
}

type Refusal = Exclude<LoginVerdict, 'wait' | 'press-again' | 'in' | 'form-gone'>;

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

/** How often the form is filled in: the page may take the focus away while it is typed into. */
const FILLINGS = 2;

/**
 * Fills in the login form that the page shows and sends it, once; `onSending` is called just before. Gives whether the
 * address says that it was accepted; else the customers list must confirm it. Throws LOGIN_REFUSED, ACCOUNT_LOCKED,
 * PASSWORD_EXPIRED or LOGIN_STEP_REQUIRED when the portal says so, LOGIN_UNCONFIRMED when it says nothing (none of these
 * is ever to be tried again by itself: several refused logins lock the account, portal.md), LOGIN_FORM_NOT_FOUND when
 * the page has no login form.
 */
export async function login(
  visit: Visit,
  account: PortalAccount,
  onSending: () => void,
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
  return send(visit, password, onSending);
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
  for (let filling = 1; filling <= FILLINGS; filling += 1) {
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
  onSending: () => void,
): Promise<{ readonly isConfirmed: boolean }> {
  const control = await loginControl(visit);
  await visit.mark();
  if (control !== null) {
    await visit.free(control, () => undefined);
  }
  const { path: startPath } = await visit.view();
  const before = visit.traffic.mark();
  const press = async (): Promise<void> => {
    if (control === null) {
      await password.focus();
      await visit.page.keyboard.press('Enter');
    } else {
      await control.click();
    }
  };
  onSending();
  try {
    await press();
    let pressedAt = visit.clock.monotonicMs();
    let pressedAgain = false;
    return await visit.until('login answered', visit.timeouts.pageMs, async () => {
      visit.failOnStatus(before, isLoginPath);
      const { quietMs } = visit.traffic;
      const ledOn = visit.traffic.hasAskedFor(before, (path) => !isLoginPath(path));
      const requestSent = visit.traffic.hasSentSince(before);
      const pressedMs = visit.clock.monotonicMs() - pressedAt;
      const view = await visit.look();
      if (view === undefined) {
        return undefined;
      }
      const verdict = judgeLogin(
        { view, startPath, ledOn, requestSent, quietMs, pressedMs, pressedAgain },
        visit.timeouts,
      );
      switch (verdict) {
        case 'wait':
          return undefined;
        case 'press-again':
          pressedAgain = true;
          pressedAt = visit.clock.monotonicMs();
          visit.log.info('The login was pressed in vain, pressing once more');
          await press();
          return undefined;
        case 'in':
        case 'form-gone':
          return { isConfirmed: verdict === 'in' };
        default:
          throw new PortalFailure(verdict, REFUSALS[verdict]);
      }
    });
  } catch (error) {
    visit.stopIfCancelled();
    throw afterSending(visit, error);
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
