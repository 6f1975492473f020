import type { EventName, EventValues, RequestedView, WindowPlace } from '../../../preload/contract';
import { FIRST_PLACE } from '../../../preload/contract/window';
import type { Clock } from '../../base/clock';
import { SECOND } from '../../base/durations';
import { Emitter } from '../../base/emitter';

/**
 * A window that was closed into the tray is let go after this time, with its process: most of what the app weighs is a
 * page that nobody sees. Not at once: whoever closed it by mistake has it back at once, with what was half typed.
 */
export const LET_GO_AFTER_MS = 30 * SECOND;

/** What the owner needs of the window; Electron's BrowserWindow. */
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
  /** Opens a window that shows itself when it is ready; `onClose` is to be asked when the agent closes it. */
  readonly open: (onClose: () => ClosingChoice) => Window;
  /** What closing the window means now. */
  readonly closing: () => ClosingChoice;
  readonly clock: Clock;
}

/** `hide` puts the window into the tray, `minimise` is for systems without one, `close` lets it be closed. */
export type ClosingChoice = 'hide' | 'minimise' | 'close';

/**
 * The owner of the app's one window, which comes and goes: made when it is asked for, let go a while after it was closed
 * into the tray, and made again where the agent was. Whoever tells it something need not know whether it is there.
 */
export class AppWindow<Window extends OwnWindow = OwnWindow> {
  /** A window is about to be made. */
  readonly opening = new Emitter<null>();
  /** The agent has closed the window, and this is what is done with it. */
  readonly closing = new Emitter<ClosingChoice>();
  /** The window is gone, let go or closed: nobody sees it any more. */
  readonly gone = new Emitter<null>();
  readonly #options: AppWindowOptions<Window>;
  #window: Window | null = null;
  #place: WindowPlace = FIRST_PLACE;
  #cancelLettingGo = (): void => undefined;

  constructor(options: AppWindowOptions<Window>) {
    this.#options = options;
  }

  /** Where the agent was; what a window that begins goes to. */
  get place(): WindowPlace {
    return this.#place;
  }

  /** The window, `null` while there is none. */
  get current(): Window | null {
    return this.#window === null || this.#window.isDestroyed() ? null : this.#window;
  }

  keepPlace(place: WindowPlace): void {
    this.#place = place;
  }

  /** Begins anew: where the agent was belongs to customers that are gone. */
  forgetPlace(): void {
    this.#place = FIRST_PLACE;
  }

  /** Brings the window to the front, whatever state it is in; makes it when there is none. */
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

  /** Brings the window to the front on this screen. */
  showView(view: RequestedView): void {
    // A window that is only being made asks for its place; one that is there follows the event.
    this.#place = { ...this.#place, view };
    this.show();
    this.tell('window:view-requested', view);
  }

  /** Brings the window to the front with this customer open. */
  showCustomer(customer: string): void {
    this.#place = { ...this.#place, view: 'customers', customer };
    this.show();
    this.tell('window:customer-requested', customer);
  }

  /** Tells the window, if it is there, that something happened; a later one asks for how things are. */
  tell<Name extends EventName>(name: Name, value: EventValues[Name]): void {
    this.current?.webContents.send('archibald:event', name, value);
  }

  /** On the task bar's button: a fraction from 0 to 1, -1 for none. */
  setProgress(fraction: number): void {
    this.current?.setProgressBar(fraction);
  }

  /** The agent has the window before them. */
  isFocused(): boolean {
    return this.current?.isFocused() === true;
  }

  /** The window is somewhere on the screen. */
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
      this.#cancelLettingGo = this.#options.clock.setTimer(LET_GO_AFTER_MS, () => this.current?.destroy());
    }
    return choice;
  }
}
