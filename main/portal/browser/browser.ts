import type { Page } from 'puppeteer-core';
import type { PinnedCertificate, UntrustedCertificate } from './certificate';

/** What happens to a download, told to whoever waits for it. */
export interface DownloadObserver {
  /** Where to save a download that begins now, or `null` to refuse it. */
  accept(): string | null;
  onBytes(receivedBytes: number): void;
  /** The transfer ended. `completed` proves nothing: Chromium says it of cut files too, so look at the content. */
  onDone(state: 'completed' | 'interrupted' | 'cancelled'): void;
}

/** What becomes of a visit's session: it is kept for the next visit, or its cookies and all else it holds are removed. */
export type SessionFate = 'keep' | 'end';

/** A browser window of its own for one visit to the portal. */
export interface PortalBrowser {
  readonly page: Page;
  /** Hosts that the portal's page wanted to leave for; such requests are stopped before they are made. */
  readonly blockedHosts: ReadonlySet<string>;
  /** The certificate that this session has refused last for the portal, in an earlier visit too; `null` for none. */
  readonly untrustedCertificate: () => UntrustedCertificate | null;
  /**
   * Calls `listener` once, just before the next request leaves that can carry a form. The request waits for it: what the
   * listener writes is on disk before the portal knows of the request.
   */
  beforeNextSend(listener: () => void): void;
  /**
   * Closes the connections that the page has used, so that its next request opens one. Chromium sends a request again by
   * itself, twice even, when a connection that it reuses is reset, be it a login.
   */
  closeConnections(): Promise<void>;
  /** Aborted, with a PortalFailure as its reason, as soon as the page has crashed or does not react any more. */
  readonly broken: AbortSignal;
  /** Ends what the page is still loading, so that it answers again. */
  stopLoading(): void;
  /** A PNG of the page as it is, or `null` if it cannot be had in time. */
  capture(): Promise<Buffer | null>;
  /**
   * Destroys the window with its connections and downloads. Closing twice does nothing more than end a session that was
   * kept.
   */
  close(session: SessionFate): Promise<void>;
}

export interface PortalBrowserOptions {
  /** The only origin the page may load from, e.g. `https://archibald.example.it`. */
  readonly origin: string;
  /** Keeps visits apart that may run at once: a sync and a test of the connection. */
  readonly purpose: 'sync' | 'test';
  /** Begin with a clean session: no cookies, no cache. Else with the one that the last visit has kept. */
  readonly isClean: boolean;
  readonly downloads: DownloadObserver;
  /** What is pinned for the portal's host; `null` for nothing. */
  readonly pin: PinnedCertificate | null;
  /** Ends the opening of the window at once when it aborts. */
  readonly signal: AbortSignal;
}

/** A session that is kept, and an address of it. */
export interface KeptAddress {
  readonly origin: string;
  readonly path: string;
  readonly pin: PinnedCertificate | null;
}

export interface PortalBrowsers {
  /** Rejects when no window can be opened, or with CANCELLED; then none is left behind. */
  open(options: PortalBrowserOptions): Promise<PortalBrowser>;
  /**
   * Asks for an address in the session that syncs keep, without a window, and throws away what it answers. Gives the path
   * that answered, after redirects; `null` if nothing did in ten seconds. Never rejects.
   */
  touch(address: KeptAddress): Promise<string | null>;
  /** Ends the sessions that visits have kept. Nothing of them was ever on disk. */
  endSessions(): Promise<void>;
  /** Destroys every window that is open, whatever waits for it. */
  abandon(): void;
}

/** Whether a URL belongs to the portal: the same origin, or the same host reached by https instead of http. */
export function belongsToPortal(url: string, origin: string): boolean {
  if (!URL.canParse(url)) {
    return false;
  }
  const parsed = new URL(url);
  const portal = new URL(origin);
  const upgraded = parsed.protocol === 'https:' && portal.protocol === 'http:' && parsed.port === '';
  return parsed.origin === portal.origin || (upgraded && parsed.hostname === portal.hostname);
}
