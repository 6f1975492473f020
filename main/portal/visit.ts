import type { ElementHandle, HTTPResponse, Page } from 'puppeteer-core';
import type { Clock } from '../base/clock';
import { sleep } from '../base/clock';
import { SECOND } from '../base/durations';
import type { Log } from '../base/log';
import type { PortalBrowser } from './browser';
import type { UntrustedCertificate } from './certificate';
import { PortalFailure } from './failure';
import type { PageView } from './page-scripts';
import { findByText, isOnTop, markDocument, viewPage } from './page-scripts';
import { SELECTORS, TEXTS } from './selectors';
import type { PortalTimeouts } from './timeouts';

const POLL_MS = 100;
/** How long a control may stay covered before a known notice over it is closed. */
const COVERED_MS = 1 * SECOND;
/** A field that stays covered for longer is covered by its own editor. */
const FIELD_COVERED_MS = 3 * SECOND;

/** One visit to the portal: the page, what it loaded, and waiting for it. Every wait ends when the signal aborts. */
export class Visit {
  readonly page: Page;
  readonly #mainAnswers: HTTPResponse[] = [];
  #pageRequests = 0;
  #dialogText = '';

  constructor(
    readonly browser: PortalBrowser,
    readonly origin: string,
    readonly clock: Clock,
    readonly signal: AbortSignal,
    readonly timeouts: PortalTimeouts,
    readonly log: Log,
  ) {
    this.page = browser.page;
    this.page.setDefaultTimeout(timeouts.pageMs);
    this.page.on('request', (request) => {
      if (request.isNavigationRequest() || request.method() === 'POST') {
        this.#pageRequests += 1;
      }
    });
    this.page.on('response', (response) => {
      const request = response.request();
      if (request.isNavigationRequest() && request.frame() === this.page.mainFrame()) {
        this.#mainAnswers.push(response);
      }
    });
    this.page.on('dialog', (dialog) => {
      this.#dialogText += ` ${dialog.message()}`;
      void dialog.accept().catch(() => undefined);
    });
  }

  /** How many forms the page has sent and documents it has asked for; a click that did something raises it. */
  get pageRequests(): number {
    return this.#pageRequests;
  }

  /** How many documents the portal has answered with. */
  get answers(): number {
    return this.#mainAnswers.length;
  }

  /** Opens a page of the portal and waits for its document. Throws PortalFailure for whatever is no usable page. */
  async open(path: string): Promise<void> {
    try {
      await this.page.goto(this.origin + path, {
        waitUntil: 'domcontentloaded',
        timeout: this.timeouts.pageMs,
      });
    } catch (error) {
      this.stopIfCancelled();
      this.failIfBlocked();
      throw openingFailure(error, this.browser.untrustedCertificate());
    }
    this.failIfBlocked();
    this.failOnStatus(0);
  }

  /** Looks at the page; while it is between two documents, looks again until there is one. */
  async view(): Promise<PageView> {
    for (;;) {
      try {
        const view = await this.page.evaluate(viewPage, { selectors: SELECTORS, texts: TEXTS });
        return { ...view, transientError: view.transientError || this.#transientDialog() };
      } catch (error) {
        this.stopIfCancelled();
        if (!isBetweenDocuments(error)) {
          throw error;
        }
        await this.pause();
      }
    }
  }

  /**
   * Asks every 100 ms until `look` gives a value. Throws PORTAL_TIMEOUT after `timeoutMs`, CANCELLED when the visit
   * is aborted.
   */
  async until<Value>(
    what: string,
    timeoutMs: number,
    look: () => Promise<Value | undefined>,
  ): Promise<Value> {
    const deadline = this.clock.monotonicMs() + timeoutMs;
    for (;;) {
      this.stopIfCancelled();
      this.failIfBlocked();
      const value = await look();
      if (value !== undefined) {
        return value;
      }
      if (this.clock.monotonicMs() >= deadline) {
        throw new PortalFailure('PORTAL_TIMEOUT', `The portal did not get to: ${what}`, {
          step: what,
          timeoutMs,
        });
      }
      await this.pause();
    }
  }

  /** Waits until the page is complete and no loading panel shows. */
  async idle(): Promise<PageView> {
    return this.until('page ready', this.timeouts.pageMs, async () => {
      const view = await this.view();
      return view.ready && !view.loading ? view : undefined;
    });
  }

  /** The innermost control with this text, or `null`. */
  async find(selector: string, pattern: string, { hidden = false } = {}): Promise<ElementHandle | null> {
    try {
      const handle = await this.page.evaluateHandle(findByText, selector, pattern, !hidden);
      return handle.asElement() as ElementHandle | null;
    } catch (error) {
      if (!isBetweenDocuments(error)) {
        throw error;
      }
      return null;
    }
  }

  /** Clicks once nothing lies over the control any more; closes a notice with a known text that does. */
  async click(control: ElementHandle): Promise<void> {
    await this.free(control, () => undefined);
    await control.click();
  }

  /**
   * Puts the cursor into a field by a click, or, where the editor draws something of its own over it, by focus.
   */
  async enter(field: ElementHandle): Promise<void> {
    const onTop = await this.free(field, (coveredMs) => (coveredMs > FIELD_COVERED_MS ? false : undefined));
    await (onTop ? field.click() : field.focus());
  }

  /** Waits until nothing lies over the control, or until `giveUp` has an answer of its own. */
  async free(control: ElementHandle, giveUp: (coveredMs: number) => false | undefined): Promise<boolean> {
    let coveredSince: number | null = null;
    return this.until('control free to click', this.timeouts.pageMs, async () => {
      const view = await this.view();
      if (view.loading) {
        return undefined;
      }
      if (await control.evaluate(isOnTop)) {
        return true;
      }
      coveredSince ??= this.clock.monotonicMs();
      const coveredMs = this.clock.monotonicMs() - coveredSince;
      if (coveredMs > COVERED_MS) {
        const notice = await this.find(SELECTORS.control, TEXTS.notice);
        await notice?.click();
      }
      return giveUp(coveredMs);
    });
  }

  /** Marks the document, so that {@link PageView.marked} tells later whether it was loaded again. */
  async mark(): Promise<void> {
    this.#dialogText = '';
    await this.page.evaluate(markDocument);
  }

  /** Throws if the portal answered a document since `answersBefore` with an error status. */
  failOnStatus(answersBefore: number): void {
    for (const response of this.#mainAnswers.slice(answersBefore)) {
      const failure = statusFailure(response.status(), response.headers()['retry-after']);
      if (failure !== null) {
        throw failure;
      }
    }
  }

  stopIfCancelled(): void {
    if (this.signal.aborted) {
      throw new PortalFailure('CANCELLED', 'The visit to the portal was cancelled');
    }
  }

  failIfBlocked(): void {
    const [host] = this.browser.blockedHosts;
    if (host !== undefined) {
      throw new PortalFailure('PORTAL_CHANGED_ADDRESS', 'The portal sends the browser to another address', {
        host,
        expected: new URL(this.origin).host,
      });
    }
  }

  pause(): Promise<void> {
    return this.waitMs(POLL_MS);
  }

  /** Waits, or throws as soon as the visit is aborted. */
  async waitMs(ms: number): Promise<void> {
    await sleep(this.clock, ms, this.signal);
    this.stopIfCancelled();
  }

  #transientDialog(): boolean {
    return new RegExp(TEXTS.transientError, 'i').test(this.#dialogText);
  }
}

/** Whether a protocol error only says that the page is being replaced by another at this moment. */
function isBetweenDocuments(error: unknown): boolean {
  return (
    error instanceof Error &&
    /execution context|context was destroyed|detached|cannot find context|navigat|inspected target/i.test(
      error.message,
    )
  );
}

function statusFailure(status: number, retryAfter: string | undefined): PortalFailure | null {
  const details = retryAfter === undefined ? { status } : { status, retryAfter };
  if (status === 503 || status === 429) {
    return new PortalFailure('PORTAL_MAINTENANCE', `The portal asks to come back later (${status})`, details);
  }
  if (status === 407) {
    return new PortalFailure('PORTAL_UNREACHABLE', 'The network proxy asks for a login', details);
  }
  if (status === 404 || status === 410) {
    return new PortalFailure(
      'PORTAL_PAGE_UNKNOWN',
      `There is no such page on the portal (${status})`,
      details,
    );
  }
  return status >= 400
    ? new PortalFailure('PORTAL_ERROR', `The portal answered with an error (${status})`, details)
    : null;
}

function openingFailure(error: unknown, untrusted: UntrustedCertificate | null): Error {
  if (!(error instanceof Error)) {
    return new Error('The portal page failed to open', { cause: error });
  }
  const code = /net::(ERR_[A-Z0-9_]+)/.exec(error.message)?.[1];
  const isCertificate =
    code?.startsWith('ERR_CERT') === true || code === 'ERR_SSL_PINNED_KEY_NOT_IN_CERT_CHAIN';
  if (code !== undefined && (isCertificate || untrusted !== null)) {
    return new PortalFailure('CERTIFICATE_UNTRUSTED', `The portal's certificate is not trusted (${code})`, {
      reason: code,
      ...untrusted,
    });
  }
  if (code !== undefined) {
    return new PortalFailure('PORTAL_UNREACHABLE', `The portal cannot be reached (${code})`, {
      reason: code,
    });
  }
  if (error.name === 'TimeoutError') {
    return new PortalFailure('PORTAL_TIMEOUT', 'The portal does not answer', { step: 'open page' });
  }
  return error;
}
