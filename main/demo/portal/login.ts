import type { IncomingMessage, ServerResponse } from 'node:http';
import { readForm, redirect, sendHtml } from './http-answers';
import { HOME_PATH } from './list-page';
import { loginPage, loginStepPage, passwordExpiredPage } from './login-page';
import { pageTexts } from './page-texts';
import type { PortalState } from './portal-state';

export const LOGIN_PATH = '/Archibald/Login.aspx';

/** Returns the login's address with the requested address, encoded as on the portal: `%2f`. */
export function loginAddress(returnUrl: string): string {
  const encoded = encodeURIComponent(returnUrl).replace(/%[0-9A-F]{2}/g, (code) => code.toLowerCase());
  return `${LOGIN_PATH}?ReturnUrl=${encoded}`;
}

/** Answers with the login form and code 200, even if another page was requested. */
export function showLogin(
  state: PortalState,
  request: IncomingMessage,
  response: ServerResponse,
  error: string | null = null,
): void {
  const action = isLogin(request.url) ? (request.url ?? LOGIN_PATH) : loginAddress(request.url ?? HOME_PATH);
  const losesClick = state.faults.strikes('lost-login-click', 'login-page');
  const isDead = state.faults.strikes('dead-login', 'login-page');
  const page = { ...state.options, ...commonParts(state, request), action, error, losesClick, isDead };
  sendHtml(response, 200, loginPage(page));
}

/**
 * Checks the posted form. A refused login keeps the page; several in a row lock the account
 * (portal.md, The login page). An accepted login sets the four cookies and leads to ReturnUrl.
 */
export async function logIn(
  state: PortalState,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const form = await readForm(request);
  if (form === null) {
    response.destroy();
    return;
  }
  const answer = form.has('__CALLBACKID') ? callbackAnswers(response) : pageAnswers(state, request, response);
  const texts = pageTexts(commonParts(state, request).language);
  const user = form.get(state.names.userState) ?? '';
  const password = form.get(state.names.passwordState) ?? '';
  if (user === '') {
    answer.showForm(texts.userNameMissing);
    return;
  }
  state.counters.credentialsSent += 1;
  state.pageLanguages.add(form.get('__PAGELANGUAGE') ?? '');
  state.pageTraits.add(form.get('__PAGETRAITS') ?? '');
  const right = user === state.options.user && password === state.options.password;
  if (state.locked || !right) {
    state.counters.refusedLogins += 1;
    state.failures += 1;
    const { refusalWords } = state.options;
    answer.showForm(refusalWords === false ? null : state.locked ? texts.locked : texts.refused);
    return;
  }
  state.failures = 0;
  if (state.faults.strikes('login-unconfirmed', 'login')) {
    answer.showForm(null);
    return;
  }
  for (const [fault, path] of FURTHER_STEPS) {
    if (state.faults.strikes(fault, 'login')) {
      answer.go(path, []);
      return;
    }
  }
  state.counters.logins += 1;
  const session = state.sessions.open(user, state.clock.monotonicMs());
  const cookies = [...session.cookies].map(
    ([name, value]) => `${name}=${value}; path=/; HttpOnly; SameSite=Lax`,
  );
  answer.go(returnUrl(request.url), cookies);
}

/** The pages that follow a correct password if it is not enough. The real addresses are unknown. */
const FURTHER_STEPS = [
  ['password-expired', '/Archibald/ChangePassword.aspx'],
  ['login-step', '/Archibald/Verification.aspx'],
] as const;

/** Shows a further step; `false` for any other path. */
export function showFurtherStep(
  state: PortalState,
  path: string,
  request: IncomingMessage,
  response: ServerResponse,
): boolean {
  const fault = FURTHER_STEPS.find(([, of]) => of === path)?.[0];
  if (fault === undefined) {
    return false;
  }
  const draw = fault === 'login-step' ? loginStepPage : passwordExpiredPage;
  const { loadingPanelMs } = state.options;
  sendHtml(response, 200, draw({ ...commonParts(state, request), action: path, loadingPanelMs }));
  return true;
}

interface LoginAnswers {
  /** Shows the form again, with `words` as the reason. */
  showForm(words: string | null): void;
  go(path: string, cookies: readonly string[]): void;
}

function callbackAnswers(response: ServerResponse): LoginAnswers {
  const send = (answer: object, headers: Readonly<Record<string, readonly string[]>> = {}): void =>
    sendHtml(response, 200, `0|/*DX*/(${JSON.stringify(answer)})`, headers);
  return {
    showForm: (words) => send({ error: words }),
    go: (path, cookies) => send({ redirect: path }, { 'Set-Cookie': cookies }),
  };
}

function pageAnswers(state: PortalState, request: IncomingMessage, response: ServerResponse): LoginAnswers {
  return {
    showForm: (words) => showLogin(state, request, response, words),
    go: (path, cookies) => redirect(response, path, { 'Set-Cookie': cookies }),
  };
}

function commonParts(state: PortalState, request: IncomingMessage) {
  return {
    language: state.languageFor(request.headers['accept-language']),
    names: state.names,
    viewState: state.loginViewState,
  };
}

function isLogin(url: string | undefined): boolean {
  return (url ?? '').startsWith(LOGIN_PATH);
}

/** Returns the address to return to, only within the portal. */
function returnUrl(url: string | undefined): string {
  const wanted = new URL(url ?? '/', 'http://portal').searchParams.get('ReturnUrl') ?? '';
  return wanted.startsWith('/Archibald/') ? wanted : HOME_PATH;
}
