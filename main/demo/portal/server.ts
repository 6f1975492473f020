/**
 * The demo portal: an HTTP server on loopback that behaves as portal.md says, or badly if its
 * options ask for it.
 *
 * This folder holds the fictitious customers (customers.ts), the PDF of their export (reports.ts,
 * pdf.ts), the pages and the server. Start here. It imports only main/base and packages, not the
 * code that it tests. So the two cannot share a misunderstanding of the portal.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { sleep, systemClock, type Clock } from '../../base/clock';
import { DEMO_DEFAULTS, withChanges, type DemoOptions, type DemoStep } from '../options';
import { applyFault } from './apply-fault';
import { redirect, sendHtml } from './http-answers';
import { postList, refuseList, showHome, showList } from './list';
import { ERROR_PATH, HOME_PATH, LIST_PATH, PRINTING_PATH } from './list-page';
import { LOGIN_PATH, logIn, loginAddress, showFurtherStep, showLogin } from './login';
import { plainPage } from './page-frame';
import { pageTexts } from './page-texts';
import { PortalState, type DemoStats } from './portal-state';

/** The address that an open page requests every 5 minutes (portal.md, Cookies and the session). */
const KEEP_ALIVE_PATH = '/Archibald/DXX.axd';

/** The interval at which a waiting request checks whether its session is free. */
const BUSY_LOOK_MS = 10;

export interface DemoStart extends Partial<DemoOptions> {
  /** The port; 0, the default, takes any free port. */
  readonly port?: number;
  /** The number of the first export, from 1. To continue, use the number after the last export. */
  readonly firstExportNumber?: number;
  readonly onExported?: (exportNumber: number) => void;
}

export interface DemoPortal {
  /** The address without a path, such as `http://127.0.0.1:40123`. */
  readonly url: string;
  setOptions(changes: Partial<DemoOptions>): void;
  stats(): DemoStats;
  /** Lifts the lock after refused logins. */
  unlock(): void;
  /** Ends all connections at once, even while serving. */
  close(): Promise<void>;
}

/** Starts the portal on 127.0.0.1. Rejects for bad options (RangeError) and for a taken port. */
export async function startDemoPortal(
  start: DemoStart = {},
  clock: Clock = systemClock,
): Promise<DemoPortal> {
  const { port = 0, firstExportNumber = 1, onExported, ...options } = start;
  const state = new PortalState(withChanges(DEMO_DEFAULTS, options), firstExportNumber, clock);
  const server = createServer((request, response) => {
    // A write to a client that has just gone is not a fault of the portal.
    response.on('error', () => response.destroy());
    // Any other error is a bug and ends the thread.
    void answer(state, request, response).then((exportNumber) => {
      if (exportNumber !== null) {
        state.counters.exports += 1;
        state.nextExportNumber = Math.max(state.nextExportNumber, exportNumber + 1);
        onExported?.(exportNumber);
      }
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  const address = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${address.port}`,
    setOptions: (changes) => state.change(changes),
    stats: () => state.stats(),
    unlock() {
      state.failures = 0;
    },
    close: () =>
      new Promise((resolve) => {
        state.closing.abort();
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** Answers a request. Returns the number of a complete export, else `null`. */
async function answer(
  state: PortalState,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<number | null> {
  state.counters.requests += 1;
  state.acceptLanguage = request.headers['accept-language'] ?? '';
  if (state.options.addressBlocked) {
    const language = state.languageFor(request.headers['accept-language']);
    sendHtml(response, 403, plainPage(language, '403 - Forbidden', pageTexts(language).blocked));
    return null;
  }
  const step = stepOf(state, request);
  if (step === null) {
    answerOther(state, request, response);
    return null;
  }
  if (step === 'login-page' || step === 'login') {
    state.counters.loginPosts += step === 'login' ? 1 : 0;
    if (await applyFault(state, step, request, response)) {
      return null;
    }
    if (step === 'login') {
      await logIn(state, request, response);
    } else {
      showLogin(state, request, response);
    }
    return null;
  }
  return answerSession(state, step, request, response);
}

/** Answers pages behind the login, one request at a time for each session (portal.md, Pages). */
async function answerSession(
  state: PortalState,
  step: Exclude<DemoStep, 'login-page' | 'login'>,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<number | null> {
  const now = state.clock.monotonicMs();
  const session = state.sessions.find(request.headers.cookie, now, state.options);
  if (session === undefined) {
    redirect(response, loginAddress(request.url ?? '/'));
    return null;
  }
  while (session.busy && state.options.busySession === 'waits' && !state.closing.signal.aborted) {
    await sleep(state.clock, BUSY_LOOK_MS, state.closing.signal);
  }
  if (session.busy) {
    state.counters.parallelRefusals += 1;
    sendHtml(
      response,
      500,
      plainPage('en', "Server Error in '/Archibald' Application.", 'Session is in use.'),
    );
    return null;
  }
  session.busy = true;
  try {
    if (await applyFault(state, step, request, response)) {
      return null;
    }
    switch (step) {
      case 'home':
        showHome(state, request, response, session);
        return null;
      case 'list':
        if (!(request.url ?? '').startsWith(state.options.listPath)) {
          refuseList(state, response);
          return null;
        }
        return await showList(state, request, response, session);
      case 'export':
        return await postList(state, request, response, session);
      case 'keep-alive':
        // The real answer was not recorded, and the pages ignore it.
        state.counters.keepAlives += 1;
        sendHtml(response, 200, '');
        return null;
    }
  } finally {
    session.busy = false;
    session.usedAt = state.clock.monotonicMs();
  }
}

function stepOf(state: PortalState, request: IncomingMessage): DemoStep | null {
  const path = new URL(request.url ?? '/', 'http://portal').pathname;
  const isPost = request.method === 'POST';
  if (!isPost && request.method !== 'GET') {
    return null;
  }
  switch (path) {
    case LOGIN_PATH:
      return isPost ? 'login' : 'login-page';
    case HOME_PATH:
    case ERROR_PATH:
      return 'home';
    case KEEP_ALIVE_PATH:
      return isPost ? null : 'keep-alive';
    case LIST_PATH:
    case state.options.listPath:
      return isPost ? 'export' : 'list';
    default:
      return null;
  }
}

function answerOther(state: PortalState, request: IncomingMessage, response: ServerResponse): void {
  const path = new URL(request.url ?? '/', 'http://portal').pathname;
  if (path === '/' || /^\/Archibald\/?$/i.test(path)) {
    redirect(response, HOME_PATH);
  } else if (path === LIST_PATH.slice(0, -1)) {
    redirect(response, LIST_PATH);
  } else if (path === PRINTING_PATH) {
    sendHtml(response, 200, '<!DOCTYPE html><title>Stampa</title><script>print();</script>');
  } else if (!showFurtherStep(state, path, request, response)) {
    sendHtml(response, 404, plainPage('en', 'Not Found', 'The resource cannot be found.'));
  }
}
