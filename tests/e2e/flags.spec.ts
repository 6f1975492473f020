import { spawn } from 'node:child_process';
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'playwright/test';
import { weighTree } from '../helpers/process-tree';
import { APP_COMMAND, dataFolder, lastJson, run, runSync } from './launch';
import { prepare } from './prepare';

const FIXTURES = join(__dirname, '../fixtures');

test('the app prints its version and its flags', async () => {
  const { version } = JSON.parse(readFileSync(join(__dirname, '../../package.json'), 'utf8')) as {
    version: string;
  };
  expect(await run('app', ['--version'])).toMatchObject({ code: 0, stdout: `${version}\n` });
  const help = await run('app', ['--help']);
  expect(help.code).toBe(0);
  for (const flag of ['--sync-once', '--print-metrics', '--read-export', '--hidden', '--data', '--version']) {
    expect(help.stdout).toContain(flag);
  }
});

test('the flags print the figures and read exports as the npm scripts do', async () => {
  const folder = await prepare();
  const metrics = await run('app', ['--print-metrics', '--data', folder]);
  expect(metrics.code, metrics.stderr).toBe(0);
  expect(lastJson(metrics.stdout)).toEqual(
    lastJson((await run('node', ['metrics', '--data', folder])).stdout),
  );
  expect(lastJson(metrics.stdout)).toMatchObject({ totalSyncs: 1 });

  const file = join(FIXTURES, 'clienti-8-pages.pdf');
  const read = await run('app', ['--read-export', file]);
  expect(read.code).toBe(0);
  expect(lastJson(read.stdout)).toEqual(lastJson((await run('node', ['read-export', file])).stdout));
  const missing = await run('app', ['--read-export', join(FIXTURES, 'none.pdf')]);
  expect(missing.code).toBe(2);
  expect(lastJson(missing.stdout)).toMatchObject({ error: { code: 'FILE_NOT_FOUND' } });
  expect((await run('app', ['--print-metrics', '--data', join(folder, 'none')])).code).toBe(2);
});

test('neither a head-less sync nor the demo touches another account’s customers', async () => {
  const folder = await prepare();
  const before = readFileSync(join(folder, 'customers.db'));
  const portal = ['--portal', 'https://archibald.example.it', '--user', 'agente', '--data', folder];
  // The folder's customers belong to this account, so the sync runs, but the portal does not exist.
  const own = await runSync(['--sync-once', '--retries', '0', ...portal]);
  expect(lastJson(own.stdout)).not.toMatchObject({ error: { code: 'OTHER_ACCOUNT' } });
  const other = await runSync(['--sync-once', ...portal.with(3, 'another')]);
  expect(lastJson(other.stdout)).toMatchObject({ success: false, error: { code: 'OTHER_ACCOUNT' } });
  const settings = readFileSync(join(folder, 'settings.json'), 'utf8');
  const demo = await run('app', ['--demo', '--once', '--data', folder]);
  expect(demo.code).toBe(1);
  expect(demo.stdout).toContain('OTHER_ACCOUNT');
  expect(readFileSync(join(folder, 'settings.json'), 'utf8')).toBe(settings);
  expect(readFileSync(join(folder, 'customers.db')).equals(before)).toBe(true);
});

test('the app refuses data of a newer version in any file, and changes none', async () => {
  const folder = await prepare();
  const portal = ['--portal', 'https://archibald.example.it', '--user', 'agente', '--data', folder];
  const path = join(folder, 'settings.json');
  const settings = JSON.parse(readFileSync(path, 'utf8')) as Record<string, unknown>;
  const newer = JSON.stringify({ ...settings, version: 2 });
  writeFileSync(path, newer);
  const before = readdirSync(folder).sort();
  for (const args of [
    ['--demo', '--once', '--data', folder],
    ['--sync-once', ...portal],
  ]) {
    const refused = await runSync(args);
    expect(refused.code).toBe(1);
    expect(refused.stdout).toContain('STORE_TOO_NEW');
  }
  expect(readFileSync(path, 'utf8')).toBe(newer);
  // Only Chromium's files and the log are new.
  const made = readdirSync(folder).filter((name) => !before.includes(name));
  expect(made.filter((name) => !/^(chromium|logs|Singleton.*)$/.test(name))).toEqual([]);
});

test('a page in its own process reads the exports that need the full PDF engine', async () => {
  test.skip(process.platform !== 'linux', 'Processes are looked up as Linux lists them');
  const path = join(dataFolder(), 'abbreviated.pdf');
  // Abbreviates the filter's name in a way that only pdf.js understands, not the direct reader.
  const plain = readFileSync(join(FIXTURES, 'clienti-8-pages.pdf'), 'latin1');
  writeFileSync(path, plain.replaceAll('/FlateDecode', '/Fl         '), 'latin1');
  const [program, ...args] = APP_COMMAND;
  const child = spawn(program, [...args, '--read-export', path]);
  let stdout = '';
  child.stdout.on('data', (data: Buffer) => (stdout += data.toString()));
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  await expect
    .poll(() => weighTree(child.pid ?? 0).members.some(({ role }) => role === 'renderer'), {
      intervals: [10],
    })
    .toBe(true);
  expect(await ended).toBe(0);
  const expected = JSON.parse(readFileSync(join(FIXTURES, 'clienti-8-pages.json'), 'utf8')) as {
    customers: unknown[];
  };
  expect(lastJson(stdout)).toMatchObject({ customers: expected.customers });
});
