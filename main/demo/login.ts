import type { IncomingMessage, ServerResponse } from 'node:http';
import { readForm, redirect, sendHtml } from './http-answers';
import { HOME_PATH } from './list-page';
import { loginPage, loginStepPage, passwordExpiredPage } from './login-page';
import { pageTexts } from './page-texts';
import type { PortalState } from './portal-state';

export const LOGIN_PATH = '/Archibald/Login.aspx';

/** Where a request without a session is sent; it says where it wanted to go, encoded as the portal does: `%2f`. */
export function loginAddress(returnUrl: string): string {
  const encoded = encodeURIComponent(returnUrl).replace(/%[0-9A-F]{2}/g, (code) => code.toLowerCase());
  return `${LOGIN_PATH}?ReturnUrl=${encoded}`;
}

/** Answers with the login form: code 200, also after a refused login. */
export function showLogin(
  state: PortalState,
  request: IncomingMessage,
  response: ServerResponse,
  error: string | null = null,
): void {
  const { loginControl, loadingPanelMs } = state.options;
  const action = isLogin(request.url) ? (request.url ?? LOGIN_PATH) : loginAddress(request.url ?? HOME_PATH);
  const page = { ...commonParts(state, request), action, control: loginControl, loadingPanelMs, error };
  sendHtml(response, 200, loginPage(page));
}

/**
 * Checks the posted form. A refused login answers 200 with the form again; several in a row lock the account
 * (portal.md, Pages). A good one sets the four cookies and leads to ReturnUrl.
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
  const texts = pageTexts(commonParts(state, request).language);
  const user = form.get(state.names.userState) ?? '';
  const password = form.get(state.names.passwordState) ?? '';
  if (user === '') {
    showLogin(state, request, response, texts.userNameMissing);
    return;
  }
  const right = user === state.options.user && password === state.options.password;
  if (state.locked || !right) {
    state.counters.refusedLogins += 1;
    state.failures += 1;
    showLogin(state, request, response, state.locked ? texts.locked : texts.refused);
    return;
  }
  state.failures = 0;
  const page = {
    ...commonParts(state, request),
    action: LOGIN_PATH,
    loadingPanelMs: state.options.loadingPanelMs,
  };
  if (state.faults.strikes('password-expired', 'login')) {
    sendHtml(response, 200, passwordExpiredPage(page));
    return;
  }
  if (state.faults.strikes('login-step', 'login')) {
    sendHtml(response, 200, loginStepPage(page));
    return;
  }
  state.counters.logins += 1;
  const session = state.sessions.open(user, state.clock.monotonicMs());
  const cookies = [...session.cookies].map(([name, value]) => `${name}=${value}; path=/; HttpOnly`);
  redirect(response, returnUrl(request.url), { 'Set-Cookie': cookies });
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

/** Only addresses of the portal itself are followed. */
function returnUrl(url: string | undefined): string {
  const wanted = new URL(url ?? '/', 'http://portal').searchParams.get('ReturnUrl') ?? '';
  return wanted.startsWith('/Archibald/') ? wanted : HOME_PATH;
}
