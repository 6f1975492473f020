import type { IncomingMessage, ServerResponse } from 'node:http';
import { printedRows } from '../pdf/printed-rows';
import { buildingDelay, sendExport } from './export';
import { readForm, redirect, sendHtml } from './http-answers';
import { HOME_PATH, ERROR_PATH, errorPage, homePage, listPage } from './list-page';
import { loginAddress, showLogin } from './login';
import { plainPage } from './page-frame';
import { pageTexts } from './page-texts';
import type { PortalState } from './portal-state';
import type { Session } from './sessions';
import { DAMAGE_ARGUMENT, exportArgument } from './toolbar';

const GRID_ROWS = 10;
/** The excess of the grid's row count with the fault `wrong-total`. */
const WRONG_TOTAL_EXCESS = 3;
/** The portal's message, which is English in any language. */
const REQUESTED_OBJECTS = 'Requested objects cannot be loaded';

export function showHome(
  state: PortalState,
  request: IncomingMessage,
  response: ServerResponse,
  session: Session,
): void {
  const language = state.languageFor(request.headers['accept-language']);
  const { loadingPanelMs, listPath } = state.options;
  const page = { language, viewState: session.viewState, loadingPanelMs, listPath };
  const isError = (request.url ?? '').startsWith(ERROR_PATH);
  sendHtml(response, 200, isError ? errorPage(page) : homePage(page));
}

/** Answers a request for the usual list address if the account's role has another list. */
export function refuseList(state: PortalState, response: ServerResponse): void {
  switch (state.options.missingList) {
    case 'not-found':
      sendHtml(response, 404, plainPage('en', 'Not Found', 'The resource cannot be found.'));
      return;
    case 'error-page':
      redirect(response, ERROR_PATH);
      return;
    case 'home':
      redirect(response, HOME_PATH);
      return;
  }
}

/** Answers a GET with the list or the PDF that waits for it. Returns a complete export's number. */
export async function showList(
  state: PortalState,
  request: IncomingMessage,
  response: ServerResponse,
  session: Session,
): Promise<number | null> {
  if (session.parkedExport) {
    session.parkedExport = false;
    return sendExport(state, session, request, response);
  }
  if (state.faults.strikes('session-expires', 'list')) {
    state.sessions.end(session);
    redirect(response, loginAddress(request.url ?? '/'));
  } else if (state.faults.strikes('login-page-at-list', 'list')) {
    showLogin(state, request, response);
  } else {
    sendList(state, request, response, session);
  }
  return null;
}

/** Answers the posted form, perhaps with the export. Returns the number of a complete export. */
export async function postList(
  state: PortalState,
  request: IncomingMessage,
  response: ServerResponse,
  session: Session,
): Promise<number | null> {
  const form = await readForm(request);
  if (form === null) {
    response.destroy();
    return null;
  }
  if (form.get('__VIEWSTATE') !== session.viewState) {
    sendHtml(
      response,
      500,
      plainPage('en', "Server Error in '/Archibald' Application.", 'Invalid viewstate.'),
    );
    return null;
  }
  if (state.faults.strikes('session-expires', 'export')) {
    state.sessions.end(session);
    redirect(response, loginAddress(request.url ?? '/'));
    return null;
  }
  const { menuNumber, directExport, twoStepPdf } = state.options;
  const argument = form.get('__EVENTARGUMENT');
  const pageLanguage = form.get('__PAGELANGUAGE') ?? '';
  state.pageLanguages.add(pageLanguage);
  state.pageTraits.add(form.get('__PAGETRAITS') ?? '');
  session.hasItalianPages = pageLanguage.toLowerCase() === 'it-it';
  if (argument === DAMAGE_ARGUMENT) {
    state.counters.damage += 1;
  } else if (argument?.startsWith('OTHER:') === true) {
    state.counters.otherItems += 1;
  }
  if (argument !== exportArgument(menuNumber, directExport)) {
    const texts = pageTexts(state.languageFor(request.headers['accept-language']));
    const isFormat = argument?.startsWith(`CLICK:${menuNumber}i`) === true;
    sendList(state, request, response, session, isFormat ? texts.formatMissing : null);
    return null;
  }
  state.counters.exportRequests += 1;
  session.exports += 1;
  if (state.faults.strikes('requested-objects', 'export')) {
    sendList(state, request, response, session, REQUESTED_OBJECTS);
    return null;
  }
  await buildingDelay(state);
  if (state.closing.signal.aborted) {
    return null;
  }
  if (twoStepPdf) {
    session.parkedExport = true;
    sendList(state, request, response, session);
    return null;
  }
  return sendExport(state, session, request, response);
}

function sendList(
  state: PortalState,
  request: IncomingMessage,
  response: ServerResponse,
  session: Session,
  error: string | null = null,
): void {
  const { options } = state;
  const rows = printedRows(options, state.shownExportNumber);
  const excess = state.faults.strikes('wrong-total', 'list') ? WRONG_TOTAL_EXCESS : 0;
  const page = listPage({
    ...options,
    language: state.languageFor(request.headers['accept-language']),
    viewState: session.viewState,
    menuNumber: state.faults.strikes('export-item-missing', 'list') ? null : options.menuNumber,
    rows: rows.slice(0, GRID_ROWS),
    total: rows.length + excess,
    error,
    fetchesExport: session.parkedExport && !state.options.silentTwoStep,
    losesClick: state.faults.strikes('lost-first-click', 'list'),
    hasDialogs: state.faults.strikes('dialogs', 'list'),
    opensSystemDialogs: state.faults.strikes('system-dialogs', 'list'),
    reloadsAfterMs: state.faults.strikes('list-reloads', 'list') ? options.listReloadMs : null,
  });
  sendHtml(response, 200, page);
}
