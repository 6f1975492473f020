import { generateKeyPairSync } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { signedDescription } from '../../main/app/updates/feed-signature';
import { tempFolder } from '../../tests/helpers/temp-folder';
import { CannotSetUp } from '../setup/say.mjs';
import { signFeed } from './sign-feed.mjs';

const OFFICE = generateKeyPairSync('ed25519');
const PUBLIC = OFFICE.publicKey.export({ format: 'der', type: 'spki' }).toString('base64');

function feed(): string {
  const folder = tempFolder();
  for (const name of ['latest.yml', 'latest-mac.yml', 'latest-linux.yml']) {
    writeFileSync(join(folder, name), `version: 1.2.3 # ${name}\r\n`);
  }
  writeFileSync(join(folder, 'builder-debug.yml'), 'x: y\n');
  return folder;
}

function keyFile(pem: string | Buffer): string {
  const path = join(tempFolder(), 'key.pem');
  writeFileSync(path, pem);
  return path;
}

test('signs every description so that the app takes it', () => {
  const folder = feed();
  const key = keyFile(OFFICE.privateKey.export({ format: 'pem', type: 'pkcs8' }));
  const names = signFeed(folder, { ARCHIBALD_FEED_KEY: key });
  expect([...names].sort()).toEqual(['latest-linux.yml', 'latest-mac.yml', 'latest.yml']);
  for (const name of names) {
    const text = readFileSync(join(folder, name), 'utf8');
    expect(signedDescription(text, readFileSync(join(folder, `${name}.sig`), 'utf8'), PUBLIC)).toBe(text);
  }
  expect(existsSync(join(folder, 'builder-debug.yml.sig'))).toBe(false);
});

test('takes a key that a password protects', () => {
  const options = { format: 'pem', type: 'pkcs8', cipher: 'aes-256-cbc', passphrase: 'segreta' } as const;
  const key = keyFile(OFFICE.privateKey.export(options));
  const folder = feed();
  expect(() => signFeed(folder, { ARCHIBALD_FEED_KEY: key })).toThrow(CannotSetUp);
  expect(signFeed(folder, { ARCHIBALD_FEED_KEY: key, ARCHIBALD_FEED_KEY_PASSWORD: 'segreta' })).toHaveLength(
    3,
  );
});

test('says what is wrong, and signs nothing', () => {
  const rsa = generateKeyPairSync('rsa', { modulusLength: 2_048 }).privateKey;
  const good = keyFile(OFFICE.privateKey.export({ format: 'pem', type: 'pkcs8' }));
  const folder = feed();
  const cases = [
    {},
    { ARCHIBALD_FEED_KEY: join(folder, 'none.pem') },
    { ARCHIBALD_FEED_KEY: keyFile('no key') },
    { ARCHIBALD_FEED_KEY: keyFile(rsa.export({ format: 'pem', type: 'pkcs8' })) },
  ];
  for (const env of cases) {
    expect(() => signFeed(folder, env)).toThrow(CannotSetUp);
  }
  expect(() => signFeed(tempFolder(), { ARCHIBALD_FEED_KEY: good })).toThrow(/no latest\*\.yml/);
  expect(existsSync(join(folder, 'latest.yml.sig'))).toBe(false);
});
