import { BrowserWindow, session } from 'electron';
import type { DownloadItem, Event, Session, WebContents } from 'electron';
import type * as Puppeteer from 'puppeteer-core';
import type { Browser, Page } from 'puppeteer-core';
import { SECOND } from '../../base/durations';
import { SANDBOXED_PAGE, refusePermissions } from '../../base/locked-page-electron';
import { PortalFailure } from '../failures/failure';
import { PORTAL_TIMEOUTS } from '../timeouts';
import { untilAborted } from '../until-aborted';
import type {
  KeptAddress,
  PortalBrowser,
  PortalBrowserOptions,
  PortalBrowsers,
  SessionFate,
} from './browser';
import { belongsToPortal } from './browser';
import type { PinnedCertificate, UntrustedCertificate } from './certificate';
import { coversHost, isSameHost, judgeCertificate, formatFingerprint } from './certificate';
import { installChromeDebugger } from './chrome-debugger-electron';
import { changedHeaders } from './headers';
import { restrictPage } from './page-scripts';

const CAPTURE_TIMEOUT_MS = 5 * SECOND;
const TOUCH_TIMEOUT_MS = 10 * SECOND;
/** A page this wide shows the export item in its toolbar (portal.md, The list and the export). */
const VIEWPORT = { width: 1440, height: 900 };

/**
 * The limit of the page's frames per second. The default of 60 takes a twelfth more processor time
 * during a visit. Fewer than 10 frames would delay the clicks.
 */
const FRAMES_PER_SECOND = 10;

/** The portal's language, which sets the format of figures and dates (portal.md, Language). */
const LOCALE = 'it-IT';
const LANGUAGES = 'it-IT,it';

/**
 * Opens off-screen windows of Electron's own Chromium. Puppeteer drives each through its debugger,
 * without a second browser or a debugging port. A window lasts for one visit. Its session lives in
 * memory only, and is kept or emptied at the end. It may load only the portal's origin.
 */
export class ElectronPortalBrowsers implements PortalBrowsers {
  readonly #sessions = new Set<Session>();

  async endSessions(): Promise<void> {
    await Promise.all([...this.#sessions].map(emptySession));
  }

  abandon(): void {
    for (const window of BrowserWindow.getAllWindows()) {
      if (this.#sessions.has(window.webContents.session)) {
        window.destroy();
      }
    }
  }

  async requestQuietly({ origin, path, pin }: KeptAddress): Promise<string | null> {
    const ended = new AbortController();
    try {
      const signal = AbortSignal.any([AbortSignal.timeout(TOUCH_TIMEOUT_MS), ended.signal]);
      const response = await partitionOf('sync', pin).fetch(origin + path, { signal });
      return new URL(response.url).pathname;
    } catch {
      // Without an answer, the next sync finds out whether the session has ended.
      return null;
    } finally {
      // The body is not needed: no further byte is downloaded.
      ended.abort();
    }
  }

  async open(options: PortalBrowserOptions): Promise<PortalBrowser> {
    // The first import takes a third of a second, so it runs while the window is created.
    const puppeteer = import('puppeteer-core');
    puppeteer.catch(() => undefined);
    // A partition lives as long as the app, so each purpose reuses its own. Chromium remembers its
    // verdict on a certificate per session, so each pin needs its own partition too.
    const partition = partitionOf(options.purpose, options.pin);
    if (options.isClean && this.#sessions.has(partition)) {
      await untilAborted(emptySession(partition), options.signal);
    }
    this.#sessions.add(partition);
    return openWindow(options, partition, puppeteer);
  }
}

function partitionOf(purpose: PortalBrowserOptions['purpose'], pin: PinnedCertificate | null): Session {
  const pinned = pin === null ? 'unpinned' : `${pin.fingerprint}${pin.isExact ? '-only' : ''}`;
  const name = `archibald-portal-${purpose}-${pinned}`;
  return session.fromPartition(name, { cache: false });
}

async function openWindow(
  options: PortalBrowserOptions,
  partition: Session,
  puppeteer: Promise<Pick<typeof Puppeteer, 'connect' | 'ExtensionTransport'>>,
): Promise<PortalBrowser> {
  const blockedHosts = new Set<string>();
  let beforeSend: (() => void) | null = null;
  guardSession(partition, options, blockedHosts, () => {
    const listener = beforeSend;
    beforeSend = null;
    listener?.();
  });
  checkCertificates(partition, options);
  const downloads = new Set<DownloadItem>();
  const onDownload = followDownloads(options, downloads);
  partition.on('will-download', onDownload);

  // The window is not hidden: without animation frames, as in a hidden one, puppeteer would hang.
  const window = new BrowserWindow({
    ...VIEWPORT,
    show: false,
    webPreferences: {
      session: partition,
      offscreen: true,
      backgroundThrottling: false,
      ...SANDBOXED_PAGE,
    },
  });
  // Painting would send main each frame as an image of 5 MB. Collecting these images takes a fifth
  // of a sync's processor time. Animation frames go on. Electron still sends one image for each
  // letter that the login types.
  window.webContents.stopPainting();
  window.webContents.setFrameRate(FRAMES_PER_SECOND);
  // WebRTC must not reveal local addresses or connect to other hosts than the portal.
  window.webContents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp');
  window.webContents.setWindowOpenHandler(({ url }) => {
    // Some builds open a new window for the export. Downloads it here, from the portal only.
    if (belongsToPortal(url, options.origin)) {
      window.webContents.downloadURL(url);
    }
    return { action: 'deny' };
  });

  let browser: Browser | undefined;
  let closed = false;
  const broken = new AbortController();
  const breakDown = (reason: string): void => {
    if (!closed) {
      broken.abort(new PortalFailure('PORTAL_ERROR', `The portal page failed (${reason})`, { reason }));
    }
  };
  window.webContents.on('render-process-gone', (_event, { reason }) => breakDown(reason));
  window.webContents.on('unresponsive', () => breakDown('unresponsive'));
  window.once('closed', () => breakDown('closed'));
  const close = async (fate: SessionFate): Promise<void> => {
    if (!closed) {
      closed = true;
      downloads.forEach((item) => item.cancel());
      if (!window.isDestroyed()) {
        window.destroy();
      }
      partition.off('will-download', onDownload);
      // A puppeteer connected to a closed window would keep its pending calls waiting forever.
      await browser?.disconnect().catch(() => undefined);
    }
    // An idle connection may die before the next visit, which would notice it only after minutes.
    await (fate === 'end' ? emptySession(partition) : partition.closeAllConnections());
  };
  const connectPage = async (): Promise<Page> => {
    // Without a document the first protocol call is never answered.
    await window.loadURL('about:blank');
    const { connect, ExtensionTransport } = await puppeteer;
    installChromeDebugger(window.webContents);
    const transport = await ExtensionTransport.connectTab(window.webContents.id);
    await Promise.all([
      speakItalian(window.webContents, partition.getUserAgent()),
      keepFromSystem(window.webContents),
    ]);
    browser = await connect({
      transport,
      defaultViewport: VIEWPORT,
      // A page that does not answer counts as hanging.
      protocolTimeout: PORTAL_TIMEOUTS.pageMs,
    });
    const [page] = await browser.pages();
    if (page === undefined) {
      throw new Error('The portal window offers no page to puppeteer');
    }
    return page;
  };

  try {
    const page = await untilAborted(connectPage(), AbortSignal.any([options.signal, broken.signal]));
    return {
      page,
      blockedHosts,
      untrustedCertificate: () => refusedFor(partition, options.origin),
      beforeNextSend: (listener) => {
        beforeSend = listener;
      },
      closeConnections: () => partition.closeAllConnections(),
      broken: broken.signal,
      stopLoading: () => window.webContents.stop(),
      capture: () => capture(window.webContents),
      close,
    };
  } catch (error) {
    // The session is emptied in the background; a visit that needs a clean session waits for that.
    close('end').catch(() => undefined);
    throw error;
  }
}

/**
 * Keeps the page from opening anything on the agent's screen. A script disables printing and
 * pickers before any page script runs. A file input sends an event instead of opening a dialog.
 * Once puppeteer listens, Chromium 130 runs such scripts in the main frame only. Other frames get
 * the script once they exist; their sandbox already forbids printing (headers.ts).
 */
async function keepFromSystem({ debugger: protocol }: WebContents): Promise<void> {
  const source = `(${restrictPage.toString()})()`;
  protocol.on('message', (_event, method, params: unknown, sessionId) => {
    const { context } = params as { context?: { uniqueId: string; auxData?: { isDefault?: boolean } } };
    if (method === 'Runtime.executionContextCreated' && context?.auxData?.isDefault === true) {
      const where = { expression: source, uniqueContextId: context.uniqueId };
      // A frame that is already gone needs no script.
      protocol.sendCommand('Runtime.evaluate', where, sessionId || undefined).catch(() => undefined);
    }
  });
  // Without this command the script would run in no document.
  await protocol.sendCommand('Page.enable');
  await Promise.all([
    protocol.sendCommand('Page.addScriptToEvaluateOnNewDocument', { source }),
    protocol.sendCommand('Page.setInterceptFileChooserDialog', { enabled: true }),
  ]);
}

/** Sets the page's own language: `navigator.language`, `navigator.languages` and date formats. */
async function speakItalian({ debugger: protocol }: WebContents, userAgent: string): Promise<void> {
  await Promise.all([
    protocol.sendCommand('Emulation.setUserAgentOverride', { userAgent, acceptLanguage: LANGUAGES }),
    protocol.sendCommand('Emulation.setLocaleOverride', { locale: LOCALE }),
  ]);
}

/** The types whose requests can carry a form by any method; all other types can only by POST. */
const CARRIERS = ['mainFrame', 'subFrame', 'xhr'];

function guardSession(
  partition: Session,
  options: PortalBrowserOptions,
  blockedHosts: Set<string>,
  onSend: () => void,
): void {
  // Hides Electron and asks for Italian, because Accept-Language decides the export's file name.
  partition.setUserAgent(plainUserAgent(partition.getUserAgent()), LANGUAGES);
  refusePermissions(partition);
  partition.webRequest.onBeforeRequest((details, answer) => {
    const { protocol, host } = new URL(details.url);
    const inert = ['data:', 'blob:', 'about:', 'devtools:'].includes(protocol);
    const allowed = inert || belongsToPortal(details.url, options.origin);
    if (!allowed && details.resourceType === 'mainFrame') {
      blockedHosts.add(host === '' ? protocol : host);
    }
    if (allowed && !inert && (details.method === 'POST' || CARRIERS.includes(details.resourceType))) {
      onSend();
    }
    answer({ cancel: !allowed });
  });
  partition.webRequest.onHeadersReceived(
    { urls: ['<all_urls>'], types: ['mainFrame', 'subFrame'] },
    ({ method, statusCode, resourceType, responseHeaders }, answer) => {
      const document = { method, statusCode, isFrame: resourceType === 'subFrame' };
      answer({ responseHeaders: changedHeaders(document, responseHeaders ?? {}) });
    },
  );
}

/** Chromium's answer codes: trust, refuse, or leave to the system. */
const TRUST = 0;
const REFUSE = -2;
const SYSTEM_VERDICT = -3;

/** The last refused certificate per session: Chromium refuses it unasked for half an hour. */
const REFUSED = new WeakMap<Session, UntrustedCertificate>();

function checkCertificates(partition: Session, { origin, pin }: PortalBrowserOptions): void {
  const portal = new URL(origin);
  partition.setCertificateVerifyProc(({ hostname, certificate, verificationResult }, answer) => {
    const fingerprint = formatFingerprint(certificate.fingerprint);
    const verdict = judgeCertificate(
      { isTrusted: verificationResult === 'net::OK', host: hostname, fingerprint },
      { host: portal.hostname, certificate: pin },
    );
    if (!isSameHost(hostname, portal.hostname) || verdict !== 'refuse') {
      REFUSED.delete(partition);
    } else {
      REFUSED.set(partition, {
        host: portal.host,
        fingerprint,
        subject: certificate.subjectName,
        issuer: certificate.issuerName,
        validFrom: new Date(certificate.validStart * 1_000).toISOString(),
        validUntil: new Date(certificate.validExpiry * 1_000).toISOString(),
        verification: verificationResult.replace(/^net::/, ''),
        coversHost: coversHost(certificate.data, hostname),
      });
    }
    answer(verdict === 'trust' ? TRUST : verdict === 'refuse' ? REFUSE : SYSTEM_VERDICT);
  });
}

function refusedFor(partition: Session, origin: string): UntrustedCertificate | null {
  const refused = REFUSED.get(partition);
  return refused?.host === new URL(origin).host ? refused : null;
}

function followDownloads(
  options: PortalBrowserOptions,
  underWay: Set<DownloadItem>,
): (event: Event, item: DownloadItem) => void {
  return (_event, item) => {
    const path = belongsToPortal(item.getURL(), options.origin) ? options.downloads.accept() : null;
    if (path === null) {
      item.cancel();
      return;
    }
    item.setSavePath(path);
    underWay.add(item);
    item.on('updated', () => options.downloads.onBytes(item.getReceivedBytes()));
    item.once('done', (_done, state) => {
      underWay.delete(item);
      options.downloads.onBytes(item.getReceivedBytes());
      options.downloads.onDone(state);
    });
  };
}

/** The last requested emptying of each session. */
const emptying = new WeakMap<Session, Promise<unknown>>();

/** Empties a session after any earlier emptying, so that none removes a new visit's data. */
async function emptySession(partition: Session): Promise<void> {
  const before = emptying.get(partition);
  const now = Promise.resolve(before).then(() =>
    Promise.all([
      partition.closeAllConnections(),
      partition.clearStorageData(),
      partition.clearAuthCache(),
      partition.clearHostResolverCache(),
    ]),
  );
  emptying.set(
    partition,
    now.catch(() => undefined),
  );
  await now;
}

async function capture(contents: WebContents): Promise<Buffer | null> {
  if (contents.isDestroyed() || contents.isCrashed()) {
    return null;
  }
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(null), CAPTURE_TIMEOUT_MS);
  });
  try {
    return await Promise.race([contents.capturePage().then((image) => image.toPNG()), timeout]);
  } finally {
    clearTimeout(timer);
  }
}

function plainUserAgent(userAgent: string): string {
  return userAgent
    .split(' ')
    .filter((part) => !/^(electron|archibald)/i.test(part))
    .join(' ');
}
