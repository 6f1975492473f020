/**
 * The portal driver: logs in, opens the customers list, exports and downloads, in Electron's own Chromium. Start here;
 * `visit.ts` waits and clicks, `selectors.ts` holds all that is known of the pages. It must never import the reader,
 * the cache, sync or app: it hands out a file and knows nothing of what is in it. Electron is met in `*-electron.ts`.
 */
import { mkdir } from 'node:fs/promises';
import type { AppError } from '../../preload/contract';
import { appError } from '../../preload/contract';
import type { Clock } from '../base/clock';
import type { Log } from '../base/log';
import type { Result } from '../base/result';
import { fail, ok } from '../base/result';
import type { OpenPortalBrowser, PortalBrowser } from './browser';
import { PortalDownload } from './download';
import { openCustomersList, startExport } from './export';
import { saveFailureScreenshot } from './failure-screenshot';
import { PortalFailure } from './failure';
import type { PortalAccount } from './login';
import { login } from './login';
import type { PortalTimeouts } from './timeouts';
import { Visit } from './visit';

export interface DriverOptions {
  readonly openBrowser: OpenPortalBrowser;
  readonly clock: Clock;
  readonly log: Log;
  readonly timeouts: PortalTimeouts;
  /** Where downloads are kept while they are read. */
  readonly tempFolder: string;
  readonly logsFolder: string;
  /** The SHA-256 fingerprint that is pinned for a host with its port; `null` for none. */
  readonly pinFor: (host: string) => string | null;
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
  readonly list: { readonly filter: string | null; readonly total: number | null };
  dispose(): Promise<void>;
}

export interface PortalDriver {
  /** Downloads the customers export with a fresh session. Errors are values; see ERROR_CODES, Portal. */
  fetchExport(
    account: PortalLogin,
    options: {
      readonly signal: AbortSignal;
      readonly logins: { isAllowed(): boolean; noteSent(): void };
      readonly onProgress: (progress: VisitProgress) => void;
    },
  ): Promise<Result<DownloadedExport, AppError>>;
  /** Logs in and opens the customers list, nothing more; `logins` is told when credentials are sent. */
  testConnection(
    account: PortalLogin,
    signal: AbortSignal,
    logins: { noteSent(): void },
  ): Promise<Result<null, AppError>>;
  /** Ends the session that is kept: the next visit begins with a clean one. Never rejects. */
  forgetSession(): Promise<void>;
  /** One small request in the session that is kept, so that the portal does not end it. Never rejects. */
  keepSessionAlive(): Promise<void>;
}

export function createPortalDriver(options: DriverOptions): PortalDriver {
  return {
    async fetchExport(account, { signal, logins, onProgress }) {
      await mkdir(options.tempFolder, { recursive: true });
      const download = await PortalDownload.inFolder(options.tempFolder);
      const result = await runVisit(
        options,
        { account, signal, purpose: 'sync', download },
        async (visit) => {
          const tell = (stage: VisitProgress['stage']): void =>
            onProgress({ stage, bytesReceived: download.receivedBytes });
          tell('login');
          if (!logins.isAllowed()) {
            throw new PortalFailure('LOGIN_LIMIT', 'No more automatic logins are allowed today');
          }
          await login(visit, telling(account, logins));
          tell('list');
          await openCustomersList(visit);
          tell('export');
          await startExport(visit, download);
          return download.finish(visit, () => tell('download'));
        },
      );
      if (!result.ok) {
        await download.dispose();
        return result;
      }
      return ok({
        path: download.path,
        sizeBytes: result.value,
        list: { filter: null, total: null },
        dispose: () => download.dispose(),
      });
    },

    testConnection: (account, signal, logins) =>
      runVisit(options, { account, signal, purpose: 'test', download: REFUSE_DOWNLOADS }, async (visit) => {
        await login(visit, telling(account, logins));
        await openCustomersList(visit);
        return null;
      }),

    // Each visit has a session of its own, which ends with it.
    forgetSession: () => Promise.resolve(),
    keepSessionAlive: () => Promise.resolve(),
  };
}

/** The account, which tells when its password is asked for: it is typed then. */
function telling(account: PortalLogin, logins: { noteSent(): void }): PortalLogin {
  const { origin, user, password } = account;
  return {
    origin,
    user,
    get password() {
      logins.noteSent();
      return password;
    },
  };
}

const REFUSE_DOWNLOADS = { accept: () => null, onBytes: () => undefined, onDone: () => undefined };

interface VisitRequest {
  readonly account: PortalLogin;
  readonly signal: AbortSignal;
  readonly purpose: 'sync' | 'test';
  readonly download: PortalDownload | typeof REFUSE_DOWNLOADS;
}

async function runVisit<Value>(
  options: DriverOptions,
  { account, signal, purpose, download }: VisitRequest,
  steps: (visit: Visit) => Promise<Value>,
): Promise<Result<Value, AppError>> {
  const { clock, log, timeouts } = options;
  if (signal.aborted) {
    return fail(CANCELLED);
  }
  const browser = await options.openBrowser({
    origin: account.origin,
    purpose,
    downloads: download,
    pinnedFingerprint: options.pinFor(new URL(account.origin).host),
  });
  // Closing the window is what ends a protocol call that is under way.
  const abort = (): void => void browser.close();
  signal.addEventListener('abort', abort);
  const visit = new Visit(browser, account.origin, clock, signal, timeouts, log);
  try {
    return ok(await steps(visit));
  } catch (error) {
    const expected = asExpected(error, signal, browser);
    if (expected.code !== 'CANCELLED') {
      const picture = await saveFailureScreenshot(visit, options.logsFolder, expected.code);
      log.warn(`Visit failed: ${expected.code}${picture === null ? '' : `, screenshot ${picture}`}`);
    }
    return fail(expected);
  } finally {
    signal.removeEventListener('abort', abort);
    await browser.close();
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
