/**
 * Starts the main process, without logic of its own: reads the command line, starts the parts and
 * stops them in reverse (docs/architecture.md).
 */
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { Menu, app, dialog } from 'electron';
import type { AppError, FolderAccess } from '../preload/contract';
import { appError } from '../preload/contract';
import type { DataFolder } from './app/data-folder/data-folder';
import { moveOldFolder, findDataFolder, ownDataFolder } from './app/data-folder/data-folder';
import { makePrivateFolder } from './app/data-folder/private-folder';
import { firstRun, saveScreenshot } from './app/demo-mode';
import { startDesktop } from './app/desktop';
import type { PartsOptions } from './app/session/open-session';
import { createLog } from './app/support/log-electron';
import { registerLinks } from './app/system/deep-link';
import { identify } from './app/system/identity';
import { RequestInbox } from './app/system/request-inbox';
import { onQuit, onQuitAsked } from './app/system/shutdown';
import { guardAllPages } from './app/window/guard';
import { registerAppScheme } from './app/window/protocol';
import { systemClock } from './base/clock';
import { limitYoungSpace } from './base/free-memory';
import { removeTree } from './base/held-files';
import type { Log } from './base/log';
import { optimizeLate } from './base/optimize-late';
import { isForTests } from './base/test-build';
import type { Flags } from './command-line/flags';
import { helpText, parseFlags, parseRetryDelays } from './command-line/flags';
import { printLine, printText, toPrintedRefusal, toPrintedRun } from './command-line/print-result';
import { runCommand } from './command-line/run-command';
import { startErrorText, readLanguage } from './command-line/start-error';
import { removeSecretVariables, disallowedSwitches } from './command-line/switches';
import { readFirstLine, findMissingFlags, syncOnce } from './command-line/sync-once';
import { SpareThreads } from './customers/threads/spare-threads';
import type { PdfEngine } from './pdf/sandbox/pdf-engine';
import { sandboxedEngine } from './pdf/sandbox/sandbox-electron';

const isTest = isForTests(app);
if (app.isPackaged) {
  removeSecretVariables(process.env);
}

const parsedFlags = parseFlags(process.argv.slice(1));
if (app.isPackaged && hasDisallowedSwitch()) {
  // Debugging and recording switches expose the customers and the password.
  process.stderr.write('[App] A command line switch is not allowed in this app\n');
  app.exit(1);
} else if (parsedFlags.ok) {
  start(parsedFlags.value);
} else {
  void refuse(parsedFlags.error);
}

function start(flags: Flags): void {
  const answer = headless(flags);
  if (answer !== null) {
    void answer.then(async ({ line, exitCode }) => {
      await printText(`${line}\n`);
      app.exit(exitCode);
    });
    return;
  }
  const refused = flags.mode === 'sync-once' ? findMissingFlags(flags) : null;
  if (refused !== null) {
    void refuse(refused, flags);
    return;
  }
  const isTemporary = flags.mode === 'demo' && flags.data === null;
  const { folder, note } = prepareFolder(flags, isTemporary);
  // The app creates the folder itself, because Chromium would give it another mode.
  const folderMade = makePrivateFolder(folder, process.platform);
  app.setPath('userData', folder);
  // Keeps Chromium's files apart from the app's own.
  app.setPath('sessionData', join(folder, 'chromium'));
  app.setPath('crashDumps', join(folder, 'chromium', 'crashes'));
  // Chromium refuses to run as root with its sandbox; development and tests may turn it off.
  const lacksSandbox = app.commandLine.hasSwitch('no-sandbox');
  if (!lacksSandbox) {
    app.enableSandbox();
  } else if (!isTest) {
    // An AppImage adds `no-sandbox` where the system allows no user namespaces.
    void app
      .whenReady()
      .then(() => refuseToStart(appError('NO_SANDBOX', 'Chromium would run without its sandbox')));
    return;
  }
  limitYoungSpace();
  optimizeLate();
  // Electron would create a default menu, which the app replaces anyway.
  Menu.setApplicationMenu(null);
  registerAppScheme();
  identify(app, process.platform, process.execPath);
  registerLinks(app, isTest);
  guardAllPages();
  // The app must stay in the tray when the last window closes, such as the portal's.
  app.on('window-all-closed', () => undefined);
  if (isTemporary) {
    process.on('exit', () => removeTemporary(folder));
  }
  if (!app.requestSingleInstanceLock()) {
    // A second start shows the running app's window; a head-less command fails.
    void refuse(appError('ALREADY_RUNNING', 'The app is already running on this data folder'), flags);
    return;
  }
  const requests = new RequestInbox(app);
  // Starts the writing thread only; the reading thread starts once the window is drawn.
  const spareThreads = new SpareThreads(join(__dirname, 'customers-worker.js'), 1);
  void app
    .whenReady()
    .then(() => folderMade)
    .then((access) =>
      flags.mode === 'sync-once'
        ? runSyncOnce(flags, { folder, note, access, spareThreads })
        : runDesktop(flags, { folder, note, access, spareThreads }, requests),
    );
}

/** Returns whether a switch is disallowed. A missing sandbox has its own dialog. */
function hasDisallowedSwitch(): boolean {
  const disallowed = disallowedSwitches(process.argv.slice(1), {
    platform: process.platform,
    isForTests: isTest,
    hasSwitch: (name) => app.commandLine.hasSwitch(name),
  });
  return disallowed.some((name) => name !== 'no-sandbox');
}

/** Returns the data folder to use, with a note on moving an earlier version's folder. */
function prepareFolder(flags: Flags, isTemporary: boolean): DataFolder {
  if (isTemporary) {
    return { folder: mkdtempSync(join(tmpdir(), 'archibald-agent-demo-')), note: null };
  }
  return flags.data === null
    ? moveOldFolder(app.getPath('userData'), ownFolder())
    : { folder: resolve(flags.data), note: null };
}

function ownFolder(): string {
  return ownDataFolder(app.getPath('userData'), process.platform, process.env);
}

/** Runs a mode without a window and without the folder's lock; `null` for the other modes. */
function headless(flags: Flags): Promise<{ readonly line: string; readonly exitCode: number }> | null {
  const folder = flags.data ?? findDataFolder(app.getPath('userData'), ownFolder());
  switch (flags.mode) {
    case 'help':
      return Promise.resolve({ line: helpText(), exitCode: 0 });
    case 'version':
      return Promise.resolve({ line: app.getVersion(), exitCode: 0 });
    case 'print-metrics':
      return runCommand('metrics', ['--data', folder], __dirname);
    case 'read-export':
      return readExport(flags['read-export'] ?? '');
    case 'app':
    case 'demo':
    case 'sync-once':
      return null;
  }
}

/** Reads an export as a sync run does, with the sandboxed PDF engine where needed. */
function readExport(file: string): Promise<{ readonly line: string; readonly exitCode: number }> {
  // Chromium's files get their own folder here, because the app may be running.
  const folder = mkdtempSync(join(tmpdir(), 'archibald-agent-read-'));
  app.setPath('userData', folder);
  process.on('exit', () => removeTemporary(folder));
  if (!app.commandLine.hasSwitch('no-sandbox')) {
    app.enableSandbox();
  } else if (!isTest) {
    const error = appError('NO_SANDBOX', 'Chromium would run without its sandbox');
    return Promise.resolve({ line: JSON.stringify({ error }), exitCode: 2 });
  }
  registerAppScheme();
  guardAllPages();
  app.on('window-all-closed', () => undefined);
  const sandboxed = sandboxedEngine(join(__dirname, '../renderer'), systemClock);
  const engine: PdfEngine = {
    read: async (...parts) => {
      await app.whenReady();
      return sandboxed.read(...parts);
    },
  };
  return runCommand('read-export', [file], __dirname, engine);
}

/** The prepared data folder, and the threads that will open its databases. */
type Place = DataFolder & { readonly access: FolderAccess; readonly spareThreads: SpareThreads };

function optionsOf(flags: Flags, { folder, spareThreads }: Place, log: Log): PartsOptions {
  const retryDelaysMs = parseRetryDelays(flags);
  return { folder, clock: systemClock, log, scriptsFolder: __dirname, spareThreads, retryDelaysMs };
}

/** Logs the note on moving the data folder, and a missing protection of the folder. */
function logPlace({ note, access }: Place, log: Log): void {
  if (note !== null) {
    log.info(`[App] The roaming data folder of an earlier version: ${note}`);
  }
  if (access === 'open') {
    log.warn('[App] The data folder could not be closed to other users: icacls failed');
  }
}

async function runSyncOnce(flags: Flags, place: Place): Promise<void> {
  const log = createLog(join(place.folder, 'logs'), process.stderr);
  logPlace(place, log);
  const options = optionsOf(flags, place, log);
  const password = flags['password-stdin'] ? await readFirstLine(process.stdin) : '';
  const result = await syncOnce(options, { ...flags, password }, (stop) =>
    onQuitAsked(() => void stop(), log),
  );
  await place.spareThreads.close();
  await printLine(result);
  app.exit(result.success ? 0 : 1);
}

async function runDesktop(flags: Flags, place: Place, requests: RequestInbox): Promise<void> {
  const log = createLog(join(place.folder, 'logs'), flags.mode === 'demo' ? process.stdout : process.stderr);
  log.info(`[App] Archibald Agent ${app.getVersion()} on Electron ${process.versions.electron}`);
  logPlace(place, log);
  const started = await startDesktop({
    ...optionsOf(flags, place, log),
    access: place.access,
    isDemo: flags.mode === 'demo',
    isOwnFolder: flags.data === null,
    isHidden: flags.hidden,
    requests,
  });
  if (!started.ok) {
    log.error(`[App] Cannot start: ${started.error.code}: ${started.error.message}`);
    await place.spareThreads.close();
    if (flags.once) {
      await refuse(started.error, flags);
    } else {
      refuseToStart(started.error);
    }
    return;
  }
  const desktop = started.value;
  const shutDown = onQuit(desktop.close, log);
  if (flags.mode !== 'demo' || !(flags.once || flags.screenshot)) {
    return;
  }
  const run = await firstRun(desktop);
  if (flags.screenshot) {
    await saveScreenshot(desktop, systemClock, log);
  }
  if (flags.once) {
    const result = toPrintedRun(run);
    await shutDown(() => printLine(result), result.success ? 0 : 1);
  }
}

function refuseToStart(error: AppError): void {
  const language = readLanguage(app.getPath('userData'), app.getLocale());
  dialog.showErrorBox(app.name, startErrorText(error, language));
  app.exit(1);
}

/** Removes a temporary folder, except files that Chromium's processes still hold on Windows. */
function removeTemporary(folder: string): void {
  try {
    removeTree(folder);
  } catch {
    // The folder has only made-up customers, and the system empties its temporary folder.
  }
}

async function refuse(error: AppError, flags?: Flags): Promise<void> {
  if (flags?.mode === 'app') {
    app.exit(0);
    return;
  }
  await printLine(toPrintedRefusal(error, 'manual'));
  app.exit(1);
}
