/**
 * Signs the descriptions in an update feed, `latest*.yml`, with the company's private key: beside each a file `.sig` with the
 * base64 of the Ed25519 signature over its bytes. The public half is `updateKey` in the company's policy.
 */
import { createPrivateKey, createPublicKey, sign } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CannotSetUp, say } from '../setup/say.mjs';

/** The file with the private key (PEM), and its password if it has one. */
const KEY_FILE = 'ARCHIBALD_FEED_KEY';
const KEY_PASSWORD = 'ARCHIBALD_FEED_KEY_PASSWORD';

/** @param {NodeJS.ProcessEnv} env */
export function hasFeedKey(env) {
  return (env[KEY_FILE] ?? '') !== '';
}

/**
 * Gives the names of the descriptions that it has signed.
 *
 * @param {string} folder what goes onto the feed
 * @param {NodeJS.ProcessEnv} env
 * @returns {readonly string[]}
 */
export function signFeed(folder, env) {
  const key = privateKey(env);
  const names = descriptionsIn(folder);
  if (names.length === 0) {
    throw new CannotSetUp(`There is no latest*.yml in ${folder} to sign: npm run dist makes it`);
  }
  for (const name of names) {
    const signature = sign(null, readFileSync(join(folder, name)), key);
    writeFileSync(join(folder, `${name}.sig`), `${signature.toString('base64')}\n`);
  }
  const publicKey = createPublicKey(key).export({ format: 'der', type: 'spki' }).toString('base64');
  say(`✓ Signed ${names.join(', ')}; in policy.json: "updateKey": "${publicKey}"`);
  return names;
}

/** @param {string} folder */
export function descriptionsIn(folder) {
  return existsSync(folder) ? readdirSync(folder).filter((name) => /^latest.*\.yml$/.test(name)) : [];
}

/** @param {NodeJS.ProcessEnv} env */
function privateKey(env) {
  const path = env[KEY_FILE] ?? '';
  if (path === '') {
    throw new CannotSetUp(
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
    // Of what is wrong with a secret nothing is printed.
  }
  throw new CannotSetUp(
    `${KEY_FILE} names no readable private key of Ed25519 (${KEY_PASSWORD} is its password)`,
  );
}
