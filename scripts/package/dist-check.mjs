/**
 * `npm run dist -- --check`: reads the packaging of all systems through and makes nothing, so that a fault shows before a
 * release on a system that nobody has at hand.
 */
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { Packager } from 'app-builder-lib';
import { load } from 'js-yaml';
import { PROJECT } from '../setup/places.mjs';
import { say } from '../setup/say.mjs';
import { readJson } from '../setup/stamp.mjs';
import { signingOf } from './signing.mjs';

/**
 * @typedef {object} Facts
 * @property {import('app-builder-lib').Configuration} config what electron-builder.yml says
 * @property {Readonly<Record<string, unknown>>} manifest package.json
 * @property {(path: string) => boolean} exists whether the project has a file
 * @property {readonly string[]} natives the names of better-sqlite3's binaries, as in `linux-x64`
 */

/** @typedef {{ readonly target: string, readonly arch?: string | string[] }} Target */

/** Names of systems as electron-builder's configuration and as Node have them. */
const SYSTEMS = /** @type {const} */ ([
  ['win', 'win32'],
  ['mac', 'darwin'],
  ['linux', 'linux'],
]);

/** Checks the project's own packaging; the exit code is 1 with any fault. */
export async function checkDist() {
  const facts = projectFacts();
  const faults = [...(await schemaFaults(facts.config)), ...faultsOf(facts), ...signingFaults(process.env)];
  faults.forEach((fault) => say(`✗ ${fault}`));
  if (faults.length > 0) {
    return 1;
  }
  for (const [name, platform] of SYSTEMS) {
    const { kind } = signingOf(platform, process.env);
    const word = { signed: 'signed', unsigned: 'a test build, as nothing is there to sign with', none: '' }[
      /** @type {'signed' | 'unsigned' | 'none'} */ (kind)
    ];
    const targets = targetsOf(facts.config[name]).map(({ target, arch }) => `${target} (${arch.join(', ')})`);
    say(`✓ ${name}: ${targets.join(', ')}${word === '' ? '' : `; here ${word}`}`);
  }
  return 0;
}

/** @returns {Facts} */
export function projectFacts() {
  const binaries = join(PROJECT, 'node_modules/better-sqlite3/prebuilds');
  return {
    config: /** @type {Facts['config']} */ (
      load(readFileSync(join(PROJECT, 'electron-builder.yml'), 'utf8'))
    ),
    manifest: /** @type {Facts['manifest']} */ (readJson(join(PROJECT, 'package.json'))),
    exists: (path) => existsSync(join(PROJECT, path)),
    natives: readdirSync(binaries).map((name) => name.replace(/\.node$/, '')),
  };
}

/**
 * What electron-builder itself has against a configuration.
 *
 * @param {Facts['config']} config
 * @returns {Promise<readonly string[]>}
 */
export async function schemaFaults(config) {
  try {
    await new Packager({ projectDir: PROJECT, config: { ...config, extends: null } }).validateConfig();
    return [];
  } catch (error) {
    return [`electron-builder: ${error instanceof Error ? error.message : String(error)}`];
  }
}

/**
 * What electron-builder takes, and a release breaks on: when it is made, or on the laptops.
 *
 * @param {Facts} facts
 * @returns {readonly string[]}
 */
export function faultsOf(facts) {
  return [
    ...SYSTEMS.flatMap(([name]) => targetFaults(name, facts)),
    ...windowsFaults(facts),
    ...macFaults(facts),
    ...linuxFaults(facts),
    ...safetyFaults(facts),
    ...placeholderFaults(facts),
  ];
}

/**
 * @param {NodeJS.ProcessEnv} env
 * @returns {readonly string[]}
 */
export function signingFaults(env) {
  return SYSTEMS.flatMap(([name, platform]) => {
    const signing = signingOf(platform, env);
    return signing.kind === 'trouble' ? [`${name}: ${signing.message}`] : [];
  });
}

/**
 * @param {'win' | 'mac' | 'linux'} name
 * @param {Facts} facts
 */
function targetFaults(name, { config, natives }) {
  const system = { win: 'win32', mac: 'darwin', linux: 'linux' }[name];
  const targets = targetsOf(config[name]);
  if (targets.length === 0) {
    return [`${name}.target names nothing to make`];
  }
  return targets.flatMap(({ target, arch }) =>
    arch.length === 0
      ? [`${name}: ${target} names no processor; that of the maker's computer would be taken`]
      : arch
          .filter((one) => !natives.includes(`${system}-${one}`))
          .map((one) => `${name}: ${target} for ${one} would have no SQLite: better-sqlite3 has none for it`),
  );
}

/** @param {Facts} facts */
function windowsFaults({ config }) {
  const names = targetsOf(config.win).map(({ target }) => target);
  return when([
    [
      names.includes('msi') && names.includes('nsis'),
      'win: what an MSI has installed would be updated by a second copy, NSIS’s; make one of them',
    ],
    [
      typeof config.appId !== 'string',
      'appId is missing: Windows would show no notification of the app (AppUserModelID)',
    ],
    [
      config.win?.verifyUpdateCodeSignature === false,
      'win.verifyUpdateCodeSignature is off: updates of any publisher would be installed',
    ],
    [config.nsis?.perMachine === true, 'nsis.perMachine asks agents for an administrator at each update'],
  ]);
}

/** @param {Facts} facts */
function macFaults({ config: { mac }, exists }) {
  const targets = targetsOf(mac);
  const archsOf = (/** @type {string} */ name) =>
    targets.filter(({ target }) => target === name).flatMap(({ arch }) => arch);
  const zipped = archsOf('zip');
  return [
    ...archsOf('dmg')
      .filter((arch) => !zipped.includes(arch))
      .map((arch) => `mac: without a zip for ${arch} beside its dmg the app cannot update itself`),
    ...when([
      [mac?.notarize === false, 'mac.notarize is off: macOS would refuse to open the app'],
      [mac?.hardenedRuntime === false, 'mac.hardenedRuntime is off: Apple’s notary would refuse the app'],
      [
        mac?.identity === null,
        'mac.identity is null: the app would not be signed, and macOS refuse to open or update it',
      ],
    ]),
    ...[mac?.entitlements, mac?.entitlementsInherit].flatMap((path) =>
      typeof path === 'string' && !exists(path) ? [`mac: ${path} is not there`] : [],
    ),
  ];
}

/** @param {Facts} facts */
function linuxFaults({ config, manifest }) {
  const hasDeb = targetsOf(config.linux).some(({ target }) => target === 'deb');
  const { homepage } = manifest;
  const maintainer = config.deb?.maintainer ?? config.linux?.maintainer ?? '';
  return hasDeb
    ? when([
        [
          typeof homepage !== 'string' || !URL.canParse(homepage),
          'linux: a deb needs a homepage in package.json',
        ],
        [
          !/^[^<>]+ <[^\s<>@]+@[^\s<>@]+>$/.test(maintainer),
          'linux: a deb needs a maintainer as in "Name <address>" (linux.maintainer)',
        ],
      ])
    : [];
}

/** @param {Facts} facts */
function safetyFaults({ config, exists }) {
  const files = [config.files ?? []].flat();
  const hook = typeof config.afterPack === 'string' ? config.afterPack : '';
  return when([
    [
      !files.some((one) => typeof one === 'string' && one.includes('prebuilds/!(${platform}-${arch})')),
      'files: the native parts of every processor would be in every package (better-sqlite3/prebuilds)',
    ],
    [config.asar === false, 'asar is off: nothing would tell whether the app’s files were changed'],
    [
      !hook.endsWith('scripts/package/fuses.mjs') || !exists(hook) || config.electronFuses != null,
      'afterPack must be scripts/package/fuses.mjs, and electronFuses not be there: else not all fuses are set',
    ],
    [
      config.forceCodeSigning === false,
      'forceCodeSigning is off: a release would go out unsigned without a word',
    ],
  ]);
}

/**
 * Hosts that stand for nothing must belong to nobody (RFC 2606): whoever registered them would be asked for updates.
 *
 * @param {Facts} facts
 */
function placeholderFaults({ config, manifest }) {
  const told = [config.publish].flat().map((one) => urlOf(one));
  const hosts = [
    ...told
      .filter((url) => url !== null)
      .map((url) => /** @type {const} */ (['publish.url', new URL(url).hostname])),
    .../** @type {const} */ ([
      ['linux.maintainer', /@([^>]+)>/.exec(config.linux?.maintainer ?? '')?.[1] ?? ''],
      [
        'homepage',
        typeof manifest.homepage === 'string' && URL.canParse(manifest.homepage)
          ? new URL(manifest.homepage).hostname
          : '',
      ],
    ]),
  ];
  return [
    ...when([
      [told.length === 0 || told.includes(null), 'publish.url is missing: no latest*.yml would be made'],
    ]),
    ...hosts
      .filter(([, host]) => /(?:^|\.)example(?:\.\w+)?$/.test(host))
      .map(
        ([name, host]) => `${name}: ${host} is a made-up name that somebody may own; let it end in .invalid`,
      ),
  ];
}

/** @param {unknown} publish */
function urlOf(publish) {
  const url = typeof publish === 'object' && publish !== null && 'url' in publish ? publish.url : undefined;
  return typeof url === 'string' && URL.canParse(url) ? url : null;
}

/**
 * The targets of a system, in one form.
 *
 * @param {{ target?: unknown } | null | undefined} options
 * @returns {readonly { readonly target: string, readonly arch: readonly string[] }[]}
 */
function targetsOf(options) {
  const told = /** @type {string | Target | readonly (string | Target)[]} */ (options?.target ?? []);
  const targets = [told].flat();
  return targets.map((one) =>
    typeof one === 'string'
      ? { target: one, arch: [] }
      : { target: one.target, arch: [one.arch ?? []].flat() },
  );
}

/** @param {readonly (readonly [isFault: boolean, sentence: string])[]} checks */
function when(checks) {
  return checks.filter(([isFault]) => isFault).map(([, sentence]) => sentence);
}
