import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { isAuditClean } from '../checks/audit.mjs';
import { npm, runToEnd } from '../process/programs.mjs';
import { PROJECT } from '../setup/places.mjs';
import { say } from '../setup/say.mjs';
import { writeBills } from './bill.mjs';
import { descriptionsIn, hasFeedKey, signFeed } from './sign-feed.mjs';
import { resolveSigning } from './signing.mjs';

/** @typedef {import('../setup/electron-runtime.mjs').Runtime} Runtime */

const BUILDER = join(PROJECT, 'node_modules/electron-builder/cli.js');

const UNPACKED_ONLY = '--dir';
/** Marks a test build for main/base/test-build.ts. */
const TEST_BUILD = '-c.extraMetadata.testBuild=true';
/** The option that allows a release although the registry did not answer. */
const UNASKED = '--unasked';

/**
 * Packages the app: with `--dir` only the unpacked app, else this system's installers too. The
 * fall-back Electron makes only an unpacked test build; an unsigned build is also a test build.
 * @param {readonly string[]} given for electron-builder, and {@link UNASKED}
 * @param {Runtime} runtime
 */
export async function runDist(given, runtime) {
  const args = given.filter((argument) => argument !== UNASKED);
  const signing = runtime.kind === 'official' ? resolveSigning(process.platform, process.env) : null;
  if (signing?.kind === 'trouble') {
    say(`✗ ${signing.message}`);
    return 1;
  }
  const answers = [
    { question: 'Known vulnerabilities in the shipped packages', answer: await isAuditClean() },
  ];
  if (signing !== null) {
    const question = 'The security support of this Electron';
    answers.push({ question, answer: await isSupported(runtime.version) });
  }
  const isRelease = signing !== null && signing.kind !== 'unsigned';
  const verdict = decide(answers, { isRelease, isUnattended: given.includes(UNASKED) });
  verdict.lines.forEach(say);
  if (!verdict.mayContinue) {
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

/** Builds the app as a plain folder for tests; asks no registry. @param {Runtime} runtime */
export function packageForTests(runtime) {
  return runtime.kind === 'official'
    ? builder([UNPACKED_ONLY, TEST_BUILD, `-c.electronDist=${dirname(runtime.executable)}`], runtime)
    : fallBackBuilder([UNPACKED_ONLY], runtime);
}

/** Signs the files for the feed, or reports that they have no signature. */
function finishFeed() {
  const folder = join(PROJECT, 'dist');
  const names = descriptionsIn(folder);
  if (names.length > 0 && hasFeedKey(process.env)) {
    signFeed(folder, process.env);
  } else if (names.length > 0) {
    say(`· ${names.join(', ')} has no signature of the company: npm run dist -- --sign-feed adds it`);
  }
}

/** @param {readonly string[]} args @param {Runtime} runtime */
async function fallBackBuilder(args, runtime) {
  if (!args.includes(UNPACKED_ONLY)) {
    say('Installers need the official Electron, which could not be reached. Type: npm run dist -- --dir');
    return 1;
  }
  say('· Packaging with the fall-back Electron: a test build, not for agents');
  const folder = mkdtempSync(join(tmpdir(), 'archibald-electron-'));
  try {
    const from = dirname(runtime.executable);
    // The copy omits the loader, which starts any folder, so that Electron starts only this app.
    cpSync(from, folder, { recursive: true, filter: (path) => dirname(path) !== join(from, 'resources') });
    const marked = [TEST_BUILD, `-c.electronDist=${folder}`, `-c.electronVersion=${runtime.version}`];
    return await builder(['--linux', ...marked, ...args], runtime);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** @typedef {{ readonly question: string, readonly answer: boolean | null }} Answer null: the registry could not be asked */

/**
 * Decides whether to package after the registry was asked. Without an answer a release stops unless
 * `isUnattended`, and a test build continues. Returns a line for each missing answer.
 * @param {readonly Answer[]} answers @param {{ isRelease: boolean, isUnattended: boolean }} options
 */
export function decide(answers, { isRelease, isUnattended }) {
  const open = answers.filter(({ answer }) => answer === null);
  const isStopped = open.length > 0 && isRelease && !isUnattended;
  const lines = open.map(({ question }) => `${isStopped ? '✗' : '·'} ${question} could not be checked`);
  if (isStopped) {
    lines.push(
      `No release is made without these checks. Use a network where npm reaches a registry with this data, or type ${UNASKED} to take responsibility yourself`,
    );
  }
  return { mayContinue: !isStopped && answers.every(({ answer }) => answer !== false), lines };
}

/** Electron supports its newest majors with security fixes (electronjs.org, Release timelines). */
const SUPPORTED_MAJORS = 3;

/**
 * Whether this Electron still gets security fixes; `null` if the newest version is unknown.
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
    say(`Electron ${version} no longer gets security fixes; the newest is ${newest}. Update package.json.`);
  }
  return !isOld;
}

/** @param {readonly string[]} args @param {Runtime} runtime */
async function builder(args, runtime) {
  const startedAt = Date.now();
  const code = await runToEnd(process.execPath, [BUILDER, '--publish', 'never', ...args], {
    ...process.env,
    // Keys that happen to be on this computer must not sign a test build (signing.mjs).
    ...(args.includes(TEST_BUILD) ? { CSC_IDENTITY_AUTO_DISCOVERY: 'false' } : {}),
    // The official Electron loads the binaries that better-sqlite3 ships. An older Electron loads
    // the compiled binary.
    SQLITE_LEFT_OUT: runtime.kind === 'official' ? 'build' : 'prebuilds',
  });
  if (code === 0) {
    await writeBills(runtime, startedAt);
  }
  return code;
}
