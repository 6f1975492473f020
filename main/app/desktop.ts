import { mkdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import {
  BaseWindow,
  app,
  dialog,
  nativeTheme,
  net,
  powerMonitor,
  session as electronSession,
} from 'electron';
import type { BrowserWindow } from 'electron';
import type { AppError, DataProtection, Erasure, RequestedView, UpdateState } from '../../preload/contract';
import { appError } from '../../preload/contract';
import { codeOf } from '../base/error-code';
import { MINUTE } from '../base/durations';
import { freeMemory } from '../base/free-memory';
import type { Log } from '../base/log';
import type { Result } from '../base/result';
import { fail, ok } from '../base/result';
import type { SecretBox } from '../settings/credentials';
import { Credentials } from '../settings/credentials';
import { explainedBox } from '../settings/explained-box';
import { systemSecretBox } from '../settings/secret-box-electron';
import type { Policy } from '../settings/policy';
import { allowedFrequency, allowedHours, policyTrouble } from '../settings/policy';
import { ListFile } from '../settings/list-file';
import { newerFile } from '../settings/newer-files';
import { Settings } from '../settings/settings';
import { AppWindow } from './app-window';
import { awaitTray } from './await-tray';
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
import type { SystemEvents } from './follow-system';
import { followSystem } from './follow-system';
import { guardOwnSession } from './guard';
import { answerCommands } from './ipc';
import type { LinkInbox } from './link-inbox';
import { setLoginItem, startCommand, startsHidden } from './login-item';
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
import { isForTests } from './test-build';
import { TRAY_TEXTS } from './texts';
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
export async function startDesktop(
  options: PartsOptions,
  links: LinkInbox,
): Promise<Result<Desktop, AppError>> {
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
  const credentials = new Credentials(folder, secretBox(settings));
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
  let tray: AppTray | null = null;
  let isMinimisingSaid = false;
  let quitting = false;
  app.once('before-quit', () => {
    quitting = true;
  });
  const flush = new WindowFlush(clock);
  let session: SyncSession;
  let isOpen = false;
  const window = new AppWindow<BrowserWindow>({
    clock,
    closing() {
      if (quitting || tray !== null) {
        return quitting ? 'close' : 'hide';
      }
      if (isOpen && !isMinimisingSaid) {
        isMinimisingSaid = true;
        notify({ kind: 'minimised' });
      }
      return 'minimise';
    },
    onGone: () => rest.soon(),
    open(onClose) {
      if (isOpen) {
        void session.customers.wake();
      }
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
    isIdle: () => isOpen && window.current === null && session.status().running === null,
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

  serveApp(join(scriptsFolder, '../renderer'));
  guardOwnSession(electronSession.defaultSession);
  nativeTheme.themeSource = settings.preferences.theme;
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
  const opening = open();
  let answer = (): void => undefined;
  const ready = new Promise<void>((resolve) => {
    answer = resolve;
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
    ready,
    log,
  );
  const showView = (view: RequestedView): void => window.showView(view);
  const menuActions = {
    onSync: () => void ready.then(() => session.automatic.startByHand()),
    onView: showView,
  };
  setMenu(settings.preferences.language, menuActions);
  // Its process starts and loads its page while the cache is opened; what it asks meanwhile is answered then. Started
  // hidden the app makes no window at all: the first that is asked for is the first to be made.
  const isHidden = startsHidden(flags.hidden, process.platform, app);
  if (!isHidden) {
    window.show();
  }
  const first = await opening;
  if (!first.ok) {
    window.current?.destroy();
    return first;
  }
  session = first.value;
  isOpen = true;
  if (isHidden) {
    rest.soon();
  }
  const notifier = new Notifier(({ view }) => showView(view));
  const notify = (occasion: Occasion): void => {
    if (settings.preferences.notifications) {
      notifier.show(noticeOf(occasion, settings.preferences.language));
    }
  };
  const makeTray = (): void => {
    tray = new AppTray({
      onSync: () => void session.automatic.startByHand(),
      onPause: (length) => session.automatic.pause(length),
      onResume: () => session.automatic.resume(),
      onOpen: () => window.show(),
      onDue: () => showView('due'),
      onSettings: () => showView('settings'),
    });
    showTray();
  };

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
  const tellSettings = (): void => {
    void settingsSnapshot({
      settings,
      connections,
      folder,
      policy: () => company.loaded,
      update: updateState,
    }).then((snapshot) => window.tell('settings:changed', snapshot));
  };
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
    updates?.reconsider();
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
  followSystem({ app, power: systemPower, links, args: process.argv }, window, () => session);
  // Not before: what a waiting command changes at once is followed by then.
  answer();

  const ownUpdates = new Updates(await systemUpdater(policy, isForTests(app)), clock, log);
  updates = ownUpdates;
  ownUpdates.changed.on(tellSettings);
  ownUpdates.start();
  // Asking starts a program, for which main stands still: after the first answers.
  const stopAwaitingTray = awaitTray(() => hasTray(process.platform, process.env), clock, makeTray);
  const endListener = followSessionEnd(
    process.platform,
    () => new BaseWindow({ show: false, width: 1, height: 1, skipTaskbar: true }),
    {
      onAsked: () => void flush.ask(window.current),
      onEnd() {
        ownUpdates.holdBack();
        app.quit();
      },
    },
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
      stopAwaitingTray();
      company.stop();
      due.stop();
      ownUpdates.stop();
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

/** Electron's types know nothing of the event that is handed over when the system is turned off. */
const systemPower: SystemEvents['power'] = {
  on: (event, listener) => powerMonitor.on(event as 'shutdown', listener as () => void),
};

/** macOS asks for its keychain in words of its own, which nobody expects: the reason comes first, once. */
function secretBox(settings: Settings): SecretBox {
  const box = systemSecretBox(process.platform);
  if (process.platform !== 'darwin' || settings.isKeychainExplained) {
    return box;
  }
  return explainedBox(box, async () => {
    const { keychainTitle, keychainBody, keychainGo } = TRAY_TEXTS[settings.preferences.language];
    await dialog.showMessageBox({ message: keychainTitle, detail: keychainBody, buttons: [keychainGo] });
    settings.noteKeychainExplained();
  });
}

function startWithComputer(enabled: boolean, log: Log): void {
  const configHome = process.env['XDG_CONFIG_HOME'] ?? join(homedir(), '.config');
  const program = { execPath: process.execPath, appPath: app.getAppPath(), isPackaged: app.isPackaged };
  const command = startCommand(program, process.env);
  try {
    if (!setLoginItem(enabled, { platform: process.platform, app, command, configHome })) {
      log.warn('[App] Starting with the computer waits for approval in the system’s settings');
    }
  } catch (error) {
    const reason = codeOf(error);
    log.warn(`[App] Starting with the computer could not be set: ${reason}`);
  }
}
