import type { HTTPRequest, HTTPResponse, Page } from 'puppeteer-core';
import type { Clock } from '../../base/clock';

/** How far the page's traffic had come at one moment. */
export interface TrafficMark {
  readonly sent: number;
  readonly asked: number;
  readonly posts: number;
  readonly answers: number;
}

/** What the portal's page asks of the server. It is watched, never intercepted: that broke the page's callbacks. */
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
        this.#onNavigation.forEach((tell) => tell());
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
      // A navigation that turns into a download, or gives way to another, is called aborted.
      if (code !== undefined && code !== 'ERR_ABORTED' && isDocumentOf(page, request)) {
        this.#brokenBy = code;
      }
    });
  }

  /** How long nothing has begun or ended, in milliseconds; 0 while something is under way. */
  get quietMs(): number {
    return this.#pending.size > 0 ? 0 : this.#clock.monotonicMs() - this.#lastActivityAt;
  }

  /** Chromium's reason, such as ERR_CONNECTION_RESET, when the page's document could not be loaded. */
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
      asked: this.#asked.length,
      posts: this.#posts,
      answers: this.#documents.length,
    };
  }

  /** Whether the page has sent a form or a callback, or asked for a document, since the mark. */
  hasSentSince(mark: TrafficMark): boolean {
    return this.#sent > mark.sent;
  }

  /**
   * Whether a document was asked for by GET since the mark whose address `matches`, a redirect's included. It need not
   * have been answered: the connection may break right after.
   */
  hasAskedFor(mark: TrafficMark, matches: (url: string) => boolean): boolean {
    return this.#asked
      .slice(mark.asked)
      .some((request) => request.method() === 'GET' && matches(request.url()));
  }

  /** Whether the page has sent a form or a callback since the mark. */
  hasPostedSince(mark: TrafficMark): boolean {
    return this.#posts > mark.posts;
  }

  /** The documents that the portal has answered with since the mark. */
  documentsSince({ answers }: TrafficMark): readonly HTTPResponse[] {
    return this.#documents.slice(answers);
  }

  /**
   * What the page answers, or `undefined` as soon as it waits for another document: until the server has answered, the
   * browser hands nothing on to the page, and a question would wait as long as the server does.
   */
  async unlessNavigating<Value>(ask: () => Promise<Value>): Promise<Value | undefined> {
    if (this.#navigations.size > 0) {
      return undefined;
    }
    const answer = ask();
    // It may still come, or fail, when nobody waits for it any more.
    answer.catch(() => undefined);
    let tell = (): void => undefined;
    const navigation = new Promise<undefined>((resolve) => {
      tell = () => resolve(undefined);
      this.#onNavigation.add(tell);
    });
    try {
      return await Promise.race([answer, navigation]);
    } finally {
      this.#onNavigation.delete(tell);
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
