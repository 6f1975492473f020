import { expect, test } from 'vitest';
import { LOGIN_VIEW } from '../../../tests/helpers/page-views';
import { PORTAL_TIMEOUTS } from '../timeouts';
import type { LoginObservation } from './judge-login';
import { judgeLogin } from './judge-login';

const LOGIN = '/Archibald/Login.aspx';

function judge({
  view,
  ...rest
}: Omit<Partial<LoginObservation>, 'view'> & { view?: Partial<LoginObservation['view']> } = {}): string {
  return judgeLogin(
    {
      alertText: '',
      startPath: LOGIN,
      movedOn: false,
      requestSent: true,
      quietMs: 10_000,
      pressedMs: 10_000,
      pressedAgain: false,
      ...rest,
      view: { ...LOGIN_VIEW, ...view },
    },
    PORTAL_TIMEOUTS,
  );
}

test('the login is accepted once the address has left the login page', () => {
  const view = { path: '/Archibald/Default.aspx', passwordFields: 0, marked: false };
  expect(judge({ view, quietMs: 0 })).toBe('in');
});

test('only the path counts: a query that names the home page is not the home page', () => {
  expect(judge({ view: { path: LOGIN } })).toBe('LOGIN_UNCONFIRMED');
});

test('a login is unconfirmed if the callback has ended and the form is still there without words', () => {
  expect(judge({ quietMs: 1_000 })).toBe('wait');
  expect(judge()).toBe('LOGIN_UNCONFIRMED');
  expect(judge({ view: { marked: false } })).toBe('LOGIN_UNCONFIRMED');
});

test('a login is refused or locked if the page says so, even after a reload', () => {
  for (const marked of [true, false]) {
    expect(judge({ view: { marked, hasError: true } })).toBe('LOGIN_REFUSED');
    expect(judge({ view: { marked, hasError: true, locked: true } })).toBe('ACCOUNT_LOCKED');
  }
});

test('a login waits during its callback, whatever the page shows', () => {
  expect(judge({ view: { loading: true } })).toBe('wait');
  expect(judge({ view: { hasError: true }, quietMs: 0 })).toBe('wait');
  expect(judge({ view: { ready: false } })).toBe('wait');
});

test('a form that sends nothing is pressed again once and counts as no login', () => {
  expect(judge({ requestSent: false, pressedMs: 1_000 })).toBe('wait');
  expect(judge({ requestSent: false })).toBe('press-again');
  expect(judge({ requestSent: false, pressedAgain: true })).toBe('not-sent');
  // The page itself reports missing input: the portal has received nothing.
  expect(judge({ requestSent: false, view: { hasError: true } })).toBe('press-again');
  expect(judge({ requestSent: false, pressedAgain: true, alertText: 'Password?' })).toBe('not-sent');
  expect(judge({ requestSent: true, quietMs: 0, pressedMs: 50_000 })).toBe('wait');
});

test('an extra step and an expired password are recognised after an accepted login', () => {
  const view = { path: '/Archibald/Other.aspx', passwordFields: 0, marked: false };
  expect(judge({ view: { ...view, extraStep: true } })).toBe('LOGIN_STEP_REQUIRED');
  expect(judge({ view: { ...view, passwordFields: 2, passwordExpired: true } })).toBe('PASSWORD_EXPIRED');
});

test('the list must confirm a form that disappeared without a new address', () => {
  expect(judge({ view: { passwordFields: 0 }, quietMs: 1_000 })).toBe('wait');
  expect(judge({ view: { passwordFields: 0 } })).toBe('form-gone');
});

test('an alert’s words count once the portal sends nothing more', () => {
  const alertText = 'Nome utente o password errati';
  expect(judge({ alertText, quietMs: 1_000 })).toBe('wait');
  expect(
    judge({ alertText, view: { path: '/Archibald/Default.aspx', passwordFields: 0, marked: false } }),
  ).toBe('in');
  for (const [words, verdict] of [
    [alertText, 'LOGIN_REFUSED'],
    ['The user name or password is incorrect.', 'LOGIN_REFUSED'],
    ['Accesso non riuscito', 'LOGIN_REFUSED'],
    ['Credenziali non valide. Dopo 3 tentativi il profilo verrà bloccato.', 'LOGIN_REFUSED'],
    ['Utente bloccato', 'ACCOUNT_LOCKED'],
    ['La password è scaduta', 'PASSWORD_EXPIRED'],
    ['Inserire il codice di verifica', 'LOGIN_STEP_REQUIRED'],
    // A server or script failure, as DevExpress shows it.
    ['Callback request failed due to an internal server error.', 'LOGIN_UNCONFIRMED'],
    ['Benvenuto', 'LOGIN_UNCONFIRMED'],
  ] as const) {
    expect(judge({ alertText: words }), words).toBe(verdict);
  }
});

test('an error page of the server does not prove an accepted login', () => {
  const view = { path: '/Archibald/Error.aspx', passwordFields: 0, marked: false };
  expect(judge({ view })).toBe('form-gone');
});

test('a login is accepted if the portal moved on and then back to its login page', () => {
  expect(judge({ movedOn: true, view: { marked: false } })).toBe('in');
});

test('a form that returns under another address is not an answer', () => {
  const path = '/Archibald/CUSTTABLE_ListView_Agent/';
  expect(judge({ startPath: path, movedOn: true, view: { path, marked: false } })).toBe('LOGIN_UNCONFIRMED');
});
