/**
 * The portal driver: opens the customers list in the session it keeps, logs in where the portal asks for it, exports and
 * downloads, in Electron's own Chromium. Start here; `visit.ts` waits and clicks, `selectors.ts` holds all that is known
 * of the pages. It must never import the reader, the cache, sync or app: it hands out a file and knows nothing of what is
 * in it. Electron is met in `*-electron.ts`.
 */
import { mkdir } from 'node:fs/promises';
import type { AppError, ErrorCode } from '../../preload/contract';
import { appError } from '../../preload/contract';
import type { Clock } from '../base/clock';
import type { Log } from '../base/log';
import type { Result } from '../base/result';
import { fail, ok } from '../base/result';
import type { PortalBrowser, PortalBrowsers, SessionFate } from './browser';
import type { PinnedCertificate, UntrustedCertificate } from './certificate';
import { withClockChecked } from './clock-check';
import { PortalDownload } from './download';
import { startExport } from './export';
import { saveFailureScreenshot } from './failure-screenshot';
import { PortalFailure } from './failure';
import { isLoginPath } from './judge-login';
import { KeptSession } from './kept-session';
import type { ListFacts } from './list-facts';
import { readList } from './list-facts';
import type { PortalAccount } from './login';
import { reachList } from './reach-list';
import { SELECTORS, TEXTS } from './selectors';
import type { PortalTimeouts } from './timeouts';
import { Visit } from './visit';

export interface DriverOptions {
  readonly browsers: PortalBrowsers;
  readonly clock: Clock;
  readonly log: Log;
  readonly timeouts: PortalTimeouts;
  /** Where downloads are kept while they are read. */
  readonly tempFolder: string;
  readonly logsFolder: string;
  /** What is pinned for a host with its port; `null` for nothing. */
  readonly pinFor: (host: string) => PinnedCertificate | null;
  /** Told which certificate has stopped a visit. */
  readonly onUntrusted: (certificate: UntrustedCertificate) => void;
  /** Asks the server at an origin for its time, milliseconds since 1970 UTC; `null` if it does not say. */
  readonly askDate?: (origin: string, signal: AbortSignal) => Promise<number | null>;
}

/** Where to log in and as whom. `origin` as in `https://archibald.example.it`. */
export interface PortalLogin extends PortalAccount {
  readonly origin: string;
}

export interface VisitProgress {
  readonly stage: 'login' | 'list' | 'export' | 'download';
  readonly bytesReceived: number;
}

export interface DownloadedExport {
  readonly path: string;
  readonly sizeBytes: number;
  /** What the list said of itself before it was exported: its filter's name and its total, `null` where nothing tells. */
  readonly list: ListFacts;
  dispose(): Promise<void>;
}

export interface PortalDriver {
  /**
   * Downloads the customers export in the session that is kept for the account, and logs in, once, where the portal
   * shows its login page. `logins` is asked before, and told just before credentials are sent. Errors are values; see
   * ERROR_CODES, Portal.
   */
  fetchExport(
    account: PortalLogin,
    options: {
      readonly signal: AbortSignal;
      readonly logins: { isAllowed(): boolean; noteSent(): void };
      readonly onProgress: (progress: VisitProgress) => void;
    },
  ): Promise<Result<DownloadedExport, AppError>>;
  /**
   * Logs in with a clean session of its own and opens the customers list, nothing more; that session ends with it. Gives
   * the origin that the list is on: the same host by https where http led there.
   */
  testConnection(
    account: PortalLogin,
    signal: AbortSignal,
    logins: { noteSent(): void },
  ): Promise<Result<string, AppError>>;
  /** Destroys every window of the portal at once and forgets the session that is kept. */
  abandon(): void;
  /** Ends the session that is kept: the next sync begins with a clean one. A sync under way goes on to its end. */
  forgetSession(): Promise<void>;
  /**
   * One small request in the session that is kept, so that the portal does not end it: a page that is left open asks
   * every five minutes (portal.md, Cookies and the session). Does nothing without one, or while a sync runs. Never rejects.
   */
  keepSessionAlive(): Promise<void>;
}

export function createPortalDriver(options: DriverOptions): PortalDriver {
  const kept = new KeptSession();
  /** Visits of syncs that are under way; an abandoned one no longer counts. */
  const syncs = new Set<symbol>();
  /** Requests of one session do not run in parallel: a sync waits for the one that keeps it. */
  let touching = Promise.resolve();
  const pinOf = (account: PortalLogin): PinnedCertificate | null =>
    options.pinFor(new URL(account.origin).host);

  return {
    async fetchExport(account, { signal, logins, onProgress }) {
      await mkdir(options.tempFolder, { recursive: true });
      const download = await PortalDownload.inFolder(options.tempFolder);
      const pin = pinOf(account);
      const visitId = Symbol('sync');
      syncs.add(visitId);
      await touching;
      const session = kept.begin(account, pin);
      let listPath = session.listPath;
      const result = await runVisit(
        options,
        { account, signal, pin, download, purpose: 'sync', isClean: !session.isKept },
        async (visit) => {
          const tell = (stage: VisitProgress['stage']): void =>
            onProgress({ stage, bytesReceived: download.receivedBytes });
          tell('login');
          listPath = await reachList(visit, {
            account,
            knownPath: session.listPath,
            mayLogIn: () => logins.isAllowed(),
            onSending: () => logins.noteSent(),
            onAccepted: () => tell('list'),
          });
          tell('list');
          const list = await visit.page.evaluate(readList, { selectors: SELECTORS, texts: TEXTS });
          tell('export');
          await startExport(visit, download, listPath);
          const sizeBytes = await download.finish(visit, () => tell('download'));
          return { list, sizeBytes };
        },
        (visit, failure) => {
          const isUntouched = failure !== null && session.isKept && isHarmless(failure, visit);
          const path = failure === null ? listPath : session.listPath;
          if ((failure === null || isUntouched) && path !== null && kept.keep(session, path)) {
            return 'keep';
          }
          kept.forget();
          return 'end';
        },
      ).finally(() => syncs.delete(visitId));
      if (!result.ok) {
        await download.dispose();
        return result;
      }
      const { sizeBytes, list } = result.value;
      return ok({ path: download.path, sizeBytes, list, dispose: () => download.dispose() });
    },

    testConnection: (account, signal, logins) =>
      runVisit(
        options,
        { account, signal, pin: pinOf(account), download: REFUSE_DOWNLOADS, purpose: 'test', isClean: true },
        async (visit) => {
          await reachList(visit, {
            account,
            knownPath: null,
            mayLogIn: () => true,
            onSending: () => logins.noteSent(),
            onAccepted: () => undefined,
          });
          return new URL(visit.page.url()).origin;
        },
        () => 'end',
      ),

    abandon() {
      kept.forget();
      syncs.clear();
      options.browsers.abandon();
    },

    async forgetSession() {
      kept.forget();
      // A sync under way ends its session itself, since it may no longer keep it.
      if (syncs.size === 0) {
        await options.browsers.endSessions();
      }
    },

    async keepSessionAlive() {
      const { address } = kept;
      if (address === null || syncs.size > 0) {
        return;
      }
      touching = options.browsers.touch(address).then((path) => {
        if (path !== null && isLoginPath(path)) {
          options.log.info('The portal has ended the session that was kept');
          kept.forget();
        }
      });
      await touching;
    },
  };
}

/** Nothing of the session has gone anywhere else: TLS or a proxy has stopped it before. */
const HARMLESS: readonly ErrorCode[] = [
  'CANCELLED',
  'PORTAL_UNREACHABLE',
  'CERTIFICATE_UNTRUSTED',
  'CLOCK_WRONG',
  'PROXY_LOGIN',
];

/** A visit that ended before it sent anything, by itself or for want of a network, leaves its session as it was. */
function isHarmless({ code }: AppError, visit: Visit): boolean {
  return HARMLESS.includes(code) && !visit.traffic.hasPosted;
}

const REFUSE_DOWNLOADS = { accept: () => null, onBytes: () => undefined, onDone: () => undefined };

interface VisitRequest {
  readonly account: PortalLogin;
  readonly signal: AbortSignal;
  readonly pin: PinnedCertificate | null;
  readonly purpose: 'sync' | 'test';
  readonly isClean: boolean;
  readonly download: PortalDownload | typeof REFUSE_DOWNLOADS;
}

async function runVisit<Value>(
  options: DriverOptions,
  { account, signal, pin, purpose, isClean, download }: VisitRequest,
  steps: (visit: Visit) => Promise<Value>,
  fateOf: (visit: Visit, failure: AppError | null) => SessionFate,
): Promise<Result<Value, AppError>> {
  const { clock, log, timeouts } = options;
  if (signal.aborted) {
    return fail(CANCELLED);
  }
  const browser = await options.browsers.open({
    origin: account.origin,
    purpose,
    isClean,
    downloads: download,
    pin,
  });
  // Closing the window is what ends a protocol call that is under way; what becomes of its session is said below.
  const abort = (): void => void browser.close('keep');
  signal.addEventListener('abort', abort);
  const visit = new Visit(browser, account.origin, clock, signal, timeouts, log);
  let fate: SessionFate = 'end';
  try {
    const value = await steps(visit);
    fate = fateOf(visit, null);
    return ok(value);
  } catch (error) {
    const met = asExpected(error, signal, browser);
    const expected = await withClockChecked(
      met,
      clock.now(),
      async () => (await options.askDate?.(account.origin, signal)) ?? null,
    );
    fate = fateOf(visit, expected);
    const untrusted = expected.code === 'CERTIFICATE_UNTRUSTED' ? browser.untrustedCertificate() : null;
    if (untrusted !== null) {
      options.onUntrusted(untrusted);
    }
    // What we decided ourselves shows nothing of the portal.
    if (expected.code !== 'CANCELLED' && expected.code !== 'LOGIN_LIMIT') {
      const picture = await saveFailureScreenshot(visit, options.logsFolder, expected.code);
      log.warn(`Visit failed: ${expected.code}${picture === null ? '' : `, screenshot ${picture}`}`);
    }
    return fail(expected);
  } finally {
    signal.removeEventListener('abort', abort);
    await browser.close(fate);
  }
}

const CANCELLED = appError('CANCELLED', 'The visit to the portal was cancelled');

/** Tells expected failures from bugs: what the browser says of a page that crashed is one, a TypeError is not. */
function asExpected(error: unknown, signal: AbortSignal, browser: PortalBrowser): AppError {
  if (signal.aborted) {
    return CANCELLED;
  }
  if (error instanceof PortalFailure) {
    return error.error;
  }
  if (error instanceof Error && error.name === 'TimeoutError') {
    return appError('PORTAL_TIMEOUT', 'The portal page did not react in time');
  }
  const broken =
    error instanceof Error && /target|session|protocol|not clickable|detached/i.test(error.message);
  if (broken && !(error instanceof TypeError)) {
    return browser.blockedHosts.size > 0
      ? appError('PORTAL_CHANGED_ADDRESS', 'The portal sends the browser to another address')
      : appError('PORTAL_ERROR', 'The portal page broke down while it was used');
  }
  throw error;
}
