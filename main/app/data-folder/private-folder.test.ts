import { mkdirSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { tempFolder } from '../../../tests/helpers/temp-folder';
import { closeToOthers, makePrivateFolder } from './private-folder';

test.skipIf(process.platform === 'win32')(
  'a new folder is for its user only, and an existing one stays unchanged',
  async () => {
    const [made, found] = [join(tempFolder(), 'a/b'), join(tempFolder(), 'found')];
    mkdirSync(found, { mode: 0o750 });
    await makePrivateFolder(made, process.platform);
    await makePrivateFolder(found, process.platform);
    expect([made, found].map((folder) => statSync(folder).mode & 0o777)).toEqual([0o700, 0o750]);
  },
);

test('the user gets access before others lose theirs', async () => {
  const calls: (readonly string[])[] = [];
  const run = (args: readonly string[]): Promise<boolean> => {
    calls.push(args);
    return Promise.resolve(true);
  };
  await closeToOthers('D:\\dati', 'ACME\\anna', run);
  expect(calls).toEqual([
    [
      'D:\\dati',
      ...['/grant', 'ACME\\anna:(OI)(CI)F'],
      ...['/grant', '*S-1-5-18:(OI)(CI)F'],
      ...['/grant', '*S-1-5-32-544:(OI)(CI)F'],
    ],
    ['D:\\dati', '/inheritance:r'],
  ]);
});

test('nobody loses access when the user cannot get it', async () => {
  const calls: (readonly string[])[] = [];
  await closeToOthers('D:\\dati', 'ACME\\anna', (args) => {
    calls.push(args);
    return Promise.resolve(false);
  });
  expect(calls).toHaveLength(1);
});

test('on Windows a folder that stays open to others is reported and tried again', async () => {
  const folder = join(tempFolder(), 'data');
  let works = false;
  const calls: (readonly string[])[] = [];
  const run = (args: readonly string[]): Promise<boolean> => {
    calls.push(args);
    return Promise.resolve(works || !args.includes('/inheritance:r'));
  };
  expect(await makePrivateFolder(folder, 'win32', run)).toBe('open');
  expect(await makePrivateFolder(folder, 'win32', run)).toBe('open');
  expect(calls).toHaveLength(4);
  works = true;
  expect(await makePrivateFolder(folder, 'win32', run)).toBe('private');
  // From now on the folder stays unchanged.
  expect(await makePrivateFolder(folder, 'win32', run)).toBe('private');
  expect(calls).toHaveLength(6);
  expect(readdirSync(folder)).toEqual([]);
});
