/** Where links come in; Electron's app. */
export interface LinkSource {
  on(event: 'open-url', listener: (event: { preventDefault(): void }, link: string) => void): unknown;
}

/**
 * Keeps the link that macOS hands over while the app is still starting: it comes before anything is there to show it, and
 * never again. Must be made before the app is ready. Elsewhere links come as arguments, and none comes in here.
 */
export class LinkInbox {
  #waiting: string | null = null;
  #deliver: ((link: string) => void) | null = null;

  constructor(source: LinkSource) {
    source.on('open-url', (event, link) => {
      event.preventDefault();
      if (this.#deliver === null) {
        this.#waiting = link;
      } else {
        this.#deliver(link);
      }
    });
  }

  /** Hands over the link that has come, and each that comes from now on. */
  open(deliver: (link: string) => void): void {
    this.#deliver = deliver;
    if (this.#waiting !== null) {
      deliver(this.#waiting);
      this.#waiting = null;
    }
  }
}
