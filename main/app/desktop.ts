import { homedir } from 'node:os';
import { join } from 'node:path';
import { app, nativeTheme, net } from 'electron';
import type { BrowserWindow } from 'electron';
import type { AppError, ErasedPart, EventValues, UpdateState } from '../../preload/contract';
import type { Clock } from '../base/clock';
import { MINUTE } from '../base/durations';
import type { Log } from '../base/log';
import type { Result } from '../base/result';
import { ok } from '../base/result';
import { Credentials } from '../settings/credentials';
import { systemSecretBox } from '../settings/secret-box-electron';
import type { Policy } from '../settings/policy';
import { allowedFrequency, allowedHours } from '../settings/policy';
import { ListFile } from '../settings/list-file';
import { Settings } from '../settings/settings';
import { commandHandlers, settingsSnapshot } from './command-handlers';
import { readCompanyPolicy } from './company-policy';
import { Connections } from './connections';
import { DemoHost } from './demo-host';
import { eraseData } from './erase-data';
import { followSession } from './follow-session';
import { followSystem } from './follow-system';
import { answerCommands, tellWindow } from './ipc';
import { setLoginItem } from './login-item';
import { loginFromSettings } from './login-source';
import { openMainWindow, showWindow } from './main-window';
import { setMenu } from './menu';
import { networkOf } from './network';
import type { Occasion } from './notices';
import { noticeOf } from './notices';
import { Notifier } from './notifier';
import type { PartsOptions } from './parts';
import { buildDriver, buildLogins, openSession } from './parts';
import { serveApp } from './protocol';
import type { SyncSession } from './sync-session';
import { setCacheAside } from './sync-session';
import { Support } from './support';
import { TakeAlongDesk } from './take-along';
import { AppTray, hasTray } from './tray';
import { Updates } from './updates';
import { systemUpdater } from './updates-electron';

/** The running app, as demo mode and shutting down see it. */
export interface Desktop {
  readonly window: BrowserWindow;
  readonly session: () => SyncSession;
  /** Stops everything in the reverse order of its start. */
  readonly close: () => Promise<void>;
}

/** Starts the app with its window and tray. Fails when the customer cache cannot be opened. */
export async function startDesktop(options: PartsOptions): Promise<Result<Desktop, AppError>> {
  const { flags, folder, clock, log, scriptsFolder } = options;
  const settings = new Settings(folder, () => clock.now());
  if (settings.loaded !== 'read' && settings.loaded !== 'new') {
    log.warn(`[App] The settings file was damaged: ${settings.loaded}, the broken one is kept beside it`);
  }
  const list = new ListFile(folder, clock, (code) =>
    log.warn(`[App] The list's settings were not saved: ${code}`),
  );
  if (list.loaded !== 'read' && list.loaded !== 'new') {
    log.warn(`[App] The list's settings were damaged: ${list.loaded}, the broken file is kept beside them`);
  }
  if (flags.mode === 'demo' && settings.connection.kind !== 'demo') {
    settings.connect({ kind: 'demo' });
  }
  const loaded = readCompanyPolicy(log);
  const { policy } = loaded;
  const credentials = new Credentials(folder, systemSecretBox(process.platform));
  const demo = new DemoHost(join(scriptsFolder, 'demo-worker.js'), settings);
  const login = loginFromSettings(settings, credentials, demo, policy);
  const driver = buildDriver(options, (host) => policy.certificatePins[host] ?? settings.pinFor(host));
  const logins = buildLogins(options, policy.loginsPerDay);
  const isOnline = networkOf(
    () => net.isOnline(),
    () => settings.connection.kind === 'demo',
  );
  const open = (): Promise<Result<SyncSession, AppError>> =>
    openSession(options, driver, login, {
      frequencyMinutes: allowedFrequency(settings.preferences.frequencyMinutes, policy),
      hours: allowedHours(settings.preferences.hours, policy),
      logins,
      installationId: settings.installationId,
      isInUse: () => isInUse(),
      isOnline,
    });
  // The window comes later than the cache, and until then nobody looks at it.
  let isInUse = (): boolean => false;

  const first = await open();
  if (!first.ok) {
    return first;
  }
  let session = first.value;
  const connections = new Connections({
    settings,
    credentials,
    driver,
    policy,
    logins,
    async restartSync(cache) {
      const connected = settings.connection.kind !== 'none';
      await session.service.stop('cancelled');
      await driver.forgetSession();
      session.scheduler.stop();
      let erased: readonly ErasedPart[] = [];
      if (cache !== 'keep') {
        await session.close();
        if (cache === 'erase') {
          erased = eraseData(folder);
          logins.reload();
          tellWindow(window, 'list:reset', list.forget());
        } else {
          setCacheAside(folder, clock.now());
          tellWindow(window, 'list:reset', list.resetQuery());
        }
        const next = await open();
        if (!next.ok) {
          return next;
        }
        session = next.value;
        follow(session);
      }
      session.automatic.unblock();
      if (connected) {
        session.scheduler.start();
        await session.automatic.startByHand();
      }
      session.statusChanged.emit(session.status());
      return ok(erased);
    },
  });

  serveApp(join(scriptsFolder, '../renderer'));
  nativeTheme.themeSource = settings.preferences.theme;
  // Loaded once the window is there.
  let updates: Updates | null = null;
  const updateState = (): UpdateState => updates?.state ?? { kind: 'none' };
  const support = new Support({
    session: () => session,
    settings,
    connections,
    folder,
    clock,
    window: () => (window.isVisible() ? window : null),
  });
  const takeAlong = new TakeAlongDesk({
    session: () => session,
    language: () => settings.preferences.language,
    workerPath: join(scriptsFolder, 'take-along-worker.js'),
    clock,
    window: () => (window.isVisible() ? window : null),
  });
  const stopAnswering = answerCommands(
    commandHandlers({
      session: () => session,
      settings,
      connections,
      dataFolder: folder,
      clock,
      support,
      list,
      takeAlong,
      policy: loaded,
      update: updateState,
    }),
    log,
  );
  const trayThere = await hasTray(process.platform, process.env);
  let quitting = false;
  app.once('before-quit', () => {
    quitting = true;
  });
  const window = openMainWindow({
    preloadPath: join(scriptsFolder, '../preload/bridge.js'),
    folder,
    clock,
    show: !flags.hidden,
    onClose: () => (quitting ? 'close' : trayThere ? 'hide' : 'minimise'),
  });
  isInUse = () => window.isFocused();
  const showView = (view: EventValues['window:view-requested']): void => {
    showWindow(window);
    tellWindow(window, 'window:view-requested', view);
  };
  const notifier = new Notifier(({ view }) => showView(view));
  const notify = (occasion: Occasion): void => {
    if (settings.preferences.notifications) {
      notifier.show(noticeOf(occasion, settings.preferences.language));
    }
  };
  const menuActions = {
    onSync: () => void session.automatic.startByHand(),
    onView: showView,
  };
  setMenu(settings.preferences.language, menuActions);
  const tray = trayThere
    ? new AppTray({
        onSync: () => void session.automatic.startByHand(),
        onPause: (length) => session.automatic.pause(length),
        onResume: () => session.automatic.resume(),
        onOpen: () => showWindow(window),
        onSettings: () => showView('settings'),
      })
    : null;

  const follow = (followed: SyncSession): void =>
    followSession(followed, {
      window,
      notify,
      onStatus: (status) => tray?.show(status, settings.preferences.language),
    });
  follow(session);
  tray?.show(session.status(), settings.preferences.language);

  const tellSettings = (): void => {
    void settingsSnapshot({ settings, connections, folder, policy: loaded, update: updateState }).then(
      (snapshot) => tellWindow(window, 'settings:changed', snapshot),
    );
  };
  updates = await updatesOf(policy, clock, log);
  updates?.changed.on(tellSettings);
  updates?.start();
  let startsWithComputer = settings.preferences.startWithComputer;
  settings.changed.on(({ preferences }) => {
    if (preferences.startWithComputer !== startsWithComputer) {
      startsWithComputer = preferences.startWithComputer;
      startWithComputer(startsWithComputer, log);
    }
    nativeTheme.themeSource = preferences.theme;
    setMenu(preferences.language, menuActions);
    session.scheduler.setFrequency(allowedFrequency(preferences.frequencyMinutes, policy) * MINUTE);
    session.scheduler.setHours(allowedHours(preferences.hours, policy));
    tray?.show(session.status(), preferences.language);
    tellSettings();
  });
  followSystem(window, () => session);

  if (settings.connection.kind !== 'none') {
    session.scheduler.start();
  }
  return ok({
    window,
    session: () => session,
    async close() {
      stopAnswering();
      updates?.stop();
      list.flush();
      await session.close();
      await driver.forgetSession();
      await demo.close();
      // Last: it shows what the session tells while it ends.
      tray?.close();
    },
  });
}

async function updatesOf({ updateFeed }: Policy, clock: Clock, log: Log): Promise<Updates | null> {
  return updateFeed === null ? null : new Updates(await systemUpdater(updateFeed), clock, log);
}

function startWithComputer(enabled: boolean, log: Log): void {
  const configHome = process.env['XDG_CONFIG_HOME'] ?? join(homedir(), '.config');
  // While developing, Electron must be told where the app is.
  const command = app.isPackaged ? [process.execPath] : [process.execPath, app.getAppPath()];
  try {
    setLoginItem(enabled, { platform: process.platform, app, command, configHome });
  } catch (error) {
    const reason = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
    log.warn(`[App] Starting with the computer could not be set: ${reason}`);
  }
}
