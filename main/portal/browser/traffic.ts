import type { HTTPRequest, HTTPResponse, Page } from 'puppeteer-core';
import type { Clock } from '../../base/clock';

/** The state of the page's traffic at one moment. */
export interface TrafficMark {
  readonly sent: number;
  readonly requested: number;
  readonly posts: number;
  readonly answers: number;
}

/** Watches the portal page's requests. Intercepting requests would break the page's callbacks. */
export class Traffic {
  readonly #clock: Clock;
  readonly #pending = new Set<HTTPRequest>();
  readonly #navigations = new Set<HTTPRequest>();
  readonly #asked: HTTPRequest[] = [];
  readonly #documents: HTTPResponse[] = [];
  readonly #onNavigation = new Set<() => void>();
  #sent = 0;
  #posts = 0;
  #lastActivityAt: number;
  #brokenBy: string | null = null;

  constructor(page: Page, clock: Clock) {
    this.#clock = clock;
    this.#lastActivityAt = clock.monotonicMs();
    page.on('request', (request) => {
      if (!isWork(request)) {
        return;
      }
      this.#sent += 1;
      this.#posts += request.method() === 'POST' ? 1 : 0;
      this.#pending.add(request);
      if (isDocumentOf(page, request)) {
        this.#asked.push(request);
        this.#navigations.add(request);
        this.#onNavigation.forEach((notify) => notify());
      }
      this.#lastActivityAt = clock.monotonicMs();
    });
    page.on('response', (response) => {
      this.#navigations.delete(response.request());
      if (isDocumentOf(page, response.request())) {
        this.#documents.push(response);
      }
    });
    page.on('requestfinished', (request) => this.#end(request));
    page.on('requestfailed', (request) => {
      this.#end(request);
      const code = /net::(ERR_[A-Z0-9_]+)/.exec(request.failure()?.errorText ?? '')?.[1];
      // Chromium calls a navigation aborted if it becomes a download or is replaced.
      if (code !== undefined && code !== 'ERR_ABORTED' && isDocumentOf(page, request)) {
        this.#brokenBy = code;
      }
    });
  }

  /** The time without any request, in milliseconds; 0 while a request is under way. */
  get idleMs(): number {
    return this.#pending.size > 0 ? 0 : this.#clock.monotonicMs() - this.#lastActivityAt;
  }

  /** Chromium's reason, such as ERR_CONNECTION_RESET, for a document that failed to load. */
  get brokenBy(): string | null {
    return this.#brokenBy;
  }

  /** Whether the page has ever sent a form or a callback. */
  get hasPosted(): boolean {
    return this.#posts > 0;
  }

  mark(): TrafficMark {
    return {
      sent: this.#sent,
      requested: this.#asked.length,
      posts: this.#posts,
      answers: this.#documents.length,
    };
  }

  /** Whether the page has sent a form or callback, or requested a document, since the mark. */
  hasSentSince(mark: TrafficMark): boolean {
    return this.#sent > mark.sent;
  }

  /**
   * Whether a document whose address `matches` was requested by GET since the mark, redirects
   * included. An answer is not required: the connection may break right after.
   */
  hasRequested(mark: TrafficMark, matches: (url: string) => boolean): boolean {
    return this.#asked
      .slice(mark.requested)
      .some((request) => request.method() === 'GET' && matches(request.url()));
  }

  /** Whether the page has sent a form or a callback since the mark. */
  hasPostedSince(mark: TrafficMark): boolean {
    return this.#posts > mark.posts;
  }

  /** Returns the documents that the portal has answered with since the mark. */
  documentsSince({ answers }: TrafficMark): readonly HTTPResponse[] {
    return this.#documents.slice(answers);
  }

  /**
   * Returns the page's answer, or `undefined` as soon as the page waits for another document. Until
   * that document arrives, the browser would pass no question on to the page.
   */
  async whileNotNavigating<Value>(ask: () => Promise<Value>): Promise<Value | undefined> {
    if (this.#navigations.size > 0) {
      return undefined;
    }
    const answer = ask();
    // The question may still be answered or fail when no caller waits any more.
    answer.catch(() => undefined);
    let notify = (): void => undefined;
    const navigation = new Promise<undefined>((resolve) => {
      notify = () => resolve(undefined);
      this.#onNavigation.add(notify);
    });
    try {
      return await Promise.race([answer, navigation]);
    } finally {
      this.#onNavigation.delete(notify);
    }
  }

  #end(request: HTTPRequest): void {
    this.#navigations.delete(request);
    if (this.#pending.delete(request)) {
      this.#lastActivityAt = this.#clock.monotonicMs();
    }
  }
}

function isWork(request: HTTPRequest): boolean {
  return (
    request.isNavigationRequest() ||
    request.method() === 'POST' ||
    ['xhr', 'fetch'].includes(request.resourceType())
  );
}

function isDocumentOf(page: Page, request: HTTPRequest): boolean {
  return request.isNavigationRequest() && request.frame() === page.mainFrame();
}
