/**
 * The portal driver: opens the customers list in a kept session, logs in if necessary, exports and
 * downloads, in Electron's own Chromium. `visit.ts` waits and clicks; `selectors.ts` describes the
 * pages. The reader, cache, sync and app must not be imported: the driver returns a file and does
 * not know its content. Electron is imported in `*-electron.ts` only.
 */
import { mkdir } from 'node:fs/promises';
import type { AppError, ErrorCode } from '../../preload/contract';
import type { Clock } from '../base/clock';
import { sleep } from '../base/clock';
import { SECOND } from '../base/durations';
import { errorCode } from '../base/error-code';
import type { Log } from '../base/log';
import type { Result } from '../base/result';
import { fail, ok } from '../base/result';
import type { PortalBrowsers, SessionFate } from './browser/browser';
import type { PinnedCertificate, UntrustedCertificate } from './browser/certificate';
import { checkClock } from './browser/clock-check';
import { PortalDownload } from './export/download';
import { startExport } from './export/export';
import type { PageListFacts } from './export/list-facts';
import { reachList } from './export/reach-list';
import { saveFailureScreenshot } from './failures/failure-screenshot';
import { visitFailure } from './failures/visit-failure';
import { isLoginPath } from './login/judge-login';
import { KeptSession } from './login/kept-session';
import type { PortalLogin } from './login/login';
import { PATHS } from './selectors';
import type { PortalTimeouts } from './timeouts';
import { abortFailure, untilAborted } from './until-aborted';
import { Visit } from './visit';

/** The time limit for closing a window; emptying its session may take longer. */
const CLOSING_MS = 5 * SECOND;

export interface DriverOptions {
  readonly browsers: PortalBrowsers;
  readonly clock: Clock;
  readonly log: Log;
  readonly timeouts: PortalTimeouts;
  /** The folder for downloads while they are read. */
  readonly tempFolder: string;
  readonly logsFolder: string;
  /** Returns the certificate pinned for a host with its port, or `null`. */
  readonly pinFor: (host: string) => PinnedCertificate | null;
  /** Called with the certificate that stopped a visit. */
  readonly onUntrusted: (certificate: UntrustedCertificate) => void;
  /** Requests the server's time from an origin, in epoch ms; `null` if it is unknown. */
  readonly askDate?: (origin: string, signal: AbortSignal) => Promise<number | null>;
}

interface VisitProgress {
  readonly stage: 'login' | 'list' | 'export' | 'download';
  readonly bytesReceived: number;
}

interface DownloadedExport {
  readonly path: string;
  readonly sizeBytes: number;
  /** The facts shown by the list before its export: filter and total, `null` where unknown. */
  readonly list: PageListFacts;
  dispose(): Promise<void>;
}

export interface PortalDriver {
  /**
   * Downloads the customers export in the account's kept session; logs in once if the portal shows
   * its login page. `logins` is asked first, and notified just before credentials are sent. Like
   * all calls here, it returns errors as values (ERROR_CODES, Portal) and never rejects. An aborted
   * signal ends the call within a second.
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
   * Logs in with a clean session and opens the customers list; the session ends with the call.
   * Returns the list's origin: the same host by https if http redirected there.
   */
  testConnection(
    account: PortalLogin,
    signal: AbortSignal,
    logins: { noteSent(): void },
  ): Promise<Result<string, AppError>>;
  /** Destroys every portal window at once and forgets the kept session. */
  abandon(): void;
  /** Ends the kept session: the next sync starts with a clean one. A current sync continues. */
  forgetSession(): Promise<void>;
  /**
   * Makes one small request in the kept session, so that the portal does not end it. An open page
   * does so every five minutes (portal.md, Cookies and the session). Does nothing without a session
   * or during a sync. Never rejects.
   */
  keepSessionAlive(): Promise<void>;
}

export function createPortalDriver(options: DriverOptions): PortalDriver {
  const kept = new KeptSession();
  /** The visits of current syncs, without abandoned visits. */
  const syncs = new Set<symbol>();
  /** The keep-alive request. A sync waits for it, as a session serves one request at a time. */
  let touching = Promise.resolve();

  /** Returns the value of a call; turns an exception thrown outside a page into an error value. */
  const answered = async <Value>(
    signal: AbortSignal,
    work: () => Promise<Result<Value, AppError>>,
  ): Promise<Result<Value, AppError>> => {
    try {
      return await work();
    } catch (error) {
      return fail(visitFailure(error, { signal, broken: null, isRedirectedAway: false, log: options.log }));
    }
  };
  return {
    fetchExport: (account, request) =>
      answered(request.signal, async () => {
        await mkdir(options.tempFolder, { recursive: true });
        const download = await PortalDownload.inFolder(options.tempFolder);
        const visitId = Symbol('sync');
        syncs.add(visitId);
        let isTaken = false;
        try {
          await untilAborted(touching, request.signal);
          const isAbandoned = (): boolean => !syncs.has(visitId);
          const result = await exportInSession(options, kept, { account, ...request }, download, isAbandoned);
          isTaken = result.ok;
          return result;
        } finally {
          syncs.delete(visitId);
          if (!isTaken) {
            await disposeOf(download, options.log);
          }
        }
      }),

    testConnection: (account, signal, logins) =>
      answered(signal, () =>
        runVisit(
          options,
          {
            account,
            signal,
            pin: pinOf(options, account),
            download: REFUSE_DOWNLOADS,
            purpose: 'test',
            isClean: true,
          },
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
      ),

    abandon() {
      kept.forget();
      syncs.clear();
      options.browsers.abandon();
    },

    async forgetSession() {
      kept.forget();
      // A current sync ends its session itself when it finds that it may not keep it.
      if (syncs.size === 0) {
        await inTime(options, 'session', () => options.browsers.endSessions());
      }
    },

    async keepSessionAlive() {
      const { address } = kept;
      if (address === null || syncs.size > 0) {
        return;
      }
      touching = Promise.resolve()
        .then(() => options.browsers.requestQuietly({ ...address, path: PATHS.keepAlive }))
        .then((path) => {
          if (path !== null && isLoginPath(path)) {
            options.log.info('The portal has ended the session that was kept');
            kept.forget();
          }
        })
        .catch((error: unknown) => options.log.warn(`The session was not kept: ${errorCode(error)}`));
      await touching;
    },
  };
}

type ExportRequest = Parameters<PortalDriver['fetchExport']>[1];

/** Downloads an export in the kept session and decides whether to keep the session. */
async function exportInSession(
  options: DriverOptions,
  kept: KeptSession,
  { account, signal, logins, onProgress }: ExportRequest & { readonly account: PortalLogin },
  download: PortalDownload,
  isAbandoned: () => boolean,
): Promise<Result<DownloadedExport, AppError>> {
  const pin = pinOf(options, account);
  const session = kept.begin(account, pin);
  let listPath = session.listPath;
  const result = await runVisit(
    options,
    { account, signal, pin, download, purpose: 'sync', isClean: !session.isKept },
    async (visit) => {
      const reportStage = (stage: VisitProgress['stage']): void =>
        onProgress({ stage, bytesReceived: download.receivedBytes });
      reportStage('login');
      listPath = await reachList(visit, {
        account,
        knownPath: session.listPath,
        mayLogIn: () => logins.isAllowed(),
        onSending: () => logins.noteSent(),
        onAccepted: () => reportStage('list'),
      });
      reportStage('list');
      reportStage('export');
      const list = await startExport(visit, download, listPath);
      const sizeBytes = await download.finish(visit, () => reportStage('download'));
      return { list, sizeBytes };
    },
    (visit, failure) => {
      if (isAbandoned()) {
        // The next sync may already use this session.
        return 'keep';
      }
      const isUntouched = failure !== null && session.isKept && isHarmless(failure, visit);
      const path = failure === null ? listPath : session.listPath;
      if ((failure === null || isUntouched) && path !== null && kept.keep(session, path)) {
        return 'keep';
      }
      kept.forget();
      return 'end';
    },
  );
  return result.ok
    ? ok({ ...result.value, path: download.path, dispose: () => disposeOf(download, options.log) })
    : result;
}

function pinOf({ pinFor }: DriverOptions, account: PortalLogin): PinnedCertificate | null {
  return pinFor(new URL(account.origin).host);
}

/** Removes a download's folder. If another program holds it open, the next start removes it. */
async function disposeOf(download: PortalDownload, log: Log): Promise<void> {
  try {
    await download.dispose();
  } catch (error) {
    log.warn(`The folder of a download could not be removed: ${errorCode(error)}`);
  }
}

/** Waits for `close` up to a limit, and logs an error. */
async function inTime(
  { clock, log }: DriverOptions,
  part: string,
  close: () => Promise<void>,
): Promise<void> {
  const closed = new AbortController();
  const done = Promise.resolve()
    .then(close)
    .catch((error: unknown) => log.warn(`The portal's ${part} did not close: ${errorCode(error)}`))
    .finally(() => closed.abort());
  await Promise.race([done, sleep(clock, CLOSING_MS, closed.signal)]);
}

/** Errors that end a visit before it sends anything, for example because of TLS or a proxy. */
const HARMLESS: readonly ErrorCode[] = [
  'CANCELLED',
  'PORTAL_UNREACHABLE',
  'CERTIFICATE_UNTRUSTED',
  'CLOCK_WRONG',
  'PROXY_LOGIN',
];

/** Whether a visit sent nothing before it ended, so that its session is unchanged. */
function isHarmless({ code }: AppError, visit: Visit): boolean {
  return HARMLESS.includes(code) && !visit.traffic.hasPosted;
}

const REFUSE_DOWNLOADS = {
  accept: () => null,
  onBytes: () => undefined,
  onDone: () => undefined,
  hasStarted: () => false,
};

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
    throw abortFailure(signal);
  }
  const browser = await options.browsers.open({
    origin: account.origin,
    purpose,
    isClean,
    downloads: download,
    pin,
    signal,
  });
  // Closing the window ends a pending protocol call; the fate of the session is decided below.
  const abandon = (): void => void inTime(options, 'window', () => browser.close('keep'));
  const noteBroken = (): void => {
    // A started download no longer needs its page.
    if (!download.hasStarted()) {
      abandon();
    }
  };
  signal.addEventListener('abort', abandon);
  browser.broken.addEventListener('abort', noteBroken);
  let fate: SessionFate = 'end';
  try {
    const visit = new Visit(browser, account.origin, clock, signal, timeouts, log);
    try {
      const value = await untilAborted(steps(visit), signal);
      fate = fateOf(visit, null);
      return ok(value);
    } catch (error) {
      const isRedirectedAway = browser.blockedHosts.size > 0;
      const met = visitFailure(error, { signal, broken: browser.broken, isRedirectedAway, log });
      const expected = await checkClock(met, clock.now(), () => serverTime(options, account, signal));
      fate = fateOf(visit, expected);
      await report(options, visit, expected);
      return fail(expected);
    }
  } finally {
    signal.removeEventListener('abort', abandon);
    browser.broken.removeEventListener('abort', noteBroken);
    await inTime(options, 'window', () => browser.close(fate));
  }
}

/** Returns the portal's time, or `null`. It only helps to explain a failure. */
async function serverTime(
  { askDate }: DriverOptions,
  { origin }: PortalLogin,
  signal: AbortSignal,
): Promise<number | null> {
  try {
    return (await askDate?.(origin, signal)) ?? null;
  } catch {
    return null;
  }
}

/** Reports the failure of a visit, with a screenshot for support. */
async function report(options: DriverOptions, visit: Visit, { code }: AppError): Promise<void> {
  const untrusted = code === 'CERTIFICATE_UNTRUSTED' ? visit.browser.untrustedCertificate() : null;
  if (untrusted !== null) {
    options.onUntrusted(untrusted);
  }
  // The app itself decides to cancel or to stop at the login limit; the page does not show why.
  if (code === 'CANCELLED' || code === 'LOGIN_LIMIT') {
    return;
  }
  // A crashed page has nothing to show.
  const isGone = visit.browser.broken.aborted;
  const picture = isGone ? null : await saveFailureScreenshot(visit, options.logsFolder, code);
  options.log.warn(`Visit failed: ${code}${picture === null ? '' : `, screenshot ${picture}`}`);
}
