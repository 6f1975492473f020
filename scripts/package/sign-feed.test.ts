import { spawnSync } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { verifyDescription } from '../../main/app/updates/feed-signature';
import { tempFolder } from '../../tests/helpers/temp-folder';
import { SetUpError } from '../setup/say.mjs';
import { signFeed } from './sign-feed.mjs';

const OFFICE = generateKeyPairSync('ed25519');
const PUBLIC = OFFICE.publicKey.export({ format: 'der', type: 'spki' }).toString('base64');

const NOW = Date.UTC(2026, 10, 23, 8);
const SYSTEMS = [
  { name: 'latest.yml', platform: 'win32', file: 'Archibald-Agent-Setup-1.2.3.exe' },
  { name: 'latest-mac.yml', platform: 'darwin', file: 'Archibald-Agent-1.2.3-mac.zip' },
  { name: 'latest-linux.yml', platform: 'linux', file: 'Archibald-Agent-1.2.3.AppImage' },
] as const;

function feed(): string {
  const folder = tempFolder();
  for (const { name, file } of SYSTEMS) {
    writeFileSync(
      join(folder, name),
      `version: 1.2.3 # ${name}\r\nfiles:\r\n  - url: ${file}\r\npath: ${file}\r\n`,
    );
  }
  writeFileSync(join(folder, 'builder-debug.yml'), 'x: y\n');
  return folder;
}

function keyFile(pem: string | Buffer): string {
  const path = join(tempFolder(), 'key.pem');
  writeFileSync(path, pem);
  return path;
}

test('the app accepts every signed description', () => {
  const folder = feed();
  const key = keyFile(OFFICE.privateKey.export({ format: 'pem', type: 'pkcs8' }));
  const names = signFeed(folder, { ARCHIBALD_FEED_KEY: key }, NOW);
  expect([...names].sort()).toEqual(['latest-linux.yml', 'latest-mac.yml', 'latest.yml']);
  for (const { name, platform } of SYSTEMS) {
    const text = readFileSync(join(folder, name), 'utf8');
    const signature = readFileSync(join(folder, `${name}.sig`), 'utf8');
    const asked = { name, platform, key: PUBLIC, now: NOW, lastSignedAt: null };
    expect(verifyDescription(text, signature, asked)).toEqual({
      text,
      signedAt: new Date(NOW).toISOString(),
    });
  }
  expect(existsSync(join(folder, 'builder-debug.yml.sig'))).toBe(false);
});

test('a description that names a file of another system is not signed', () => {
  const folder = feed();
  const key = keyFile(OFFICE.privateKey.export({ format: 'pem', type: 'pkcs8' }));
  writeFileSync(join(folder, 'latest-linux.yml'), 'files:\n  - url: Archibald-Agent-Setup-1.2.3.exe\n');
  expect(() => signFeed(folder, { ARCHIBALD_FEED_KEY: key })).toThrow(/latest-linux\.yml/);
  expect(existsSync(join(folder, 'latest.yml.sig'))).toBe(false);
});

test('the script signs without any package and accepts the key as text', () => {
  const folder = feed();
  const script = join(import.meta.dirname, 'sign-feed.mjs');
  const pem = OFFICE.privateKey.export({ format: 'pem', type: 'pkcs8' }).toString();
  // The script is copied to a place where no folder above it contains node_modules.
  const alone = tempFolder();
  for (const name of ['package/sign-feed.mjs', 'package/secret-files.mjs', 'setup/say.mjs']) {
    mkdirSync(dirname(join(alone, name)), { recursive: true });
    copyFileSync(join(dirname(script), '..', name), join(alone, name));
  }
  const run = (key: string): number | null =>
    spawnSync(process.execPath, [join(alone, 'package/sign-feed.mjs'), folder], {
      env: { ...process.env, ARCHIBALD_FEED_KEY: key },
    }).status;
  expect(run('')).toBe(1);
  expect(run(pem)).toBe(0);
  expect(existsSync(join(folder, 'latest-mac.yml.sig'))).toBe(true);
});

test('a key with a password is accepted', () => {
  const options = { format: 'pem', type: 'pkcs8', cipher: 'aes-256-cbc', passphrase: 'segreta' } as const;
  const key = keyFile(OFFICE.privateKey.export(options));
  const folder = feed();
  expect(() => signFeed(folder, { ARCHIBALD_FEED_KEY: key })).toThrow(SetUpError);
  expect(signFeed(folder, { ARCHIBALD_FEED_KEY: key, ARCHIBALD_FEED_KEY_PASSWORD: 'segreta' })).toHaveLength(
    3,
  );
});

test('an invalid key is reported, and nothing is signed', () => {
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
    expect(() => signFeed(folder, env)).toThrow(SetUpError);
  }
  expect(() => signFeed(tempFolder(), { ARCHIBALD_FEED_KEY: good })).toThrow(/no latest\*\.yml/);
  expect(existsSync(join(folder, 'latest.yml.sig'))).toBe(false);
});
