import type { Page } from 'puppeteer-core';
import type { PinnedCertificate, UntrustedCertificate } from './certificate';

export interface DownloadObserver {
  /** Returns the path for a starting download, or `null` to refuse it. */
  accept(): string | null;
  onBytes(receivedBytes: number): void;
  /**
   * Called at the end of the transfer. `completed` proves nothing, since Chromium reports it for
   * truncated files too: check the content.
   */
  onDone(state: 'completed' | 'interrupted' | 'cancelled'): void;
}

/** The fate of a visit's session: kept for the next visit, or emptied. */
export type SessionFate = 'keep' | 'end';

/** A browser window for one visit to the portal. */
export interface PortalBrowser {
  readonly page: Page;
  /** The hosts other than the portal that the page tried to open; these requests are blocked. */
  readonly blockedHosts: ReadonlySet<string>;
  /** Returns the portal certificate that this session refused last, or `null`. */
  readonly untrustedCertificate: () => UntrustedCertificate | null;
  /**
   * Calls `listener` once, just before the next request that can carry a form. The request waits,
   * so the listener's record is on disk before the portal receives the request.
   */
  beforeNextSend(listener: () => void): void;
  /**
   * Closes the page's connections, so that its next request opens a new one. Chromium resends a
   * request, even a login, up to twice if a reused connection is reset.
   */
  closeConnections(): Promise<void>;
  /** Aborted, with a PortalFailure as its reason, as soon as the page has crashed or hangs. */
  readonly broken: AbortSignal;
  /** Stops loading, so that the page answers again. */
  stopLoading(): void;
  /** Returns a PNG of the page, or `null` if it is not available in time. */
  capture(): Promise<Buffer | null>;
  /** Destroys the window, its connections and downloads. A later call may still end the session. */
  close(session: SessionFate): Promise<void>;
}

export interface PortalBrowserOptions {
  /** The only origin that the page may load from, for example `https://archibald.example.it`. */
  readonly origin: string;
  /** Separates visits that may run at once: a sync and a connection test. */
  readonly purpose: 'sync' | 'test';
  /** Whether to start with a clean session (no cookies, no cache) instead of the kept one. */
  readonly isClean: boolean;
  readonly downloads: DownloadObserver;
  /** The certificate pinned for the portal's host, or `null`. */
  readonly pin: PinnedCertificate | null;
  /** Cancels the opening of the window when it aborts. */
  readonly signal: AbortSignal;
}

/** An address in a kept session. */
export interface KeptAddress {
  readonly origin: string;
  readonly path: string;
  readonly pin: PinnedCertificate | null;
}

export interface PortalBrowsers {
  /** Rejects if no window can be opened, or with CANCELLED; then no window is left. */
  open(options: PortalBrowserOptions): Promise<PortalBrowser>;
  /**
   * Requests an address in the kept session, without a window, and discards the body. Returns the
   * path after redirects, or `null` without an answer in ten seconds. Never rejects.
   */
  requestQuietly(address: KeptAddress): Promise<string | null>;
  /** Ends the kept sessions, which were never on disk. */
  endSessions(): Promise<void>;
  /** Destroys every open window, even during a visit. */
  abandon(): void;
}

/** Whether a URL belongs to the portal: the same origin, or its host by https instead of http. */
export function belongsToPortal(url: string, origin: string): boolean {
  if (!URL.canParse(url)) {
    return false;
  }
  const parsed = new URL(url);
  const portal = new URL(origin);
  const upgraded = parsed.protocol === 'https:' && portal.protocol === 'http:' && parsed.port === '';
  return parsed.origin === portal.origin || (upgraded && parsed.hostname === portal.hostname);
}
