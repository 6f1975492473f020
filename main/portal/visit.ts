import type { ElementHandle, Page } from 'puppeteer-core';
import type { Clock } from '../base/clock';
import { sleep } from '../base/clock';
import { SECOND } from '../base/durations';
import type { Log } from '../base/log';
import type { PortalBrowser } from './browser/browser';
import type { PageView } from './browser/page-scripts';
import { findByText, isOnTop, markDocument, viewPage } from './browser/page-scripts';
import type { TrafficMark } from './browser/traffic';
import { Traffic } from './browser/traffic';
import { PortalFailure } from './failures/failure';
import { networkFailure, openingFailure, statusFailure } from './failures/opening-failure';
import { SELECTORS, TEXTS } from './selectors';
import type { PortalTimeouts } from './timeouts';
import { pollMs } from './timeouts';
import { abortFailure } from './until-aborted';

/** The time before a known notice that covers a control is closed. */
const COVERED_MS = 1 * SECOND;
/** The time after which a covered field is assumed to be covered by its own editor. */
const FIELD_COVERED_MS = 3 * SECOND;

const LONGEST_DIALOGS = 10_000;
/** The time limit for the answer of a page script. After this time, the caller may ask again. */
const ANSWER_MS = 10 * SECOND;

/** Thrown if a control's document was replaced, or the control removed. */
export class ControlGone extends Error {
  constructor(cause: unknown) {
    super('The control is no longer on the page', { cause });
  }
}

/** One visit to the portal: the page, its traffic, and waits that end when the signal aborts. */
export class Visit {
  readonly page: Page;
  readonly traffic: Traffic;
  #dialogText = '';
  #alertText = '';

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
    this.traffic = new Traffic(this.page, clock);
    this.page.on('dialog', (dialog) => {
      // Only the last words count; endless dialogs must not fill the memory.
      this.#dialogText = `${this.#dialogText} ${dialog.message()}`.slice(-LONGEST_DIALOGS);
      if (dialog.type() === 'alert') {
        this.#alertText = `${this.#alertText} ${dialog.message()}`.slice(-LONGEST_DIALOGS);
      }
      // Damaging items ask before they act, so only alerts and leaving the page are accepted.
      const closes = dialog.type() === 'alert' || dialog.type() === 'beforeunload';
      void (closes ? dialog.accept() : dialog.dismiss()).catch(() => undefined);
    });
  }

  /** The words of native alerts since the document was marked. */
  get alertText(): string {
    return this.#alertText;
  }

  /** Opens a portal page and waits for its document. Throws PortalFailure for an unusable page. */
  async open(path: string): Promise<void> {
    const before = this.traffic.mark();
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
    this.failOnStatus(before);
  }

  /** Examines the page; `undefined` while it is between two documents or does not answer. */
  async look(): Promise<PageView | undefined> {
    const patterns = { selectors: SELECTORS, texts: TEXTS };
    const seen = await this.#askOnce(() => this.page.evaluate(viewPage, patterns));
    return seen && { ...seen.answer, transientError: seen.answer.transientError || this.#transientDialog() };
  }

  /** Examines the page, and does so again while it is between two documents. */
  view(): Promise<PageView> {
    return this.until('page to look at', this.timeouts.pageMs, () => this.look());
  }

  /**
   * Calls `look` repeatedly until it returns a value. Throws PORTAL_TIMEOUT after `timeoutMs`,
   * CANCELLED if the visit is aborted, PORTAL_UNREACHABLE as soon as the page fails to load.
   */
  async until<Value>(
    what: string,
    timeoutMs: number,
    look: () => Promise<Value | undefined>,
  ): Promise<Value> {
    const startedAt = this.clock.monotonicMs();
    for (;;) {
      this.stopIfCancelled();
      this.failIfBlocked();
      this.failIfBroken();
      const value = await look();
      if (value !== undefined) {
        return value;
      }
      const waitedMs = this.clock.monotonicMs() - startedAt;
      if (waitedMs >= timeoutMs) {
        throw new PortalFailure('PORTAL_TIMEOUT', `No answer from the portal in time: ${what}`, {
          step: what,
          timeoutMs,
        });
      }
      await this.pause(waitedMs);
    }
  }

  /** Waits until the page is complete, without a loading panel or a pending callback. */
  async waitUntilIdle(): Promise<PageView> {
    return this.until('page ready', this.timeouts.pageMs, async () => {
      const view = await this.look();
      return view?.ready === true && !view.loading ? view : undefined;
    });
  }

  /** Returns the innermost control with this text, or `null`. */
  async find(selector: string, pattern: string): Promise<ElementHandle | null> {
    return this.findBy(findByText, selector, pattern);
  }

  /** Returns the element found by a page script, or `null`; between two documents it waits. */
  async findBy<Args extends readonly unknown[]>(
    script: (...args: [...Args]) => Element | null,
    ...args: [...Args]
  ): Promise<ElementHandle | null> {
    const { found } = await this.until('page to search', this.timeouts.pageMs, async () => {
      const now = await this.findNow(script, ...args);
      return now === undefined ? undefined : { found: now };
    });
    return found;
  }

  /** Searches like {@link findBy}, once; `undefined` while the page cannot be searched. */
  async findNow<Args extends readonly unknown[]>(
    script: (...args: [...Args]) => Element | null,
    ...args: [...Args]
  ): Promise<ElementHandle | null | undefined> {
    const find = script as (...args: unknown[]) => Element | null;
    const found = await this.#askOnce(() => this.page.evaluateHandle(find, ...args));
    return found && (found.answer.asElement() as ElementHandle | null);
  }

  /** Returns the answer of a page script; between two documents it waits for the next one. */
  async ask<Args extends readonly unknown[], Answer>(
    script: (...args: [...Args]) => Answer,
    ...args: [...Args]
  ): Promise<Answer> {
    const ask = script as (...args: unknown[]) => Answer;
    const { answer } = await this.until('page to ask', this.timeouts.pageMs, () =>
      this.#askOnce(async () => (await this.page.evaluate(ask, ...args)) as Answer),
    );
    return answer;
  }

  /** Runs a script once, for unrepeatable actions; `undefined` if the page changes meanwhile. */
  async askOnce<Answer>(script: () => Answer): Promise<Answer | undefined> {
    const asked = await this.#askOnce(async () => (await this.page.evaluate(script)) as Answer);
    return asked?.answer;
  }

  /** Returns a script's answer about a control. Throws {@link ControlGone} if it left the page. */
  async askOf<Args extends readonly unknown[], Answer>(
    control: ElementHandle,
    script: (element: Element, ...args: [...Args]) => Answer,
    ...args: [...Args]
  ): Promise<Answer> {
    const { answer } = await this.until('page to ask', this.timeouts.pageMs, () =>
      this.#askOfOnce(control, script, ...args),
    );
    return answer;
  }

  #askOfOnce<Args extends readonly unknown[], Answer>(
    control: ElementHandle,
    script: (element: Element, ...args: [...Args]) => Answer,
    ...args: [...Args]
  ): Promise<{ readonly answer: Answer } | undefined> {
    const ask = script as (element: Element, ...args: unknown[]) => Answer;
    return this.#askOnce(async () => {
      try {
        return await control.evaluate(ask, ...args);
      } catch (error) {
        throw isBetweenDocuments(error) ? new ControlGone(error) : error;
      }
    });
  }

  /** Asks the page once; returns `undefined` between two documents and after the time limit. */
  async #askOnce<Answer>(question: () => Promise<Answer>): Promise<{ readonly answer: Answer } | undefined> {
    const answered = new AbortController();
    const stop = AbortSignal.any([answered.signal, this.signal, this.browser.broken]);
    const late = sleep(this.clock, ANSWER_MS, stop).then(() => undefined);
    try {
      const asked = this.traffic.whileNotNavigating(async () => ({ answer: await question() }));
      return await Promise.race([asked, late]);
    } catch (error) {
      this.stopIfCancelled();
      this.failIfBroken();
      if (error instanceof ControlGone || !isBetweenDocuments(error)) {
        throw error;
      }
      return undefined;
    } finally {
      answered.abort();
    }
  }

  /**
   * Clicks once nothing covers the control; closes a known notice over it. Throws
   * {@link ControlGone} if the control is removed before the click.
   */
  async click(control: ElementHandle): Promise<void> {
    await this.waitUntilFree(control, () => undefined);
    const { x, y } = await this.#placeOf(control);
    await this.page.mouse.click(x, y);
  }

  /** Moves the mouse over a control. Throws {@link ControlGone} if it is no longer on the page. */
  async hover(control: ElementHandle): Promise<void> {
    const { x, y } = await this.#placeOf(control);
    await this.page.mouse.move(x, y);
  }

  /** Returns the control's position. Puppeteer throws various errors if the control is missing. */
  async #placeOf(control: ElementHandle): Promise<{ readonly x: number; readonly y: number }> {
    try {
      await control.scrollIntoView();
      return await control.clickablePoint();
    } catch (error) {
      this.stopIfCancelled();
      this.failIfBroken();
      throw new ControlGone(error);
    }
  }

  /** Focuses a field by a click, or directly if the editor covers the field. */
  async focusField(field: ElementHandle): Promise<void> {
    const onTop = await this.waitUntilFree(field, (coveredMs) =>
      coveredMs > FIELD_COVERED_MS ? false : undefined,
    );
    await (onTop ? field.click() : field.focus());
  }

  /** Waits until nothing covers the control, or until `giveUp` returns an answer. */
  async waitUntilFree(
    control: ElementHandle,
    giveUp: (coveredMs: number) => false | undefined,
  ): Promise<boolean> {
    let coveredSince: number | null = null;
    return this.until('control free to click', this.timeouts.pageMs, async () => {
      const view = await this.look();
      if (view === undefined || view.loading) {
        return undefined;
      }
      if ((await this.#askOfOnce(control, isOnTop))?.answer === true) {
        return true;
      }
      coveredSince ??= this.clock.monotonicMs();
      const coveredMs = this.clock.monotonicMs() - coveredSince;
      if (coveredMs > COVERED_MS) {
        const notice = await this.find(SELECTORS.notice, TEXTS.notice);
        await notice?.click();
      }
      return giveUp(coveredMs);
    });
  }

  /** Marks the document, so that {@link PageView.marked} shows later whether it was reloaded. */
  async mark(): Promise<void> {
    this.#dialogText = '';
    this.#alertText = '';
    await this.ask(markDocument, SELECTORS.errorText);
  }

  /** Throws if a document since the mark has an error status and a path that `matters`. */
  failOnStatus(before: TrafficMark, matters: (path: string) => boolean = () => true): void {
    for (const response of this.traffic.documentsSince(before)) {
      if (!matters(new URL(response.url()).pathname)) {
        continue;
      }
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

  /** Throws if the page has crashed, or if Chromium shows its own error page for a failed load. */
  failIfBroken(): void {
    if (this.browser.broken.aborted) {
      throw abortFailure(this.browser.broken);
    }
    const { brokenBy } = this.traffic;
    if (brokenBy !== null) {
      throw networkFailure(brokenBy, this.browser.untrustedCertificate());
    }
  }

  /** Waits before the next poll; `waitedMs` is the time waited so far. */
  pause(waitedMs: number): Promise<void> {
    return this.waitMs(pollMs(waitedMs));
  }

  /** Waits; throws as soon as the visit is aborted. */
  async waitMs(ms: number): Promise<void> {
    await sleep(this.clock, ms, this.signal);
    this.stopIfCancelled();
  }

  #transientDialog(): boolean {
    return new RegExp(TEXTS.transientError, 'i').test(this.#dialogText);
  }
}

/** Whether a protocol error only means that the page is being replaced. */
function isBetweenDocuments(error: unknown): boolean {
  return (
    error instanceof Error &&
    /execution context|context was destroyed|detached|disposed|cannot find context|navigat|inspected target/i.test(
      error.message,
    )
  );
}
