import { execFile } from 'node:child_process';
import { Menu, Tray, app, nativeTheme } from 'electron';
import type { Language, PauseLength, SyncStatus } from '../../../preload/contract';
import { SECOND } from '../../base/durations';
import { trayImage } from './tray-icons';
import type { TrayState } from './tray-state';
import { trayState } from './tray-state';

export interface TrayActions {
  readonly onSync: () => void;
  readonly onPause: (length: PauseLength) => void;
  readonly onResume: () => void;
  readonly onOpen: () => void;
  readonly onDue: () => void;
  readonly onSettings: () => void;
}

/** The tray icon: shows the age of the data and offers actions without the window. */
export class AppTray {
  #placed: { readonly tray: Tray; readonly actions: TrayActions } | null = null;
  #state: TrayState | null = null;
  readonly #onTheme = (): void => this.#placed?.tray.setImage(trayImage(this.#state?.icon ?? 'idle'));

  /** Whether the icon is shown. Some Linux desktops have no tray, or start it after the app. */
  get isShown(): boolean {
    return this.#placed !== null;
  }

  add(actions: TrayActions): void {
    const tray = new Tray(trayImage(this.#state?.icon ?? 'idle'));
    tray.on('click', actions.onOpen);
    nativeTheme.on('updated', this.#onTheme);
    this.#placed = { tray, actions };
    this.#draw();
  }

  /** Shows the state only if it has changed, because Linux needs a new menu for each change. */
  show(status: SyncStatus, due: number, language: Language): void {
    const state = trayState(status, due, language);
    if (JSON.stringify(state) !== JSON.stringify(this.#state)) {
      this.#state = state;
      this.#draw();
    }
  }

  close(): void {
    nativeTheme.off('updated', this.#onTheme);
    this.#placed?.tray.destroy();
  }

  #draw(): void {
    const state = this.#state;
    if (this.#placed === null || state === null) {
      return;
    }
    const { tray, actions } = this.#placed;
    const { onSync, onPause, onResume, onOpen, onDue, onSettings } = actions;
    tray.setImage(trayImage(state.icon));
    tray.setToolTip(`${app.name}\n${state.line}`);
    tray.setContextMenu(
      Menu.buildFromTemplate([
        { label: state.line, enabled: false },
        ...(state.due === null ? [] : [{ label: state.due, click: onDue }]),
        { type: 'separator' },
        { label: state.sync, enabled: state.canSync, click: onSync },
        {
          label: state.pause.label,
          submenu: state.pause.items.map(({ label, length }) => ({
            label,
            click: () => (length === null ? onResume() : onPause(length)),
          })),
        },
        { label: state.open, click: onOpen },
        { label: state.settings, click: onSettings },
        { type: 'separator' },
        { label: state.quit, click: () => app.quit() },
      ]),
    );
  }
}

/** Returns whether a program on the session bus shows status icons; Electron does not report it. */
export function hasTray(environment: NodeJS.ProcessEnv): Promise<boolean> {
  if (environment['DBUS_SESSION_BUS_ADDRESS'] === undefined) {
    return Promise.resolve(false);
  }
  const question = [
    'call --session --dest org.freedesktop.DBus --object-path /org/freedesktop/DBus',
    '--method org.freedesktop.DBus.NameHasOwner org.kde.StatusNotifierWatcher',
  ].join(' ');
  return new Promise((resolve) => {
    execFile('gdbus', question.split(' '), { timeout: 2 * SECOND }, (error, stdout) => {
      resolve(error === null && stdout.includes('true'));
    });
  });
}
