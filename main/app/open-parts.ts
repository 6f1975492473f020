import { join } from 'node:path';
import type { BrowserWindow } from 'electron';
import { app, dialog, net } from 'electron';
import type {
  AppError,
  DataProtection,
  Erasure,
  FolderAccess,
  Language,
  Preferences,
} from '../../preload/contract';
import { appError } from '../../preload/contract';
import { freeMemory } from '../base/free-memory';
import type { Result } from '../base/result';
import { fail, ok } from '../base/result';
import { isTestBuild } from '../base/test-build';
import { Credentials } from '../settings/credentials';
import type { ListFile } from '../settings/list-file';
import { findNewerFile } from '../settings/newer-files';
import type { Policy } from '../settings/policy';
import { effectivePreferences, policyError } from '../settings/policy';
import type { PolicyWatch } from '../settings/policy-watch';
import { RefusedLogins } from '../settings/refused-logins';
import type { Settings } from '../settings/settings';
import { AccountConnection } from './account/account-connection';
import { Certificates } from './account/certificates';
import { openCompanyPolicy } from './account/company-policy';
import { DemoHost } from './account/demo-host';
import { keyStore } from './account/key-store';
import { loginFromSettings } from './account/login-source';
import { Questions } from './account/questions';
import type { SnapshotParts } from './account/settings-snapshot';
import { SettingsReports } from './account/settings-snapshot';
import { CustomerExport } from './customer-files/customer-export';
import { NotesTransfer } from './customer-files/notes-transfer';
import { diskEncryption } from './data-folder/disk-encryption';
import { eraseAndLog } from './data-folder/erase-data';
import { openSettings } from './data-folder/open-settings';
import { MorningCalls } from './notifications/morning-calls';
import { createRestarts } from './restarts';
import { CurrentSession } from './session/current-session';
import { IdleMemory } from './session/idle-memory';
import { ManualStart } from './session/manual-start';
import type { PartsOptions } from './session/open-session';
import { buildDriver, buildLogins, openSession } from './session/open-session';
import { restoreOwner, placeCache } from './session/settle-cache';
import type { SyncSession } from './session/sync-session';
import { Support } from './support/support';
import { createOnlineCheck } from './system/network';
import type { RequestInbox } from './system/request-inbox';
import { DueNotes } from './tray/due-notes';
import { AppTray } from './tray/tray';
import { Updates } from './updates/updates';
import { FirstPaint } from './window/first-paint';
import { WindowFlush } from './window/flush-window';
import { makeWindow } from './window/open-window';

export interface DesktopOptions extends PartsOptions {
  readonly access: FolderAccess;
  readonly isDemo: boolean;
  /** Whether the data folder is the app's default folder, used by no other program. */
  readonly isOwnFolder: boolean;
  readonly isHidden: boolean;
  readonly requests: RequestInbox;
}

interface OpenData {
  readonly settings: Settings;
  readonly list: ListFile;
  readonly company: PolicyWatch;
}

/**
 * Opens the settings of the agent and the policy of the company. Fails with STORE_TOO_NEW for files
 * of a newer app, and with OTHER_ACCOUNT for a demo in an account's folder.
 */
export async function openData({
  folder,
  clock,
  log,
  isDemo,
}: DesktopOptions): Promise<Result<OpenData, AppError>> {
  const newer = findNewerFile(folder);
  if (newer !== null) {
    return fail(newer);
  }
  const { settings, list } = openSettings(folder, clock, log);
  restoreOwner(folder, settings);
  const claimed = isDemo ? becomeDemo(settings) : ok(null);
  return claimed.ok ? ok({ settings, list, company: await openCompanyPolicy(clock, log) }) : claimed;
}

/** Connects the demo. Refuses a folder with a connected account. */
function becomeDemo(settings: Settings): Result<null, AppError> {
  switch (settings.connection.kind) {
    case 'demo':
      return ok(null);
    case 'account':
      return fail(
        appError(
          'OTHER_ACCOUNT',
          'An account is connected in this data folder: the demo needs another folder',
        ),
      );
    case 'none': {
      const claimed = settings.claimCache({ kind: 'demo' });
      if (claimed.ok) {
        settings.connect({ kind: 'demo' });
      }
      return claimed;
    }
  }
}

/** Creates the parts that reach the account and its portal. */
function makeAccount(options: DesktopOptions, { settings, company }: OpenData) {
  const { folder, clock, log, scriptsFolder } = options;
  const policy = (): Policy => company.loaded.policy;
  const credentials = new Credentials(folder, keyStore(settings));
  const demo = new DemoHost(join(scriptsFolder, 'demo-worker.js'), settings, () => clock.now());
  const certificates = new Certificates(settings, policy);
  return {
    policy,
    preferences: (): Preferences => effectivePreferences(settings.preferences, policy()),
    credentials,
    demo,
    certificates,
    driver: buildDriver(options, certificates),
    logins: buildLogins(options, () => policy().loginsPerDay),
    refused: new RefusedLogins(folder),
    login: loginFromSettings(settings, credentials, demo, policy, log),
  };
}

export type Parts = ReturnType<typeof makeParts>;

/** Creates the parts in order of their dependencies. Shows, schedules and sends nothing yet. */
export function makeParts(options: DesktopOptions, data: OpenData) {
  const { settings, list, company } = data;
  const { folder, access, clock, log, scriptsFolder, isOwnFolder } = options;
  const account = makeAccount(options, data);
  const { policy, preferences, driver, logins, refused } = account;
  const protection = async (): Promise<DataProtection> => ({
    disk: await diskEncryption(folder, process.platform),
    folder: access,
  });
  const language = (): Language => settings.preferences.language;
  const tray = new AppTray();
  const flush = new WindowFlush(clock);
  const window = makeWindow({ folder, scriptsFolder, clock, log, flush, language, tray });
  const parent = (): BrowserWindow | null => (window.isInSight() ? window.current : null);
  const isOnline = createOnlineCheck(
    () => net.isOnline(),
    () => settings.connection.kind === 'demo',
  );
  const current = new CurrentSession(() =>
    openSession(options, driver, account.login, {
      preferences: preferences(),
      logins,
      refused,
      installationId: settings.installationId,
      isInUse: () => window.isFocused(),
      isOnline,
      policyFailure: () => policyError(company.loaded),
      retentionMonths: () => policy().retentionMonths,
    }),
  );
  const session = (): SyncSession => current.now;
  const idleMemory = new IdleMemory({
    clock,
    isIdle: () => current.isOpen && window.current === null && session().status().running === null,
    async release() {
      await session().customers.releaseMemory();
      freeMemory();
    },
  });
  window.gone.on(() => idleMemory.releaseSoon());
  const erase = async (): Promise<Erasure> => {
    // The list is reset first, because its delayed write could recreate an erased file.
    window.send('list:reset', list.forget());
    const erasure = await eraseAndLog(folder, { isOwnFolder }, log);
    logins.reload();
    return erasure;
  };
  const questions = new Questions({
    language,
    window: parent,
    show: (above, asked) =>
      above === null ? dialog.showMessageBox(asked) : dialog.showMessageBox(above, asked),
  });
  const forgetPortal = (): Promise<void> => driver.forgetSession();
  const connections = new AccountConnection({
    ...account,
    ...createRestarts({ session: current, settings, list, window, folder, clock, log, forgetPortal, erase }),
    settings,
    log,
    questions,
  });
  const updates = new Updates(clock, log);
  const snapshot: SnapshotParts = {
    connections,
    policy: () => company.loaded,
    preferences,
    update: () => updates.state,
    program: {
      appVersion: app.getVersion(),
      isTestBuild: isTestBuild(app.getAppPath()),
      dataFolder: folder,
    },
  };
  return {
    ...data,
    ...account,
    protection,
    tray,
    flush,
    window,
    idleMemory,
    erase,
    connections,
    updates,
    snapshot,
    session: current,
    due: new DueNotes(clock),
    calls: new MorningCalls({
      clock,
      hours: () => account.preferences().hours,
      async count() {
        const counted = await session().customers.countNotes();
        return counted.ok ? counted.value : null;
      },
      lookedOn: () => settings.callsLookedAtOn,
      noteLookedOn: (day) => settings.noteCallsLookedAt(day),
    }),
    firstPaint: new FirstPaint(clock),
    manualStart: new ManualStart({
      hasAccount: () => settings.connection.kind !== 'none',
      automatic: () => session().automatic,
      window,
      log,
    }),
    news: new SettingsReports({ ...snapshot, send: (change) => window.send('settings:changed', change) }),
    support: new Support({ session, settings, connections, folder, protection, clock, window: parent }),
    notesDesk: new NotesTransfer({ session, language, clock, window: parent }),
    customerFiles: new CustomerExport({
      session,
      language,
      workerPath: join(scriptsFolder, 'customer-files-worker.js'),
      clock,
      window: parent,
    }),
  };
}

/**
 * Completes an interrupted erasure and puts the account's cache in place, before the cache is
 * opened. Fails with CACHE_NOT_SET_ASIDE.
 */
export async function settleData(
  { folder, clock }: DesktopOptions,
  { settings, erase }: Pick<Parts, 'settings' | 'erase'>,
): Promise<Result<null, AppError>> {
  if (settings.isBeingErased && (await erase()).error === null) {
    settings.finishErasing();
  }
  return placeCache(folder, settings, clock.now());
}
