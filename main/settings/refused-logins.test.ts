import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { CHEAP_HASH } from '../../tests/helpers/logins';
import { tempFolder } from '../../tests/helpers/temp-folder';
import { REFUSED_LOGINS_FILE, RefusedLogins } from './refused-logins';

const LOGIN = { origin: 'https://archibald.example.it', user: 'agente', password: 'segreta-7' };

test('refused credentials are recognised after a restart, whatever the port and the case of the user', async () => {
  const folder = tempFolder();
  expect(await new RefusedLogins(folder).note(LOGIN, 'LOGIN_REFUSED')).toBeNull();
  const again = new RefusedLogins(folder);
  expect(await again.find(LOGIN)).toBe('LOGIN_REFUSED');
  expect(await again.find({ ...LOGIN, origin: 'http://archibald.example.it:8443', user: 'AGENTE' })).toBe(
    'LOGIN_REFUSED',
  );
});

test('another password, user or portal may be sent', async () => {
  const refused = new RefusedLogins(tempFolder(), CHEAP_HASH);
  await refused.note(LOGIN, 'ACCOUNT_LOCKED');
  for (const other of [
    { password: 'Segreta-7' },
    { user: 'altro' },
    { origin: 'https://other.example.it' },
  ] as const) {
    expect(await refused.find({ ...LOGIN, ...other })).toBeNull();
    expect(await refused.isOtherLogin({ ...LOGIN, ...other })).toBe(true);
  }
  expect(await refused.isOtherLogin(LOGIN)).toBe(false);
});

test('an unconfirmed login may be retried once by hand, never automatically', async () => {
  const refused = new RefusedLogins(tempFolder(), CHEAP_HASH);
  await refused.note(LOGIN, 'LOGIN_UNCONFIRMED');
  expect(await refused.find(LOGIN)).toBeNull();
  expect(await refused.find(LOGIN, { isByHand: false })).toBe('LOGIN_UNCONFIRMED');
  await refused.note(LOGIN, 'LOGIN_UNCONFIRMED');
  expect(await refused.find(LOGIN)).toBe('LOGIN_UNCONFIRMED');
});

test('only credentials that the portal accepts are forgotten', async () => {
  const folder = tempFolder();
  const refused = new RefusedLogins(folder, CHEAP_HASH);
  const other = { ...LOGIN, password: 'altra' };
  await Promise.all([refused.note(LOGIN, 'LOGIN_REFUSED'), refused.note(other, 'LOGIN_REFUSED')]);
  await refused.clear(other);
  expect([await refused.find(LOGIN), await refused.find(other)]).toEqual(['LOGIN_REFUSED', null]);
  expect(readdirSync(folder)).toEqual([REFUSED_LOGINS_FILE]);
});

test('the file holds neither password, user nor portal, and two installations hash the same login differently', async () => {
  const hashes = await Promise.all(
    [tempFolder(), tempFolder()].map(async (folder) => {
      await new RefusedLogins(folder, CHEAP_HASH).note(LOGIN, 'LOGIN_REFUSED');
      const text = readFileSync(join(folder, REFUSED_LOGINS_FILE), 'utf8');
      expect(text).not.toMatch(/segreta|agente|example/i);
      return (JSON.parse(text) as { refused: { hash: string }[] }).refused[0]?.hash;
    }),
  );
  expect(hashes[0]).not.toBe(hashes[1]);
});

test('a damaged file is ignored and replaced by the next refusal', async () => {
  const folder = tempFolder();
  writeFileSync(join(folder, REFUSED_LOGINS_FILE), '{"version":1,');
  const refused = new RefusedLogins(folder, CHEAP_HASH);
  expect(await refused.find(LOGIN)).toBeNull();
  expect(await refused.isOtherLogin(LOGIN)).toBe(false);
  await refused.note(LOGIN, 'LOGIN_REFUSED');
  expect(await refused.find(LOGIN)).toBe('LOGIN_REFUSED');
});
