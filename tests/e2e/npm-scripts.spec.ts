/** Tests the head-less commands of docs/command-line.md through npm, as agents' IT types them. */
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from 'playwright/test';
import { startDemoWorker } from '../../main/demo/client';
import { QUICK } from './connected';
import type { Finished } from './launch';
import { dataFolder, lastJson } from './launch';

const PROJECT = resolve(__dirname, '../..');
const PASSWORD = 'demo';

/** The command lines of the document's table, by script. Their optional parts are left out. */
const DOCUMENTED = new Map(
  [
    ...readFileSync(join(PROJECT, 'docs/command-line.md'), 'utf8').matchAll(
      /`npm (run --silent (\S+) -- [^`]+)`/g,
    ),
  ].map(([, line = '', script = '']) => [
    script,
    line
      .replaceAll(/\[[^\]]*\]/g, '')
      .trim()
      .split(/\s+/),
  ]),
);

/** Runs a documented command, with these values for its placeholders, and waits for its end. */
function type(
  script: string,
  values: Readonly<Record<string, string>>,
  { more = [], input = '' }: { more?: readonly string[]; input?: string } = {},
): Promise<Finished> {
  const words = DOCUMENTED.get(script) ?? [];
  expect(words, `the document has ${script}`).not.toEqual([]);
  const npm = process.env['npm_execpath'] ?? '';
  expect(npm, 'npm says where it is to what it runs').not.toBe('');
  const args = words.map((word) => values[word] ?? word);
  return new Promise((done, reject) => {
    const child = spawn(process.execPath, [npm, ...args, ...more], {
      cwd: PROJECT,
    });
    let stdout = '';
    let stderr = '';
    child.stdout.on('data', (data: Buffer) => (stdout += data.toString()));
    child.stderr.on('data', (data: Buffer) => (stderr += data.toString()));
    child.once('error', reject);
    child.once('close', (code) => done({ code, stdout, stderr }));
    child.stdin.end(input);
  });
}

test('each documented command works through npm, with a password on standard input', async () => {
  test.setTimeout(240_000);
  expect([...DOCUMENTED.keys()]).toEqual(['read-export', 'sync-once', 'metrics', 'customers']);
  const portal = await startDemoWorker(join(__dirname, '../../out/main/demo-worker.js'), QUICK);
  const folder = dataFolder();
  const where = { URL: portal.url, NAME: 'demo', DIR: folder };
  try {
    const piped = await type('sync-once', where, { input: `${PASSWORD}\n` });
    expect(lastJson(piped.stdout), piped.stderr).toMatchObject({
      success: true,
      customersProcessed: QUICK.count,
    });
    expect(piped.code).toBe(0);

    const metrics = await type('metrics', where);
    expect(lastJson(metrics.stdout), metrics.stderr).toMatchObject({ totalSyncs: 1 });
    const customers = await type('customers', where, { more: ['--limit', '3'] });
    expect(customers.code, customers.stderr).toBe(0);
    const file = join(__dirname, '../fixtures/clienti-8-pages.pdf');
    const read = await type('read-export', { 'FILE.pdf': file });
    expect(lastJson(read.stdout), read.stderr).toMatchObject({ declaredCount: expect.any(Number) });
  } finally {
    await portal.close();
  }
});

test('a refused password is sent once, however often one types, until a flag insists', async () => {
  test.setTimeout(240_000);
  const portal = await startDemoWorker(join(__dirname, '../../out/main/demo-worker.js'), QUICK);
  const where = { URL: portal.url, NAME: 'demo', DIR: dataFolder() };
  const sync = async (password: string, ...more: string[]): Promise<unknown> => {
    const { stdout } = await type('sync-once', where, {
      more,
      input: `${password}\n`,
    });
    return lastJson(stdout);
  };
  try {
    expect(await sync('wrong')).toMatchObject({ logins: 1, error: { code: 'LOGIN_REFUSED' } });
    expect(await sync('wrong')).toMatchObject({
      attempts: 0,
      error: { code: 'LOGIN_REFUSED', message: expect.stringContaining('--send-same-password') },
    });
    expect(await portal.stats()).toMatchObject({ credentialsSent: 1 });
    expect(await sync('wrong', '--send-same-password')).toMatchObject({ error: { code: 'LOGIN_REFUSED' } });
    expect(await portal.stats()).toMatchObject({ credentialsSent: 2 });
    // A different password does not count as a repetition.
    expect(await sync(PASSWORD)).toMatchObject({ success: true });
    expect(await portal.stats()).toMatchObject({ credentialsSent: 3, refusedLogins: 2 });
    // The refused password stays refused, although another was accepted since.
    expect(await sync('wrong')).toMatchObject({ attempts: 0, error: { code: 'LOGIN_REFUSED' } });
    expect(await portal.stats()).toMatchObject({ credentialsSent: 3 });
    expect(existsSync(join(where.DIR, 'refused-logins.json'))).toBe(true);
  } finally {
    await portal.close();
  }
});
