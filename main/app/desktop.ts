import type { BrowserWindow } from 'electron';
import { BaseWindow, app, nativeTheme, powerMonitor } from 'electron';
import type { AppError } from '../../preload/contract';
import type { Result } from '../base/result';
import { ok } from '../base/result';
import { isForTests } from '../base/test-build';
import { commandHandlers } from './command-handlers';
import type { SystemUi } from './follow-changes';
import { followChanges } from './follow-changes';
import type { SystemEvents } from './follow-system';
import { followSystem } from './follow-system';
import { Notifier } from './notifications/notifier';
import type { DesktopOptions, Parts } from './open-parts';
import { makeParts, openData, settleData } from './open-parts';
import type { SyncSession } from './session/sync-session';
import { correctStartWithComputer, startWithComputer, startsHidden } from './system/login-item';
import { followSessionEnd } from './system/session-end';
import { awaitTrayByPlatform } from './tray/await-tray';
import type { TrayActions } from './tray/tray';
import { hasTray } from './tray/tray';
import { systemUpdater } from './updates/updates-electron';
import type { AppWindow } from './window/app-window';
import { answerCommands } from './window/ipc';
import type { MenuActions } from './window/menu';
import { setMenu } from './window/menu';
import { servePages } from './window/open-window';

export interface Desktop {
  readonly window: AppWindow<BrowserWindow>;
  readonly session: () => SyncSession;
  readonly close: () => Promise<void>;
}

/** Starts the window and the tray. Fails when the data folder or the cache cannot be opened. */
export async function startDesktop(options: DesktopOptions): Promise<Result<Desktop, AppError>> {
  const data = await openData(options);
  if (!data.ok) {
    return data;
  }
  const parts = makeParts(options, data.value);
  const settled = await settleData(options, parts);
  if (!settled.ok) {
    return settled;
  }
  const { settings, session, window, company, updates } = parts;
  const { clock, log, requests } = options;
  servePages(options.scriptsFolder, () => settings.preferences.language);
  nativeTheme.themeSource = settings.preferences.theme;
  const following = session.open().then((opened) => {
    if (opened.ok) {
      followChanges({ ...parts, environment: systemUiOf(options, parts) });
    }
    return opened;
  });
  // Commands wait until the app follows changes; otherwise the app would miss their changes.
  const ready = whenDone(following);
  const stopAnswering = answerCommands(commandHandlers({ ...options, ...parts }), ready, log);
  const actions = menuActions(parts);
  setMenu(settings.preferences.language, { ...actions, onSync: () => void ready.then(actions.onSync) });
  const isHidden = showFirst(options, parts);
  const followed = await following;
  if (!followed.ok) {
    window.current?.destroy();
    return followed;
  }
  if (isHidden) {
    parts.idleMemory.releaseSoon();
  }
  company.start();
  followSystem({ app, power: systemPower, requests, args: process.argv }, window, () => session.now);
  updates.start(await systemUpdater(parts.policy, isForTests(app)));
  const stopAwaitingTray = awaitTrayByPlatform({
    platform: process.platform,
    firstPaint: parts.firstPaint,
    ask: () => hasTray(process.env),
    clock,
    onAvailable: () => parts.tray.add(trayActions(parts)),
  });
  const endListener = followEnd(parts);
  if (settings.connection.kind !== 'none') {
    session.now.automatic.start();
  }
  return ok({
    window,
    session: () => session.now,
    async close() {
      parts.firstPaint.stop();
      await parts.flush.ask(window.current);
      stopAnswering();
      stopAwaitingTray();
      company.stop();
      parts.due.stop();
      parts.calls.stop();
      updates.stop();
      parts.list.flush();
      await session.now.close();
      await options.spareThreads.close();
      await parts.refused.settled();
      parts.idleMemory.stop();
      await parts.driver.forgetSession();
      await parts.demo.close();
      endListener?.destroy();
      // The tray closes last, because it shows the session's status until the session ends.
      parts.tray.close();
    },
  });
}

/** Resolves on success. Never settles on an expected failure, because the app then quits. */
function whenDone(step: Promise<Result<unknown, AppError>>): Promise<void> {
  return new Promise((resolve, reject) => {
    step.then(({ ok: isDone }) => {
      if (isDone) {
        resolve();
      }
    }, reject);
  });
}

/**
 * Opens the window and returns `false`. Returns `true` for a hidden start, where the window is
 * created only on request. The window's process loads its page while the cache opens, and its
 * commands wait for the cache.
 */
function showFirst({ isHidden }: DesktopOptions, { firstPaint, window }: Parts): boolean {
  if (startsHidden(isHidden, process.platform, app)) {
    firstPaint.notifyPainted();
    return true;
  }
  firstPaint.expect();
  window.show();
  return false;
}

function menuActions({ manualStart, window }: Parts): Omit<MenuActions, 'onQuit'> {
  return {
    onSync: () => void manualStart.startFromOutside(),
    onView: (view) => window.showView(view),
  };
}

function trayActions({ manualStart, session, window }: Parts): TrayActions {
  return {
    onSync: () => void manualStart.startFromOutside(),
    onPause: (length) => session.now.automatic.pause(length),
    onResume: () => session.now.automatic.resume(),
    onOpen: () => window.show(),
    onDue: () => window.showView('due'),
    onSettings: () => window.showView('settings'),
  };
}

function systemUiOf({ isOwnFolder, log }: DesktopOptions, parts: Parts): SystemUi {
  const notifier = new Notifier(({ view }) => parts.window.showView(view));
  const actions = menuActions(parts);
  return {
    showTheme(theme) {
      nativeTheme.themeSource = theme;
    },
    showMenu: (language) => setMenu(language, actions),
    notify: (notice) => notifier.show(notice),
    startWithComputer: (enabled) => startWithComputer(enabled, log),
    correctStartWithComputer: (enabled) => correctStartWithComputer(enabled, isOwnFolder, log),
  };
}

/** Saves typed text when Windows ends the session. Postpones updates, which Windows would kill. */
function followEnd({ flush, window, updates }: Parts): BaseWindow | null {
  const makeListener = (): BaseWindow =>
    new BaseWindow({ show: false, width: 1, height: 1, skipTaskbar: true });
  return followSessionEnd(process.platform, makeListener, {
    onAsked: () => void flush.ask(window.current),
    onEnd() {
      updates.postpone();
      app.quit();
    },
  });
}

/** The system's power events. Electron's types lack the event argument of `shutdown`. */
const systemPower: SystemEvents['power'] = {
  on: (event, listener) => powerMonitor.on(event as 'shutdown', listener as () => void),
};
