import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { isAuditClean } from '../checks/audit.mjs';
import { npm, runToEnd } from '../process/programs.mjs';
import { PROJECT } from '../setup/places.mjs';
import { say } from '../setup/say.mjs';
import { writeBills } from './bill.mjs';
import { descriptionsIn, hasFeedKey, signFeed } from './sign-feed.mjs';
import { signingOf } from './signing.mjs';

/** @typedef {import('../setup/electron-runtime.mjs').Runtime} Runtime */

const BUILDER = join(PROJECT, 'node_modules/electron-builder/cli.js');

/** electron-builder's own word for the unpacked app alone. */
const UNPACKED_ONLY = '--dir';
/** Read by main/base/test-build.ts. */
const TEST_BUILD = '-c.extraMetadata.testBuild=true';
/** Makes a release although the registry could not be asked whether it is safe; the person who types it answers for that. */
const UNASKED = '--unasked';

/**
 * Packages the app: with `--dir` the unpacked app alone, else this system's installers too. With the fall-back runtime,
 * which is not for agents, only the unpacked app is made, marked as a test build; so is what nothing is there to sign with.
 * @param {readonly string[]} given for electron-builder, and {@link UNASKED} @param {Runtime} runtime
 */
export async function runDist(given, runtime) {
  const args = given.filter((argument) => argument !== UNASKED);
  const signing = runtime.kind === 'official' ? signingOf(process.platform, process.env) : null;
  if (signing?.kind === 'trouble') {
    say(`✗ ${signing.message}`);
    return 1;
  }
  const answers = [{ question: 'Whether known holes are in what ships', answer: await isAuditClean() }];
  if (signing !== null) {
    const question = 'Whether this Electron still gets security fixes';
    answers.push({ question, answer: await isSupported(runtime.version) });
  }
  const isRelease = signing !== null && signing.kind !== 'unsigned';
  const verdict = verdictOf(answers, { isRelease, isUnasked: given.includes(UNASKED) });
  verdict.lines.forEach(say);
  if (!verdict.goesOn) {
    return 1;
  }
  if (signing === null) {
    return fallBackBuilder(args, runtime);
  }
  if (signing.kind === 'unsigned') {
    say(`· Unsigned, so this is a test build, not for agents. To sign a release set ${signing.needed}`);
  }
  const marks = signing.kind === 'signed' ? signing.args : signing.kind === 'unsigned' ? [TEST_BUILD] : [];
  const code = await builder([...marks, ...args], runtime);
  if (code === 0 && !args.includes(UNPACKED_ONLY)) {
    finishFeed();
  }
  return code;
}

/** Packages the unpacked app for the tests, whatever is known of what ships. @param {Runtime} runtime */
export function packageForTests(runtime) {
  return runtime.kind === 'official'
    ? builder([UNPACKED_ONLY, TEST_BUILD, `-c.electronDist=${dirname(runtime.executable)}`], runtime)
    : fallBackBuilder([UNPACKED_ONLY], runtime);
}

/** Signs what goes onto the feed, or says that it bears no signature. */
function finishFeed() {
  const folder = join(PROJECT, 'dist');
  const names = descriptionsIn(folder);
  if (names.length > 0 && hasFeedKey(process.env)) {
    signFeed(folder, process.env);
  } else if (names.length > 0) {
    say(`· ${names.join(', ')} bears no signature of the company: npm run dist -- --sign-feed gives it one`);
  }
}

/** @param {readonly string[]} args @param {Runtime} runtime */
async function fallBackBuilder(args, runtime) {
  if (!args.includes(UNPACKED_ONLY)) {
    say(
      'Installers are made with the official Electron only, which could not be reached. Type: npm run dist -- --dir',
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
    return await builder(['--linux', ...marked, ...args], runtime);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** @typedef {{ readonly question: string, readonly answer: boolean | null }} Answer null: the registry could not be asked */

/**
 * Decides whether to package after what was asked of the registry. A release does not go out on no answer, unless the
 * person who makes it says so; a test build does, and both say it in a line.
 * @param {readonly Answer[]} answers @param {{ isRelease: boolean, isUnasked: boolean }} options
 */
export function verdictOf(answers, { isRelease, isUnasked }) {
  const open = answers.filter(({ answer }) => answer === null);
  const isStopped = open.length > 0 && isRelease && !isUnasked;
  const lines = open.map(({ question }) => `${isStopped ? '✗' : '·'} ${question} could not be asked`);
  if (isStopped) {
    lines.push(
      `No release is made without these answers. Go where npm reaches a registry that has them, or type ${UNASKED} to answer for it yourself`,
    );
  }
  return { goesOn: !isStopped && answers.every(({ answer }) => answer !== false), lines };
}

/** Electron supports its newest majors with security fixes, and no others (electronjs.org, Release timelines). */
const SUPPORTED_MAJORS = 3;

/**
 * Whether agents may get this Electron: the registry says which is the newest; `null` where it cannot be asked.
 * @param {string} version
 */
async function isSupported(version) {
  const { code, output } = await npm(['view', 'electron', 'version'], { cwd: PROJECT });
  const newest = Number(/(\d+)\.\d+\.\d+\s*$/.exec(output)?.[1]);
  if (code !== 0 || Number.isNaN(newest)) {
    return null;
  }
  const isOld = Number(version.split('.')[0]) <= newest - SUPPORTED_MAJORS;
  if (isOld) {
    say(
      `Electron ${version} gets no security fixes any more; the newest is ${newest}. Bring package.json up to date.`,
    );
  }
  return !isOld;
}

/** @param {readonly string[]} args @param {Runtime} runtime */
async function builder(args, runtime) {
  const startedAt = Date.now();
  const code = await runToEnd(process.execPath, [BUILDER, '--publish', 'never', ...args], {
    ...process.env,
    // What signs is named (signing.mjs), not found by chance among the keys of who packages.
    ...(args.includes(TEST_BUILD) ? { CSC_IDENTITY_AUTO_DISCOVERY: 'false' } : {}),
    // The official Electron loads what better-sqlite3 ships for each system; what was compiled here is for older ones.
    SQLITE_LEFT_OUT: runtime.kind === 'official' ? 'build' : 'prebuilds',
  });
  if (code === 0) {
    await writeBills(runtime, startedAt);
  }
  return code;
}
