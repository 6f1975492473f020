/**
 * Signs the descriptions in an update feed, `latest*.yml`, with the company's private key. Each
 * gets a `.sig` file: the time, and the base64 of the Ed25519 signature over name, system, time and
 * content. `updateKey` in the company's policy is the public key. A release runs this without any
 * package: `node scripts/package/sign-feed.mjs DIR`.
 */
import { createPrivateKey, createPublicKey, sign } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { SetUpError, say } from '../setup/say.mjs';
import { withKeyFiles } from './secret-files.mjs';

/** The file with the private key (PEM), and its password if it has one. */
const KEY_FILE = 'ARCHIBALD_FEED_KEY';
const KEY_PASSWORD = 'ARCHIBALD_FEED_KEY_PASSWORD';

/** @param {NodeJS.ProcessEnv} env */
export function hasFeedKey(env) {
  return (env[KEY_FILE] ?? '') !== '';
}

/** The system and allowed files of each description, as in main/app/updates/feed-signature.ts. */
const SYSTEMS = [
  { system: 'win32', description: /^latest\.yml$/, files: /\.exe$/ },
  { system: 'darwin', description: /^latest-mac\.yml$/, files: /\.(zip|dmg)$/ },
  { system: 'linux', description: /^latest-linux(-\w+)?\.yml$/, files: /\.(AppImage|deb)$/ },
];

/**
 * Signs the descriptions in a folder and returns their names.
 * @param {string} folder the files for the feed
 * @param {NodeJS.ProcessEnv} env
 * @param {number} now in milliseconds since 1970 UTC
 * @returns {readonly string[]}
 */
export function signFeed(folder, env, now = Date.now()) {
  const key = privateKey(env);
  const names = descriptionsIn(folder);
  if (names.length === 0) {
    throw new SetUpError(`There is no latest*.yml in ${folder} to sign: npm run dist makes it`);
  }
  const signedAt = new Date(now).toISOString();
  const signatures = names.map((name) => {
    const text = readFileSync(join(folder, name), 'utf8');
    const bytes = Buffer.from(
      `archibald-agent feed 2\n${name}\n${systemOf(name, text)}\n${signedAt}\n${text}`,
    );
    return `${signedAt} ${sign(null, bytes, key).toString('base64')}\n`;
  });
  names.forEach((name, index) => writeFileSync(join(folder, `${name}.sig`), signatures[index] ?? ''));
  const publicKey = createPublicKey(key).export({ format: 'der', type: 'spki' }).toString('base64');
  say(`✓ Signed ${names.join(', ')}; in policy.json: "updateKey": "${publicKey}"`);
  return names;
}

/**
 * @param {string} name
 * @param {string} text
 */
function systemOf(name, text) {
  const found = SYSTEMS.find(({ description }) => description.test(name));
  const files = [...text.matchAll(/^\s*(?:- url|path): ['"]?(.+?)['"]?\r?$/gm)].map(([, file = '']) => file);
  const foreign = files.find((file) => found?.files.test(file) !== true);
  if (found === undefined || foreign !== undefined) {
    throw new SetUpError(
      `${name} belongs to no known system or names a file of another one: ${foreign ?? ''}`,
    );
  }
  return found.system;
}

/** @param {string} folder */
export function descriptionsIn(folder) {
  return existsSync(folder) ? readdirSync(folder).filter((name) => /^latest.*\.yml$/.test(name)) : [];
}

/** @param {NodeJS.ProcessEnv} env */
function privateKey(env) {
  const path = env[KEY_FILE] ?? '';
  if (path === '') {
    throw new SetUpError(
      `${KEY_FILE} must name the file with the private key. Make one with: openssl genpkey -algorithm ed25519 -out feed-key.pem`,
    );
  }
  const passphrase = env[KEY_PASSWORD] ?? '';
  try {
    const pem = readFileSync(path);
    const key = createPrivateKey(passphrase === '' ? pem : { key: pem, passphrase });
    if (key.asymmetricKeyType === 'ed25519') {
      return key;
    }
  } catch {
    // The error is not printed, because it might reveal parts of the key.
  }
  throw new SetUpError(`${KEY_FILE} names no readable Ed25519 private key (${KEY_PASSWORD} is its password)`);
}

if (process.argv[1] !== undefined && resolve(process.argv[1]) === import.meta.filename) {
  const folder = process.argv[2] ?? '';
  try {
    await withKeyFiles(process.env, () => Promise.resolve(signFeed(folder, process.env)));
  } catch (error) {
    say(`✗ ${error instanceof SetUpError ? error.message : 'The feed could not be signed'}`);
    process.exitCode = 1;
  }
}
