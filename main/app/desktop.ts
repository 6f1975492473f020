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
import { MINUTE } from '../base/durations';
import { freeMemory } from '../base/free-memory';
import type { Result } from '../base/result';
import { fail, ok } from '../base/result';
import { isForTests } from '../base/test-build';
import { Credentials } from '../settings/credentials';
import { newerFile } from '../settings/newer-files';
import type { Policy } from '../settings/policy';
import { allowedFrequency, allowedHours, policyTrouble } from '../settings/policy';
import { RefusedLogins } from '../settings/refused-logins';
import { Certificates } from './account/certificates';
import { openCompanyPolicy } from './account/company-policy';
import { Connections } from './account/connections';
import { DemoHost } from './account/demo-host';
import { keyStore } from './account/key-store';
import { loginFromSettings } from './account/login-source';
import { Questions } from './account/questions';
import { commandHandlers, settingsSnapshot } from './command-handlers';
import { diskEncryption } from './data-folder/disk-encryption';
import { eraseAndTell } from './data-folder/erasing';
import { openSettings } from './data-folder/open-settings';
import { followSession } from './follow-session';
import type { SystemEvents } from './follow-system';
import { followSystem } from './follow-system';
import type { Occasion } from './notifications/notices';
import { noticeOf } from './notifications/notices';
import { Notifier } from './notifications/notifier';
import { restarts } from './restarts';
import { CurrentSession } from './session/current-session';
import { ManualStart } from './session/manual-start';
import type { PartsOptions } from './session/open-session';
import { buildDriver, buildLogins, openSession } from './session/open-session';
import { Rest } from './session/rest';
import { adoptOwner, settleCache } from './session/settle-cache';
import type { SyncSession } from './session/sync-session';
import { Support } from './support/support';
import { startsHidden } from './system/login-item';
import { networkOf } from './system/network';
import type { RequestInbox } from './system/request-inbox';
import { followSessionEnd } from './system/session-end';
import { mendStartWithComputer, startWithComputer } from './system/start-with-computer';
import { TakeAlongDesk } from './take-along/take-along';
import { DueNotes } from './tray/due-notes';
import { placeTray } from './tray/place-tray';
import { AppTray, hasTray } from './tray/tray';
import { Updates } from './updates/updates';
import { systemUpdater } from './updates/updates-electron';
import { AppWindow } from './window/app-window';
import { FirstDrawing } from './window/first-drawing';
import { WindowFlush } from './window/flush-window';
import { guardOwnSession } from './window/guard';
import { answerCommands } from './window/ipc';
import { openMainWindow } from './window/main-window';
import { setMenu } from './window/menu';
import { APP_URL, serveApp } from './window/protocol';
import { stoppedPage } from './window/stopped-page';
import { WindowRescue } from './window/window-rescue';

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
  requests: RequestInbox,
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
  const { settings, list } = openSettings(folder, clock, log);
  adoptOwner(folder, settings);
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
  const credentials = new Credentials(folder, keyStore(settings));
  const demo = new DemoHost(join(scriptsFolder, 'demo-worker.js'), settings);
  const login = loginFromSettings(settings, credentials, demo, policy, log);
  const certificates = new Certificates(settings, policy);
  const driver = buildDriver(options, certificates);
  const logins = buildLogins(options, () => policy().loginsPerDay);
  const refused = new RefusedLogins(folder);
  const isOnline = networkOf(
    () => net.isOnline(),
    () => settings.connection.kind === 'demo',
  );
  const session = new CurrentSession(() =>
    openSession(options, driver, login, {
      frequencyMinutes: allowedFrequency(settings.preferences.frequencyMinutes, policy()),
      hours: allowedHours(settings.preferences.hours, policy()),
      logins,
      refused,
      installationId: settings.installationId,
      isInUse: () => window.isFocused(),
      isOnline,
      trouble: () => policyTrouble(company.loaded),
      retentionMonths: () => policy().retentionMonths,
    }),
  );
  let tray: AppTray | null = null;
  let isMinimisingSaid = false;
  let quitting = false;
  app.once('before-quit', () => {
    quitting = true;
  });
  const flush = new WindowFlush(clock);
  const firstDrawing = new FirstDrawing(clock);
  const rescue = new WindowRescue(clock, log);
  const window = new AppWindow<BrowserWindow>({
    clock,
    closing() {
      if (quitting || tray !== null) {
        return quitting ? 'close' : 'hide';
      }
      if (session.isThere && !isMinimisingSaid) {
        isMinimisingSaid = true;
        notify({ kind: 'minimised' });
      }
      return 'minimise';
    },
    onGone: () => rest.soon(),
    open(onClose) {
      // Not at the start, when all else waits for the window.
      if (session.isThere) {
        void session.now.customers.wake();
      }
      const opened = openMainWindow({
        preloadPath: join(scriptsFolder, '../preload/bridge.js'),
        folder,
        clock,
        rescue,
        onClose,
      });
      // In the tray it is let go after a while.
      opened.on('hide', () => void flush.ask(opened));
      return opened;
    },
  });

  const rest = new Rest({
    clock,
    isIdle: () => session.isThere && window.current === null && session.now.status().running === null,
    async rest() {
      await session.now.customers.rest();
      freeMemory();
    },
  });

  const erase = async (): Promise<Erasure> => {
    // Before: it would write what is waiting to be written.
    window.tell('list:reset', list.forget());
    const erasure = await eraseAndTell(folder, { isOwnFolder: flags.dataFolder === null }, log);
    logins.reload();
    return erasure;
  };
  if (settings.isBeingErased && (await erase()).error === null) {
    settings.noteErased();
  }
  const settled = settleCache(folder, settings, clock.now());
  if (!settled.ok) {
    return settled;
  }

  serveApp(join(scriptsFolder, '../renderer'), (nonce) =>
    stoppedPage(settings.preferences.language, APP_URL, nonce),
  );
  guardOwnSession(electronSession.defaultSession);
  nativeTheme.themeSource = settings.preferences.theme;
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
    refused,
    log,
    questions,
    ...restarts({
      session,
      settings,
      list,
      window,
      folder,
      clock,
      log,
      forgetPortal: () => driver.forgetSession(),
      erase,
    }),
  });

  // Loaded once the window is there.
  let updates: Updates | null = null;
  const updateState = (): UpdateState => updates?.state ?? { kind: 'none' };
  const support = new Support({
    session: () => session.now,
    settings,
    connections,
    folder,
    protection,
    clock,
    window: () => (window.isInSight() ? window.current : null),
  });
  const takeAlong = new TakeAlongDesk({
    session: () => session.now,
    language: () => settings.preferences.language,
    workerPath: join(scriptsFolder, 'take-along-worker.js'),
    clock,
    window: () => (window.isInSight() ? window.current : null),
  });
  const opening = session.open();
  let answer = (): void => undefined;
  const ready = new Promise<void>((resolve) => {
    answer = resolve;
  });
  const manualStart = new ManualStart({
    hasAccount: () => settings.connection.kind !== 'none',
    automatic: () => session.now.automatic,
    window,
    log,
  });
  const stopAnswering = answerCommands(
    commandHandlers({
      session: () => session.now,
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
      manualStart,
      onDrawn() {
        firstDrawing.come();
        manualStart.noteDrawn();
      },
    }),
    ready,
    log,
  );
  const showView = (view: RequestedView): void => window.showView(view);
  const menuActions = {
    onSync: () => void ready.then(() => manualStart.startFromOutside()),
    onView: showView,
  };
  setMenu(settings.preferences.language, menuActions);
  // Its process starts and loads its page while the cache is opened; what it asks meanwhile is answered then. Started
  // hidden the app makes no window at all: the first that is asked for is the first to be made.
  const isHidden = startsHidden(flags.hidden, process.platform, app);
  if (isHidden) {
    firstDrawing.come();
  } else {
    firstDrawing.expect();
    window.show();
  }
  const first = await opening;
  if (!first.ok) {
    window.current?.destroy();
    return first;
  }
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
      onSync: () => void manualStart.startFromOutside(),
      onPause: (length) => session.now.automatic.pause(length),
      onResume: () => session.now.automatic.resume(),
      onOpen: () => window.show(),
      onDue: () => showView('due'),
      onSettings: () => showView('settings'),
    });
    showTray();
  };

  const due = new DueNotes(clock);
  const showTray = (): void => {
    tray?.show(session.now.status(), due.counts.due, settings.preferences.language);
  };
  due.changed.on((counts) => {
    window.tell('notes:changed', counts);
    showTray();
  });
  session.follow((followed) => {
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
    // Another account comes with the window open.
    firstDrawing.after(() => {
      if (window.current !== null) {
        void followed.customers.wake();
      }
    });
  });
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
    session.now.scheduler.setFrequency(
      allowedFrequency(settings.preferences.frequencyMinutes, policy()) * MINUTE,
    );
    session.now.scheduler.setHours(allowedHours(settings.preferences.hours, policy()));
  };
  company.changed.on(() => {
    applyPolicy();
    void session.now.automatic.reconsider();
    // Another portal, another certificate: nothing that was opened under the old rules is used on.
    void driver.forgetSession();
    updates?.reconsider();
    tellSettings();
  });
  company.start();
  let startsWithComputer = settings.preferences.startWithComputer;
  firstDrawing.after(() => mendStartWithComputer(startsWithComputer, flags.dataFolder === null, log));
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
  followSystem({ app, power: systemPower, requests, args: process.argv }, window, () => session.now);
  // Not before: what a waiting command changes at once is followed by then.
  answer();

  const ownUpdates = new Updates(await systemUpdater(policy, isForTests(app)), clock, log);
  updates = ownUpdates;
  ownUpdates.changed.on(tellSettings);
  ownUpdates.start();
  const stopAwaitingTray = placeTray({
    platform: process.platform,
    firstDrawing,
    ask: () => hasTray(process.env),
    clock,
    onThere: makeTray,
  });
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
    session.now.automatic.start();
  }
  return ok({
    window,
    session: () => session.now,
    async close() {
      firstDrawing.stop();
      await flush.ask(window.current);
      stopAnswering();
      stopAwaitingTray();
      company.stop();
      due.stop();
      ownUpdates.stop();
      list.flush();
      await session.now.close();
      await refused.settled();
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
