import { mkdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { BaseWindow, app, dialog, nativeTheme, net, session as electronSession } from 'electron';
import type { BrowserWindow } from 'electron';
import type { AppError, DataProtection, Erasure, RequestedView, UpdateState } from '../../preload/contract';
import { appError } from '../../preload/contract';
import type { Clock } from '../base/clock';
import { MINUTE } from '../base/durations';
import { freeMemory } from '../base/free-memory';
import type { Log } from '../base/log';
import type { Result } from '../base/result';
import { fail, ok } from '../base/result';
import { Credentials } from '../settings/credentials';
import { systemSecretBox } from '../settings/secret-box-electron';
import type { Policy } from '../settings/policy';
import { allowedFrequency, allowedHours, policyTrouble } from '../settings/policy';
import { ListFile } from '../settings/list-file';
import { newerFile } from '../settings/newer-files';
import { Settings } from '../settings/settings';
import { AppWindow } from './app-window';
import { Certificates } from './certificates';
import { commandHandlers, settingsSnapshot } from './command-handlers';
import { openCompanyPolicy } from './company-policy';
import { Connections } from './connections';
import { DemoHost } from './demo-host';
import { diskEncryption } from './disk-encryption';
import { DueNotes } from './due-notes';
import { eraseData } from './erase-data';
import { WindowFlush } from './flush-window';
import { followSession } from './follow-session';
import { followSystem } from './follow-system';
import { guardOwnSession } from './guard';
import { answerCommands } from './ipc';
import { setLoginItem, startCommand } from './login-item';
import { loginFromSettings } from './login-source';
import { openMainWindow } from './main-window';
import { setMenu } from './menu';
import { networkOf } from './network';
import type { Occasion } from './notices';
import { noticeOf } from './notices';
import { Notifier } from './notifier';
import type { PartsOptions } from './parts';
import { buildDriver, buildLogins, openSession } from './parts';
import { serveApp } from './protocol';
import { Questions } from './questions';
import { Rest } from './rest';
import { followSessionEnd } from './session-end';
import type { SyncSession } from './sync-session';
import { setCacheAside } from './sync-session';
import { Support } from './support';
import { TakeAlongDesk } from './take-along';
import { AppTray, hasTray } from './tray';
import { Updates } from './updates';
import { systemUpdater } from './updates-electron';

/** The running app, as demo mode and shutting down see it. */
export interface Desktop {
  readonly window: AppWindow<BrowserWindow>;
  readonly session: () => SyncSession;
  /** Stops everything in the reverse order of its start. */
  readonly close: () => Promise<void>;
}

/** Starts the app with its window and tray. Fails when the customer cache cannot be opened. */
export async function startDesktop(options: PartsOptions): Promise<Result<Desktop, AppError>> {
  const { flags, folder, access, clock, log, scriptsFolder } = options;
  const protection = async (): Promise<DataProtection> => ({
    disk: await diskEncryption(folder, process.platform),
    folder: access,
  });
  const newer = newerFile(folder);
  if (newer !== null) {
    return fail(newer);
  }
  const settings = new Settings(folder, () => clock.now());
  if (settings.loaded !== 'read' && settings.loaded !== 'new') {
    log.warn(`[App] The settings file was damaged: ${settings.loaded}, the broken one is kept beside it`);
  }
  const list = new ListFile(folder, clock, (code) =>
    log.warn(`[App] The list's settings were not saved: ${code}`),
  );
  if (list.loaded !== 'read' && list.loaded !== 'new') {
    log.warn(
      `[App] The list's settings could not be read whole: ${list.loaded}, the file is kept beside them`,
    );
  }
  if (flags.mode === 'demo' && settings.connection.kind !== 'demo') {
    const claimed =
      settings.connection.kind === 'account' ? fail(notADemo()) : settings.claimCache({ kind: 'demo' });
    if (!claimed.ok) {
      return claimed;
    }
    settings.connect({ kind: 'demo' });
  }
  const company = await openCompanyPolicy(clock, log);
  const policy = (): Policy => company.loaded.policy;
  const credentials = new Credentials(folder, systemSecretBox(process.platform));
  const demo = new DemoHost(join(scriptsFolder, 'demo-worker.js'), settings);
  const login = loginFromSettings(settings, credentials, demo, policy);
  const certificates = new Certificates(settings, policy);
  const driver = buildDriver(options, certificates);
  const logins = buildLogins(options, () => policy().loginsPerDay);
  const isOnline = networkOf(
    () => net.isOnline(),
    () => settings.connection.kind === 'demo',
  );
  const open = (): Promise<Result<SyncSession, AppError>> =>
    openSession(options, driver, login, {
      frequencyMinutes: allowedFrequency(settings.preferences.frequencyMinutes, policy()),
      hours: allowedHours(settings.preferences.hours, policy()),
      logins,
      installationId: settings.installationId,
      isInUse: () => window.isFocused(),
      isOnline,
      trouble: () => policyTrouble(company.loaded),
      retentionMonths: () => policy().retentionMonths,
    });
  let trayThere = false;
  let quitting = false;
  app.once('before-quit', () => {
    quitting = true;
  });
  const flush = new WindowFlush(clock);
  // The window comes later than the cache, and then comes and goes.
  const window = new AppWindow<BrowserWindow>({
    clock,
    closing: () => (quitting ? 'close' : trayThere ? 'hide' : 'minimise'),
    onGone: () => rest.soon(),
    open(onClose) {
      void session.customers.wake();
      const opened = openMainWindow({
        preloadPath: join(scriptsFolder, '../preload/bridge.js'),
        folder,
        clock,
        onClose,
      });
      // In the tray it is let go after a while.
      opened.on('hide', () => void flush.ask(opened));
      return opened;
    },
  });

  const rest = new Rest({
    clock,
    isIdle: () => window.current === null && session.status().running === null,
    async rest() {
      await session.customers.rest();
      freeMemory();
    },
  });

  const erase = async (): Promise<Erasure> => {
    // Before: it would write what is waiting to be written.
    window.tell('list:reset', list.forget());
    const erasure = await eraseData(folder, { isOwnFolder: flags.dataFolder === null });
    const { error } = erasure;
    // The log makes its folder once: without it nothing would be written until the next start.
    try {
      mkdirSync(join(folder, 'logs'), { recursive: true, mode: 0o700 });
    } catch {
      // On Windows a folder that is held is on its way out, and none of its name can be made: the stream has the lines.
    }
    log.info('[App] What the app had written is erased');
    if (error !== null) {
      log.warn(
        `[App] Not all could be erased: ${error.details?.['files']} files, ${error.details?.['reasons']}`,
      );
    }
    logins.reload();
    return erasure;
  };
  if (settings.isBeingErased && (await erase()).error === null) {
    settings.noteErased();
  }

  const first = await open();
  if (!first.ok) {
    return first;
  }
  let session = first.value;
  const endSession = async (): Promise<void> => {
    await session.service.stop('cancelled');
    await driver.forgetSession();
    session.scheduler.stop();
  };
  /** The cache there is now, in the place of one that was closed. */
  const openAnew = async (): Promise<Result<null, AppError>> => {
    window.forgetPlace();
    const next = await open();
    if (!next.ok) {
      return next;
    }
    session = next.value;
    follow(session);
    return ok(null);
  };
  const questions = new Questions({
    language: () => settings.preferences.language,
    window: () => (window.isInSight() ? window.current : null),
    show: (parent, asked) =>
      parent === null ? dialog.showMessageBox(asked) : dialog.showMessageBox(parent, asked),
  });
  const connections = new Connections({
    settings,
    credentials,
    driver,
    policy,
    logins,
    questions,
    async restartSync(cache) {
      const connected = settings.connection.kind !== 'none';
      await endSession();
      if (cache === 'set-aside') {
        await session.close();
        const aside = setCacheAside(folder, clock.now());
        if (aside.ok) {
          window.tell('list:reset', list.resetQuery());
        } else {
          log.warn(`[App] The cache could not be set aside: ${aside.error.details?.['reason']}`);
        }
        const opened = await openAnew();
        if (!aside.ok || !opened.ok) {
          return aside.ok ? opened : aside;
        }
      }
      session.automatic.unblock();
      if (connected) {
        session.scheduler.start();
        await session.automatic.startByHand();
      }
      session.statusChanged.emit(session.status());
      return ok(null);
    },
    async eraseAndRestart() {
      await endSession();
      await session.close();
      const erasure = await erase();
      const opened = await openAnew();
      if (opened.ok) {
        session.automatic.unblock();
        session.statusChanged.emit(session.status());
      }
      // Whoever holds the files may keep a new cache from being made too; asked again, all of it is done again.
      return opened.ok ? erasure : { ...erasure, error: erasure.error ?? opened.error };
    },
  });

  serveApp(join(scriptsFolder, '../renderer'));
  guardOwnSession(electronSession.defaultSession);
  nativeTheme.themeSource = settings.preferences.theme;
  // Loaded once the window is there.
  let updates: Updates | null = null;
  const updateState = (): UpdateState => updates?.state ?? { kind: 'none' };
  const support = new Support({
    session: () => session,
    settings,
    connections,
    folder,
    protection,
    clock,
    window: () => (window.isInSight() ? window.current : null),
  });
  const takeAlong = new TakeAlongDesk({
    session: () => session,
    language: () => settings.preferences.language,
    workerPath: join(scriptsFolder, 'take-along-worker.js'),
    clock,
    window: () => (window.isInSight() ? window.current : null),
  });
  const stopAnswering = answerCommands(
    commandHandlers({
      session: () => session,
      settings,
      connections,
      dataFolder: folder,
      protection,
      clock,
      support,
      certificates,
      list,
      takeAlong,
      policy: () => company.loaded,
      update: updateState,
      flush,
      window,
    }),
    log,
  );
  trayThere = await hasTray(process.platform, process.env);
  // Started hidden it makes no window at all: the first that is asked for is the first to be made.
  if (flags.hidden) {
    rest.soon();
  } else {
    window.show();
  }
  const showView = (view: RequestedView): void => window.showView(view);
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
        onOpen: () => window.show(),
        onDue: () => showView('due'),
        onSettings: () => showView('settings'),
      })
    : null;

  const due = new DueNotes(clock);
  const showTray = (): void => {
    tray?.show(session.status(), due.counts.due, settings.preferences.language);
  };
  due.changed.on((counts) => {
    window.tell('notes:changed', counts);
    showTray();
  });
  const follow = (followed: SyncSession): void => {
    due.follow(followed);
    followSession(followed, {
      window,
      notify,
      onStatus() {
        due.look();
        showTray();
      },
    });
    followed.service.finished.on(() => rest.soon());
  };
  follow(session);
  showTray();

  const tellSettings = (): void => {
    void settingsSnapshot({
      settings,
      connections,
      folder,
      policy: () => company.loaded,
      update: updateState,
    }).then((snapshot) => window.tell('settings:changed', snapshot));
  };
  updates = await updatesOf(policy(), clock, log);
  updates?.changed.on(tellSettings);
  updates?.start();
  const applyPolicy = (): void => {
    session.scheduler.setFrequency(
      allowedFrequency(settings.preferences.frequencyMinutes, policy()) * MINUTE,
    );
    session.scheduler.setHours(allowedHours(settings.preferences.hours, policy()));
  };
  company.changed.on(() => {
    applyPolicy();
    // Another portal, another certificate: nothing that was opened under the old rules is used on.
    void driver.forgetSession();
    tellSettings();
  });
  company.start();
  let startsWithComputer = settings.preferences.startWithComputer;
  settings.changed.on(({ preferences }) => {
    if (preferences.startWithComputer !== startsWithComputer) {
      startsWithComputer = preferences.startWithComputer;
      startWithComputer(startsWithComputer, log);
    }
    nativeTheme.themeSource = preferences.theme;
    setMenu(preferences.language, menuActions);
    applyPolicy();
    showTray();
    tellSettings();
  });
  followSystem(window, () => session);
  const endListener = followSessionEnd(
    process.platform,
    () => new BaseWindow({ show: false, width: 1, height: 1, skipTaskbar: true }),
    () => app.quit(),
  );

  if (settings.connection.kind !== 'none') {
    session.scheduler.start();
  }
  return ok({
    window,
    session: () => session,
    async close() {
      await flush.ask(window.current);
      stopAnswering();
      company.stop();
      due.stop();
      updates?.stop();
      list.flush();
      await session.close();
      rest.stop();
      await driver.forgetSession();
      await demo.close();
      endListener?.destroy();
      // Last: it shows what the session tells while it ends.
      tray?.close();
    },
  });
}

/** A folder that is an agent's own is never made a demo. */
function notADemo(): AppError {
  return appError('OTHER_ACCOUNT', 'An account is connected in this data folder: the demo needs another');
}

async function updatesOf({ updateFeed }: Policy, clock: Clock, log: Log): Promise<Updates | null> {
  return updateFeed === null ? null : new Updates(await systemUpdater(updateFeed), clock, log);
}

function startWithComputer(enabled: boolean, log: Log): void {
  const configHome = process.env['XDG_CONFIG_HOME'] ?? join(homedir(), '.config');
  const program = { execPath: process.execPath, appPath: app.getAppPath(), isPackaged: app.isPackaged };
  const command = startCommand(program, process.env);
  try {
    setLoginItem(enabled, { platform: process.platform, app, command, configHome });
  } catch (error) {
    const reason = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
    log.warn(`[App] Starting with the computer could not be set: ${reason}`);
  }
}
