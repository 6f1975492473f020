import { cpSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { isAuditClean } from '../checks/audit.mjs';
import { npm, run } from '../process/processes.mjs';
import { runToEnd } from '../process/run-to-end.mjs';
import { PROJECT } from '../setup/places.mjs';
import { CannotSetUp, say } from '../setup/say.mjs';
import { packageVersion } from '../setup/stamp.mjs';
import { softwareBill } from './bill.mjs';
import { shippedPackages } from './licences.mjs';
import { descriptionsIn, hasFeedKey, signFeed } from './sign-feed.mjs';
import { signingOf } from './signing.mjs';

/** @typedef {import('../setup/electron-runtime.mjs').Runtime} Runtime */

const BUILDER = join(PROJECT, 'node_modules/electron-builder/cli.js');

/** Read by main/base/test-build.ts. */
const TEST_BUILD = '-c.extraMetadata.testBuild=true';

/** Makes a release although nobody could be asked whether it is safe; whoever types it answers for that. */
const UNASKED = '--unasked';

/**
 * Packages the app: the unpacked app alone, or this system's installers too. With the fall-back runtime, which is not
 * for agents, only the unpacked app is made, marked as a test build; so is what nothing is there to sign with.
 *
 * @param {readonly string[]} given for electron-builder, and {@link UNASKED}
 * @param {Runtime} runtime
 * @param {{ isUnpackedOnly: boolean, isForTest?: boolean }} options `isForTest`: what the tests may look into
 */
export async function runDist(given, runtime, { isUnpackedOnly, isForTest = false }) {
  const args = given.filter((argument) => argument !== UNASKED);
  if (runtime.kind === 'official' && isForTest) {
    return builder(['--dir', TEST_BUILD, `-c.electronDist=${dirname(runtime.executable)}`, ...args], runtime);
  }
  const signing = runtime.kind === 'official' ? signingOf(process.platform, process.env) : null;
  if (signing?.kind === 'trouble') {
    say(`✗ ${signing.message}`);
    return 1;
  }
  const isRelease = signing !== null && signing.kind !== 'unsigned';
  const answers = isForTest ? [] : [await asked('Whether known holes are in what ships', isAuditClean)];
  if (signing !== null) {
    const supported = () => isSupported(runtime.version);
    answers.push(await asked('Whether this Electron still gets security fixes', supported));
  }
  const verdict = verdictOf(answers, { isRelease, isUnasked: given.includes(UNASKED) });
  verdict.lines.forEach(say);
  if (!verdict.goesOn) {
    return 1;
  }
  if (signing === null) {
    return fallBackBuilder(args, runtime, { isUnpackedOnly });
  }
  if (signing.kind === 'unsigned') {
    say(`· Unsigned, so this is a test build, not for agents. To sign a release set ${signing.needed}`);
  }
  const marks = signing.kind === 'signed' ? signing.args : signing.kind === 'unsigned' ? [TEST_BUILD] : [];
  const code = await builder([...(isUnpackedOnly ? ['--dir'] : []), ...marks, ...args], runtime);
  if (code === 0 && !isUnpackedOnly) {
    finishFeed();
  }
  return code;
}

/** Signs what goes onto the feed, or says that nobody has. */
function finishFeed() {
  const folder = join(PROJECT, 'dist');
  const names = descriptionsIn(folder);
  if (names.length > 0 && hasFeedKey(process.env)) {
    signFeed(folder, process.env);
  } else if (names.length > 0) {
    say(`· ${names.join(', ')} bears no signature of the company: npm run dist -- --sign-feed gives it one`);
  }
}

/**
 * @param {readonly string[]} args
 * @param {Runtime} runtime
 * @param {{ isUnpackedOnly: boolean }} options
 */
async function fallBackBuilder(args, runtime, { isUnpackedOnly }) {
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

/** @typedef {{ readonly question: string, readonly answer: boolean | null }} Answer null: nobody could be asked */

/**
 * @param {string} question
 * @param {() => Promise<boolean | null>} ask
 * @returns {Promise<Answer>}
 */
async function asked(question, ask) {
  return { question, answer: await ask() };
}

/**
 * Whether to package after what was asked of the registry. A release does not go out on no answer, unless whoever makes it
 * says so; a test build does, and both say it in a line.
 *
 * @param {readonly Answer[]} answers
 * @param {{ isRelease: boolean, isUnasked: boolean }} options
 */
export function verdictOf(answers, { isRelease, isUnasked }) {
  const open = answers.filter(({ answer }) => answer === null);
  const isStopped = open.length > 0 && isRelease && !isUnasked;
  const lines = open.map(({ question }) => `${isStopped ? '✗' : '·'} ${question} could not be asked`);
  const advice = `No release is made without these answers. Go where npm reaches a registry that has them, or type ${UNASKED} to answer for it yourself`;
  return {
    goesOn: !isStopped && answers.every(({ answer }) => answer !== false),
    lines: isStopped ? [...lines, advice] : lines,
  };
}

/** Electron supports its newest majors with security fixes, and no others (electronjs.org, Release timelines). */
const SUPPORTED_MAJORS = 3;

/**
 * Whether agents may get this Electron: the registry says which is the newest; `null` where it cannot be asked.
 *
 * @param {string} version
 */
async function isSupported(version) {
  const { code, output } = await npm(['view', 'electron', 'version'], { cwd: PROJECT });
  const newest = code === 0 ? majorOf(output) : null;
  if (newest === null) {
    return null;
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

/**
 * Writes the bill of materials of each app that was packaged since: on macOS there is one for each processor.
 *
 * @param {Runtime} runtime
 * @param {number} since
 */
async function writeBills(runtime, since) {
  // They read what was packaged with packages, which a new checkout has only after its set-up.
  const { packedFiles, resourcesOf, unpackedApps } = await import('./package-size.mjs');
  const versions = await runtimeVersions(runtime);
  for (const folder of unpackedApps()) {
    const resources = resourcesOf(folder);
    const archive = join(resources, 'app.asar');
    if (statSync(archive).mtimeMs < since) {
      continue;
    }
    const ours = [...packedFiles(archive).keys()];
    const libraries = ours.filter((path) => path.endsWith('.node'));
    const bill = softwareBill(PROJECT, {
      version: packageVersion(PROJECT),
      packages: shippedPackages(PROJECT),
      runtime: versions,
      packed: {
        folder,
        files: [
          archive,
          ...libraries.map((path) => join(`${archive}.unpacked`, path)),
          ...programsIn(folder),
        ],
      },
    });
    const system = basename(folder).replace(/-unpacked$/, '');
    writeFileSync(
      join(dirname(folder), `archibald-agent.${system}.cdx.json`),
      `${JSON.stringify(bill, null, 2)}\n`,
    );
  }
}

/**
 * The app's programs, which hold Electron with all that it brings.
 *
 * @param {string} folder
 */
function programsIn(folder) {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  const isProgram = (/** @type {string} */ name) =>
    ['archibald-agent', 'Archibald Agent.exe'].includes(name) ||
    /\.app[\\/]Contents[\\/]MacOS[\\/][^\\/]+$/.test(name) ||
    /[\\/]Electron Framework\.framework[\\/]Versions[\\/]A[\\/]Electron Framework$/.test(name);
  return names.filter(isProgram).map((name) => join(folder, name));
}

/**
 * What the packaged Electron and database tell of themselves.
 *
 * @param {Runtime} runtime
 * @returns {Promise<import('./bill.mjs').Runtime>}
 */
async function runtimeVersions({ executable }) {
  const script = `const Database = require('better-sqlite3');
    const sqlite = new Database(':memory:').prepare('select sqlite_version()').pluck().get();
    process.stdout.write('\\n' + JSON.stringify({ ...process.versions, sqlite }));`;
  const env = { ...process.env, ELECTRON_RUN_AS_NODE: '1' };
  const { code, output } = await run(executable, ['-e', script], { cwd: PROJECT, env });
  if (code !== 0) {
    throw new CannotSetUp(`The versions of what is packaged could not be asked:\n${output}`);
  }
  /** @type {unknown} */
  const versions = JSON.parse(output.trim().split('\n').at(-1) ?? '');
  return /** @type {import('./bill.mjs').Runtime} */ (versions);
}
