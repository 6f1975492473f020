import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { OWNERS_FILE, readMode } from '../../tests/helpers/file-mode';
import { tempFolder } from '../../tests/helpers/temp-folder';
import type { SecretBox } from './credentials';
import { CREDENTIALS_FILE, Credentials } from './credentials';
import { normalisePortalUrl } from './portal-url';
import { SETTINGS_FILE, Settings } from './settings';
import { defaultSettings, loadSettings } from './settings-file';

const NOW = (): number => Date.UTC(2026, 10, 23);

test('the settings start with a sync every 30 minutes, in Italian, without an account', () => {
  const settings = new Settings(tempFolder(), NOW);
  expect(settings.preferences).toEqual({
    frequencyMinutes: 30,
    hours: 'always',
    language: 'it',
    theme: 'system',
    notifications: true,
    morningCalls: true,
    density: 'compact',
    automaticBanner: true,
    startWithComputer: false,
  });
  expect(settings.connection).toEqual({ kind: 'none' });
  expect(settings.loaded).toBe('new');
});

test('a change survives a restart in a file for this user only', () => {
  const folder = tempFolder();
  const first = new Settings(folder, NOW);
  expect(first.changePreferences({ frequencyMinutes: 60 })).toEqual({ ok: true, value: null });
  expect(new Settings(folder, NOW).preferences.frequencyMinutes).toBe(60);
  expect(new Settings(folder, NOW).installationId).toBe(first.installationId);
  expect(readMode(join(folder, SETTINGS_FILE))).toBe(OWNERS_FILE);
});

test.each([4, 1441, 30.5, NaN])(
  'a frequency of %s minutes is refused and the old one stays',
  (frequencyMinutes) => {
    const settings = new Settings(tempFolder(), NOW);
    expect(settings.changePreferences({ frequencyMinutes })).toMatchObject({
      ok: false,
      error: { code: 'SETTINGS_INVALID', details: { field: 'frequencyMinutes' } },
    });
    expect(settings.preferences.frequencyMinutes).toBe(30);
  },
);

test('a damaged file is kept under another name and the last good one is used', () => {
  const folder = tempFolder();
  const first = new Settings(folder, NOW);
  first.changePreferences({ frequencyMinutes: 60 });
  first.changePreferences({ frequencyMinutes: 15 });
  writeFileSync(join(folder, SETTINGS_FILE), '{"version":1,"pref');
  const second = new Settings(folder, NOW);
  expect(second.loaded).toBe('restored');
  expect(second.preferences.frequencyMinutes).toBe(60);
  expect(readdirSync(folder).some((name) => name.startsWith(`${SETTINGS_FILE}.broken-`))).toBe(true);
});

test('a change that cannot be saved fails and is not applied', () => {
  const folder = tempFolder();
  const settings = new Settings(join(folder, 'file-in-the-way', 'data'), NOW);
  writeFileSync(join(folder, 'file-in-the-way'), '');
  expect(settings.changePreferences({ frequencyMinutes: 60 })).toMatchObject({
    ok: false,
    error: { code: 'SETTINGS_NOT_SAVED' },
  });
  expect(settings.preferences.frequencyMinutes).toBe(30);
});

const BOX: SecretBox = {
  isAvailable: () => Promise.resolve(true),
  encrypt: (text) => Promise.resolve(Buffer.from(Buffer.from(text).map((byte) => byte ^ 0x5a))),
  decrypt: (data) => Promise.resolve(Buffer.from(data.map((byte) => byte ^ 0x5a)).toString()),
};
const ACCOUNT = { portalOrigin: 'https://archibald.example.it', user: 'agente' };

test('a stored password survives a restart, for the same account only', async () => {
  const folder = tempFolder();
  expect(await new Credentials(folder, BOX).save(ACCOUNT, 'segreta')).toBe('stored');
  const restarted = new Credentials(folder, BOX);
  expect(await restarted.find(ACCOUNT)).toEqual({ kind: 'found', password: 'segreta', where: 'stored' });
  expect(await restarted.find({ ...ACCOUNT, portalOrigin: 'https://other.example.it' })).toEqual({
    kind: 'missing',
  });
  expect(readFileSync(join(folder, CREDENTIALS_FILE), 'latin1')).not.toContain('segreta');
  restarted.forget();
  expect(await new Credentials(folder, BOX).find(ACCOUNT)).toEqual({ kind: 'missing' });
});

test('an interrupted save leaves no file behind, and the previous password counts', async () => {
  const folder = tempFolder();
  await new Credentials(folder, BOX).save(ACCOUNT, 'segreta');
  writeFileSync(join(folder, `${CREDENTIALS_FILE}.new`), 'half');
  const restarted = new Credentials(folder, BOX);
  expect(existsSync(join(folder, `${CREDENTIALS_FILE}.new`))).toBe(false);
  expect(await restarted.find(ACCOUNT)).toMatchObject({ password: 'segreta', where: 'stored' });
});

test('no password is written without a real key store', async () => {
  const folder = tempFolder();
  const credentials = new Credentials(folder, { ...BOX, isAvailable: () => Promise.resolve(false) });
  expect(await credentials.save(ACCOUNT, 'segreta')).toBe('memory');
  expect(await credentials.find(ACCOUNT)).toEqual({ kind: 'found', password: 'segreta', where: 'memory' });
  expect(readdirSync(folder)).toEqual([]);
});

test('a password cannot be decrypted after the key store was replaced', async () => {
  const folder = tempFolder();
  await new Credentials(folder, BOX).save(ACCOUNT, 'segreta');
  const decrypt = (): Promise<string> => Promise.reject(new Error('wrong key'));
  expect(await new Credentials(folder, { ...BOX, decrypt }).find(ACCOUNT)).toEqual({ kind: 'undecryptable' });
});

test.each([
  ['archibald.example.it', 'https://archibald.example.it'],
  ['  https://archibald.example.it/Archibald/Login.aspx?x=1 ', 'https://archibald.example.it'],
  ['http://192.0.2.7:8080/Archibald', 'http://192.0.2.7:8080'],
  ['HTTPS://Archibald.Example.IT', 'https://archibald.example.it'],
  ['archibald.example.it/Archibald/Login.aspx?x=1', 'https://archibald.example.it'],
  ['archibald.example.it:8443', 'https://archibald.example.it:8443'],
  ['Archibald', 'https://archibald'],
  ['"archibald.example.it"', 'https://archibald.example.it'],
  ['<https://archibald.example.it/>', 'https://archibald.example.it'],
  ['[::1]:8443', 'https://[::1]:8443'],
  ['192.0.2.7', 'https://192.0.2.7'],
  ['https:/archibald.example.it', 'https://archibald.example.it'],
  ['https//archibald.example.it/Archibald', 'https://archibald.example.it'],
  ['\u200barchibald.example.it\u200b', 'https://archibald.example.it'],
])('the address %j is understood', (text, origin) => {
  expect(normalisePortalUrl(text)).toEqual({ ok: true, value: origin });
});

test.each([
  '',
  '.',
  'www..example.it',
  'ftp://host',
  'https://user:secret@host',
  'nome@example.it',
  'file:///etc/passwd',
  'javascript:alert(1)',
  'two words',
  'archi"bald.example.it',
  'https://',
])('the address %j is refused', (text) => {
  expect(normalisePortalUrl(text)).toMatchObject({ ok: false, error: { code: 'SETTINGS_INVALID' } });
});

test('an older version’s file without the newer preferences is read', () => {
  const path = join(tempFolder(), 'settings.json');
  const { preferences, ...rest } = defaultSettings();
  const { frequencyMinutes, language, theme } = preferences;
  writeFileSync(path, JSON.stringify({ ...rest, preferences: { frequencyMinutes, language, theme } }));
  expect(loadSettings(path, () => 0)).toMatchObject({ state: 'read', data: { preferences } });
});

test('a file without hours is read, and syncs run at any time', () => {
  const folder = tempFolder();
  new Settings(folder, NOW).changePreferences({ frequencyMinutes: 60 });
  const path = join(folder, SETTINGS_FILE);
  const older = JSON.parse(readFileSync(path, 'utf8')) as { preferences: { hours?: unknown } };
  delete older.preferences.hours;
  writeFileSync(path, JSON.stringify(older));
  const settings = new Settings(folder, NOW);
  expect(settings.loaded).toBe('read');
  expect(settings.preferences).toMatchObject({ frequencyMinutes: 60, hours: 'always' });
});

test('hours that end before they begin are refused and the old ones stay', () => {
  const settings = new Settings(tempFolder(), NOW);
  const hours = { days: [1, 2], from: '08:00', to: '12:00' };
  expect(settings.changePreferences({ hours })).toMatchObject({ ok: true });
  expect(settings.changePreferences({ hours: { ...hours, from: '22:00', to: '06:00' } })).toMatchObject({
    ok: false,
    error: { code: 'SETTINGS_INVALID', details: { field: 'hours' } },
  });
  expect(settings.preferences.hours).toEqual(hours);
});

test('a cache belongs to one account and takes no other account’s customers', () => {
  const folder = tempFolder();
  const mine = { kind: 'account', portalOrigin: 'https://archibald.example.it', user: 'Anna' } as const;
  const settings = new Settings(folder, NOW);
  expect(settings.claimCache(mine)).toEqual({ ok: true, value: null });
  // The owner survives a restart, and the case of the user's name does not matter.
  const later = new Settings(folder, NOW);
  expect(later.claimCache({ ...mine, user: 'ANNA' }).ok).toBe(true);
  for (const other of [
    { ...mine, user: 'berta' },
    { ...mine, portalOrigin: 'https://x.it' },
    { kind: 'demo' } as const,
  ]) {
    expect(later.claimCache(other)).toMatchObject({ ok: false, error: { code: 'OTHER_ACCOUNT' } });
  }
  expect(later.connection).toEqual({ kind: 'none' });
});
