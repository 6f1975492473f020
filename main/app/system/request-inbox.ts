import { findLinkedCustomer, parseCustomerLink } from './deep-link';

/** A request to the running app: the ID of a customer to show, or `null` for the window alone. */
export type WindowRequest = string | null;

/** The source of requests; Electron's app. */
export interface RequestSource {
  on(event: 'open-url', listener: (event: { preventDefault(): void }, link: string) => void): unknown;
  on(event: 'second-instance', listener: (event: unknown, args: string[]) => void): unknown;
}

/**
 * Keeps requests until the app can show them: a link from macOS, or a second start with or without
 * a link. The system may send them before any window exists, and sends them only once. Create it
 * before the app is ready.
 */
export class RequestInbox {
  #waiting: WindowRequest | undefined;
  #deliver: ((request: WindowRequest) => void) | null = null;

  constructor(source: RequestSource) {
    source.on('open-url', (event, link) => {
      event.preventDefault();
      this.#take(parseCustomerLink(link));
    });
    source.on('second-instance', (_event, args) => this.#take(findLinkedCustomer(args)));
  }

  /** Delivers the kept request, and each later one immediately. */
  open(deliver: (request: WindowRequest) => void): void {
    this.#deliver = deliver;
    if (this.#waiting !== undefined) {
      deliver(this.#waiting);
      this.#waiting = undefined;
    }
  }

  #take(request: WindowRequest): void {
    if (this.#deliver === null) {
      // A second click on the icon must not discard a requested customer.
      this.#waiting = request ?? this.#waiting ?? null;
    } else {
      this.#deliver(request);
    }
  }
}
