import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { shippedPackages, softwareBill } from '../licences.mjs';
import { PROJECT } from '../setup/places.mjs';
import { npm } from '../setup/processes.mjs';
import { say } from '../setup/say.mjs';
import { packageVersion } from '../setup/stamp.mjs';
import { isAuditClean } from './audit.mjs';
import { runToEnd } from './run-to-end.mjs';

/** @typedef {import('../setup/electron-runtime.mjs').Runtime} Runtime */

const BUILDER = join(PROJECT, 'node_modules/electron-builder/cli.js');

/** Read by main/app/test-build.ts. */
const TEST_BUILD = '-c.extraMetadata.testBuild=true';

/**
 * Packages the app: the unpacked app alone, or this system's installers too. With the fall-back runtime, which is not
 * for agents, only the unpacked app is made, marked as a test build.
 *
 * @param {readonly string[]} args for electron-builder
 * @param {Runtime} runtime
 * @param {{ isUnpackedOnly: boolean, isForTest?: boolean }} options `isForTest`: what the tests may look into
 */
export async function runDist(args, runtime, { isUnpackedOnly, isForTest = false }) {
  if (runtime.kind === 'official' && isForTest) {
    return builder(['--dir', TEST_BUILD, `-c.electronDist=${dirname(runtime.executable)}`, ...args], runtime);
  }
  if (!isForTest && !(await isAuditClean())) {
    return 1;
  }
  if (runtime.kind === 'official') {
    if (!(await isSupported(runtime.version))) {
      return 1;
    }
    return builder([...(isUnpackedOnly ? ['--dir'] : []), ...args], runtime);
  }
  if (!isUnpackedOnly) {
    say(
      'Installers are made with the official Electron only, which could not be reached. Type: npm run dist:dir',
    );
    return 1;
  }
  say('· Packaging with the fall-back Electron: a test build, not for agents');
  const folder = mkdtempSync(join(tmpdir(), 'archibald-electron-'));
  try {
    const from = dirname(runtime.executable);
    // Without the loader that starts any folder, and what else lay there: this one starts the packaged app alone.
    cpSync(from, folder, { recursive: true, filter: (path) => dirname(path) !== join(from, 'resources') });
    const marked = [TEST_BUILD, `-c.electronDist=${folder}`, `-c.electronVersion=${runtime.version}`];
    return await builder(['--linux', '--dir', ...marked, ...args], runtime);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Electron supports its newest majors with security fixes, and no others (electronjs.org, Release timelines). */
const SUPPORTED_MAJORS = 3;

/**
 * Whether agents may get this Electron: the registry says which is the newest. Where it cannot be asked, that is said
 * and the package is made.
 *
 * @param {string} version
 */
async function isSupported(version) {
  const { code, output } = await npm(['view', 'electron', 'version'], { cwd: PROJECT });
  const newest = code === 0 ? majorOf(output) : null;
  if (newest === null) {
    say('· Whether this Electron is still supported could not be asked');
    return true;
  }
  const isOld = (majorOf(version) ?? 0) <= newest - SUPPORTED_MAJORS;
  if (isOld) {
    say(
      `Electron ${version} gets no security fixes any more; the newest is ${newest}. Bring package.json up to date.`,
    );
  }
  return !isOld;
}

/**
 * @param {string} text
 * @returns {number | null}
 */
function majorOf(text) {
  const found = /(\d+)\.\d+\.\d+\s*$/m.exec(text)?.[1];
  return found === undefined ? null : Number(found);
}

/**
 * @param {readonly string[]} args
 * @param {Runtime} runtime
 */
async function builder(args, runtime) {
  const code = await runToEnd(process.execPath, [BUILDER, '--publish', 'never', ...args], {
    ...process.env,
    // Nothing is fetched that the lock file does not name.
    ELECTRON_BUILDER_OFFLINE: 'true',
    // The official Electron loads what better-sqlite3 ships for each system; what was compiled here is for older ones.
    SQLITE_LEFT_OUT: runtime.kind === 'official' ? 'build' : 'prebuilds',
  });
  if (code === 0) {
    const bill = softwareBill(packageVersion(PROJECT), shippedPackages(PROJECT));
    writeFileSync(join(PROJECT, 'dist/archibald-agent.cdx.json'), `${JSON.stringify(bill, null, 2)}\n`);
  }
  return code;
}
