import { customerIn, customerOf } from './deep-link';

/** What is asked of the running app: the customer with this ID, or the window as it is. */
export type WindowRequest = string | null;

/** Where requests come in; Electron's app. */
export interface RequestSource {
  on(event: 'open-url', listener: (event: { preventDefault(): void }, link: string) => void): unknown;
  on(event: 'second-instance', listener: (event: unknown, args: string[]) => void): unknown;
}

/**
 * Keeps what is asked for while the app is still starting: a link that macOS hands over, a second start by a click on the
 * icon or, elsewhere, by a link. It comes before anything is there to show it, and never again. Must be made before the
 * app is ready.
 */
export class RequestInbox {
  /** Undefined for nothing. */
  #waiting: WindowRequest | undefined;
  #deliver: ((request: WindowRequest) => void) | null = null;

  constructor(source: RequestSource) {
    source.on('open-url', (event, link) => {
      event.preventDefault();
      this.#take(customerOf(link));
    });
    source.on('second-instance', (_event, args) => this.#take(customerIn(args)));
  }

  /** Hands over what has been asked for, and what is from now on. */
  open(deliver: (request: WindowRequest) => void): void {
    this.#deliver = deliver;
    if (this.#waiting !== undefined) {
      deliver(this.#waiting);
      this.#waiting = undefined;
    }
  }

  #take(request: WindowRequest): void {
    if (this.#deliver === null) {
      // An impatient click on the icon takes no customer away.
      this.#waiting = request ?? this.#waiting ?? null;
    } else {
      this.#deliver(request);
    }
  }
}
