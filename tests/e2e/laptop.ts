/**
 * Simulates the laptop of an agent. The test sets its date, and its key store keeps the password
 * over restarts. Notifications, links, files and printed sheets are kept for the test. Date, key
 * store and notifications must be simulated before the app starts. Electron therefore starts a
 * generated folder that prepares them and then loads the app.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type * as Electron from 'electron';
import { answerFileDialogs } from './file-dialogs';
import { resize } from './gallery';
import { PROJECT, dataFolder, launch } from './launch';
import type { RunningApp } from './launch';
import { catchLinks } from './links';
import { recordNotices } from './notifications';
import { printToFile } from './printer';

/** The name of the file in `desk` that holds the last printed sheet. */
export const SHEET = 'sheet.pdf';

interface Laptop {
  readonly folder: string;
  /** The folder for saved files and printed sheets. */
  readonly desk: string;
  /** The file that the agent chooses in the app's dialog. */
  readonly offered?: string;
}

/** A local date and time: `2026-01-12 08:30`. */
export type Moment = `${string}-${string}-${string} ${string}:${string}`;

const shiftTo = (moment: Moment): number => new Date(moment.replace(' ', 'T')).getTime() - Date.now();

/** Starts the app in the narrowest window, with a clock that runs on from this moment. */
export async function startAt(moment: Moment, { folder, desk, offered = '' }: Laptop): Promise<RunningApp> {
  const running = await launch(folder, [], {}, laptopAt(moment));
  await catchLinks(running.app);
  await answerFileDialogs(running.app, { save: desk, open: offered });
  await printToFile(running.app, join(desk, SHEET));
  await resize(running.app, running.page, { width: 1_024, height: 700 });
  return running;
}

/** Returns a folder that Electron starts instead of the project's. */
function laptopAt(moment: Moment): string {
  const made = join(dataFolder(), 'app');
  mkdirSync(made);
  const manifest = JSON.parse(readFileSync(join(PROJECT, 'package.json'), 'utf8')) as {
    readonly main: string;
  };
  writeFileSync(join(made, 'package.json'), JSON.stringify({ ...manifest, main: 'main.cjs' }));
  const page = join(made, 'page.cjs');
  writeFileSync(page, `(${String(moveDateOfPage)})(require('electron'))`);
  const parts = [
    `(${String(moveDate)})(${shiftTo(moment)})`,
    `(${String(fakeSystemServices)})(require('electron'), ${JSON.stringify(page)}, ${JSON.stringify(String(moveDate))})`,
    `(${String(recordNotices)})(require('electron'))`,
    `require(${JSON.stringify(join(PROJECT, manifest.main))})`,
  ];
  writeFileSync(join(made, 'main.cjs'), parts.join(';\n'));
  return made;
}

/** Moves the date by `clockShiftMs`, which can be set again later. Runs in main and in the page. */
function moveDate(shiftMs: number): void {
  const RealDate = Date;
  const world = Object.assign(globalThis, { clockShiftMs: shiftMs });
  const now = (): number => RealDate.now() + world.clockShiftMs;
  globalThis.Date = new Proxy(RealDate, {
    construct: (target, args) => Reflect.construct(target, args.length === 0 ? [now()] : args) as Date,
    get: (target, key): unknown => (key === 'now' ? now : Reflect.get(target, key)),
  });
}

/** Sets the page's date to main's before any of the page's own scripts runs. */
function moveDateOfPage({ ipcRenderer, webFrame }: typeof Electron): void {
  void webFrame.executeJavaScript(ipcRenderer.sendSync('laptop:date') as string);
}

/** Creates the key store, and sets the date of each page. Runs in main. */
function fakeSystemServices(electron: typeof Electron, page: string, mover: string): void {
  const { app, ipcMain, safeStorage, session } = electron;
  app.on('ready', () => {
    // The fall-back Electron has only the older function.
    const own: {
      registerPreloadScript?: (script: Electron.PreloadScriptRegistration) => string;
      setPreloads?: (paths: string[]) => void;
    } = session.defaultSession;
    if (own.registerPreloadScript === undefined) {
      own.setPreloads?.([page]);
    } else {
      own.registerPreloadScript({ type: 'frame', filePath: page });
    }
  });
  ipcMain.on('laptop:date', (event) => {
    event.returnValue = `(${mover})(${String(Reflect.get(globalThis, 'clockShiftMs'))})`;
  });
  Object.assign(safeStorage, {
    isAsyncEncryptionAvailable: () => Promise.resolve(true),
    getSelectedStorageBackend: () => 'gnome_libsecret',
    encryptStringAsync: (text: string) => Promise.resolve(Buffer.from(text).reverse()),
    decryptStringAsync: (data: Buffer) => Promise.resolve({ result: Buffer.from(data).reverse().toString() }),
  });
}

/** Lets the laptop sleep until this moment. */
export async function wakeAt(moment: Moment, { app, page }: RunningApp): Promise<void> {
  const shift = shiftTo(moment);
  await page.evaluate((ms) => void Object.assign(globalThis, { clockShiftMs: ms }), shift);
  await app.evaluate(({ powerMonitor }, ms) => {
    Object.assign(globalThis, { clockShiftMs: ms });
    powerMonitor.emit('resume');
  }, shift);
}
