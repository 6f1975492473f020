import type { ElementHandle } from 'puppeteer-core';
import { PortalFailure } from './failure';
import type { PageView } from './page-scripts';
import { valueLength } from './page-scripts';
import { PATHS, SELECTORS, TEXTS } from './selectors';
import type { Visit } from './visit';

/** Name and password of a portal account. */
export interface PortalAccount {
  readonly user: string;
  readonly password: string;
}

/**
 * Logs in. Throws LOGIN_REFUSED, ACCOUNT_LOCKED, PASSWORD_EXPIRED or LOGIN_STEP_REQUIRED when the portal says so
 * (never to be tried again by itself: several refused logins lock the account, portal.md), LOGIN_FORM_NOT_FOUND when
 * the page has no login form.
 */
export async function login(visit: Visit, account: PortalAccount): Promise<void> {
  await visit.open(PATHS.login);
  const view = await visit.idle();
  if (view.maintenance && view.passwordFields === 0) {
    throw new PortalFailure('PORTAL_MAINTENANCE', 'The portal says that it is under maintenance');
  }
  const user = await firstField(visit, SELECTORS.userName, 'user name');
  const password = await firstField(visit, SELECTORS.password, 'password');
  await type(visit, user, account.user);
  await type(visit, password, account.password);
  await submit(visit, password);
}

async function firstField(visit: Visit, selector: string, what: string): Promise<ElementHandle> {
  for (const field of await visit.page.$$(selector)) {
    if (await field.isVisible()) {
      return field;
    }
  }
  throw new PortalFailure('LOGIN_FORM_NOT_FOUND', `The login page has no ${what} field`, { field: what });
}

/** Types as a person does: DevExpress editors take a value only with real focus, key and blur events (portal.md). */
async function type(visit: Visit, field: ElementHandle, text: string): Promise<void> {
  const { keyboard } = visit.page;
  await visit.enter(field);
  await keyboard.down('Control');
  await keyboard.press('KeyA');
  await keyboard.up('Control');
  await keyboard.press('Delete');
  for (const character of text) {
    visit.stopIfCancelled();
    await keyboard.type(character);
  }
  await keyboard.press('Tab');
  if ((await field.evaluate(valueLength)) !== text.length) {
    throw new PortalFailure('LOGIN_FORM_NOT_FOUND', 'The login form does not take what is typed', {
      field: 'value',
    });
  }
}

async function submit(visit: Visit, password: ElementHandle): Promise<void> {
  await visit.mark();
  const answersBefore = visit.answers;
  const control = await visit.find(SELECTORS.control, TEXTS.loginControl);
  const press = async (): Promise<void> => {
    if (control === null) {
      await password.focus();
      await visit.page.keyboard.press('Enter');
    } else {
      await visit.click(control);
    }
  };
  const requestsBefore = visit.pageRequests;
  await press();
  let pressedAt = visit.clock.monotonicMs();
  let pressedAgain = false;

  await visit.until('login answered', visit.timeouts.pageMs, async () => {
    visit.failOnStatus(answersBefore);
    const view = await visit.view();
    const refusal = loginRefusal(view);
    if (refusal !== null) {
      throw refusal;
    }
    if (view.ready && !view.loading && view.passwordFields === 0) {
      return true;
    }
    // A loading panel swallows clicks. Only a click that caused no request at all may be made again: a login sent
    // twice would count as two when the password is wrong.
    const silentMs = visit.clock.monotonicMs() - pressedAt;
    if (
      !pressedAgain &&
      visit.pageRequests === requestsBefore &&
      silentMs > visit.timeouts.swallowedClickMs
    ) {
      pressedAgain = true;
      pressedAt = visit.clock.monotonicMs();
      await press();
    }
    return undefined;
  });
}

function loginRefusal(view: PageView): PortalFailure | null {
  const answered = view.ready && !view.loading && (view.hasError || !view.marked);
  if (!answered) {
    return null;
  }
  if (view.extraStep) {
    return new PortalFailure('LOGIN_STEP_REQUIRED', 'The portal asks for one more step to log in');
  }
  if (view.passwordExpired) {
    return new PortalFailure('PASSWORD_EXPIRED', 'The portal wants the password to be changed');
  }
  if (view.passwordFields === 0) {
    return null;
  }
  return view.locked
    ? new PortalFailure('ACCOUNT_LOCKED', 'The portal has locked the account')
    : new PortalFailure('LOGIN_REFUSED', 'The portal refused the user name or the password');
}
