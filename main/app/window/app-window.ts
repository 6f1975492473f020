import type { EventName, EventValues, RequestedView, WindowPlace } from '../../../preload/contract';
import { FIRST_PLACE } from '../../../preload/contract/window';
import type { Clock } from '../../base/clock';
import { SECOND } from '../../base/durations';
import { Emitter } from '../../base/emitter';

/**
 * The delay before a window closed into the tray is destroyed with its process. An unseen page
 * takes most of the app's memory. Within the delay, a window closed by mistake returns at once with
 * its half-typed text.
 */
export const DESTROY_AFTER_MS = 30 * SECOND;

/** The part of Electron's BrowserWindow that this class uses. */
export interface OwnWindow {
  readonly webContents: { send(channel: string, name: EventName, value: unknown): void };
  isDestroyed(): boolean;
  isVisible(): boolean;
  isMinimized(): boolean;
  isFocused(): boolean;
  restore(): void;
  show(): void;
  focus(): void;
  destroy(): void;
  setProgressBar(fraction: number): void;
  once(event: 'closed', listener: () => void): unknown;
}

export interface AppWindowOptions<Window extends OwnWindow> {
  /**
   * Opens a window that shows itself when it is ready. It calls `onClose` when the agent closes it.
   */
  readonly open: (onClose: () => ClosingChoice) => Window;
  readonly closing: () => ClosingChoice;
  readonly clock: Clock;
}

/** The effects of closing the window: `hide` to tray, `minimise` without a tray, or `close`. */
export type ClosingChoice = 'hide' | 'minimise' | 'close';

/**
 * Owns the app's only window. Creates it on request, and destroys it some time after it was closed
 * into the tray. A new window restores the agent's place in the app. Callers need not know
 * whether the window exists.
 */
export class AppWindow<Window extends OwnWindow = OwnWindow> {
  /** Emits before a window is created. */
  readonly opening = new Emitter<null>();
  /** Emits the outcome when the agent closes the window. */
  readonly closing = new Emitter<ClosingChoice>();
  /** Emits after the window was destroyed or closed. */
  readonly gone = new Emitter<null>();
  readonly #options: AppWindowOptions<Window>;
  #window: Window | null = null;
  #place: WindowPlace = FIRST_PLACE;
  #cancelLettingGo = (): void => undefined;

  constructor(options: AppWindowOptions<Window>) {
    this.#options = options;
  }

  /** The agent's place in the app, restored in a new window. */
  get place(): WindowPlace {
    return this.#place;
  }

  get current(): Window | null {
    return this.#window === null || this.#window.isDestroyed() ? null : this.#window;
  }

  keepPlace(place: WindowPlace): void {
    this.#place = place;
  }

  /** Resets the place, which belonged to the previous customers. */
  forgetPlace(): void {
    this.#place = FIRST_PLACE;
  }

  /** Brings the window to the front from any state, or creates it. */
  show(): void {
    this.#cancelLettingGo();
    const { current } = this;
    if (current === null) {
      this.#open();
      return;
    }
    if (current.isMinimized()) {
      current.restore();
    }
    current.show();
    current.focus();
  }

  /** Brings the window to the front and shows this screen of the app. */
  showView(view: RequestedView): void {
    // A window still loading asks for its place; a loaded window follows the event.
    this.#place = { ...this.#place, view };
    this.show();
    this.send('window:view-requested', view);
  }

  /** Brings the window to the front with this customer open. */
  showCustomer(customer: string): void {
    this.#place = { ...this.#place, view: 'customers', customer };
    this.show();
    this.send('window:customer-requested', customer);
  }

  /** Sends an event to the window, if there is one; a later window asks for the current state. */
  send<Name extends EventName>(name: Name, value: EventValues[Name]): void {
    this.current?.webContents.send('archibald:event', name, value);
  }

  /** Sets the progress on the task bar button: a fraction from 0 to 1, or -1 for none. */
  setProgress(fraction: number): void {
    this.current?.setProgressBar(fraction);
  }

  isFocused(): boolean {
    return this.current?.isFocused() === true;
  }

  isInSight(): boolean {
    const { current } = this;
    return current?.isVisible() === true && !current.isMinimized();
  }

  #open(): void {
    this.opening.emit(null);
    const window = this.#options.open(() => this.#close());
    this.#window = window;
    window.once('closed', () => {
      if (this.#window === window) {
        this.#cancelLettingGo();
        this.#window = null;
        this.gone.emit(null);
      }
    });
  }

  #close(): ClosingChoice {
    const choice = this.#options.closing();
    this.closing.emit(choice);
    if (choice === 'hide') {
      this.#cancelLettingGo();
      this.#cancelLettingGo = this.#options.clock.setTimer(DESTROY_AFTER_MS, () => this.current?.destroy());
    }
    return choice;
  }
}
