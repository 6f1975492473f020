import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'playwright/test';
import { startDemoWorker } from '../../main/demo/client';
import type { DemoWorker } from '../../main/demo/client';
import { NINE_PAGES } from '../../main/demo/columns';
import type { DemoOptions } from '../../main/demo/options';
import { dataFolder, lastJson, run } from './launch';

const WORKER = join(__dirname, '../../out/main/demo-worker.js');
/** A quick portal with few customers: these tests are about the way to the export. */
const QUICK: Partial<DemoOptions> = { count: 60, exportDelayMs: 50, loadingPanelMs: 120 };

async function portal(
  options: Partial<DemoOptions>,
  use: (portal: DemoWorker) => Promise<void>,
): Promise<void> {
  const worker = await startDemoWorker(WORKER, { ...QUICK, ...options });
  try {
    await use(worker);
  } finally {
    await worker.close();
  }
}

interface Synced {
  readonly code: number | null;
  readonly result: Record<string, unknown>;
  readonly log: string;
  readonly folder: string;
}

async function syncOnce(url: string, args: readonly string[] = [], folder = dataFolder()): Promise<Synced> {
  const flags = [
    '--sync-once',
    '--portal',
    url,
    '--user',
    'demo',
    '--data',
    folder,
    '--retry-delay',
    '50',
    ...args,
  ];
  const { code, stdout, stderr } = await run('app', flags, { ARCHIBALD_PASSWORD: 'demo' });
  return { code, result: lastJson(stdout) as Record<string, unknown>, log: stderr, folder };
}

const VARIANTS: readonly (readonly [string, Partial<DemoOptions>])[] = [
  ['with a sub-menu and the item at another number', { menuNumber: 7 }],
  ['with the item inside the overflow menu', { overflowAlways: true }],
  ['with a direct export and a button to log in', { directExport: true, loginControl: 'button' }],
  ['with the PDF parked for a second GET and a link to log in', { twoStepPdf: true, loginControl: 'link' }],
  ['with the PDF parked and no word about it', { twoStepPdf: true, silentTwoStep: true }],
  ['in English', { language: 'en' }],
  ['with nine pages a cycle', { strips: NINE_PAGES }],
  ['with a long loading panel', { loadingPanelMs: 2_500 }],
  [
    'with "Requested objects cannot be loaded" at the first click',
    { faults: { 'requested-objects': 'once' } },
  ],
];

for (const [name, options] of VARIANTS) {
  test(`exports from a portal ${name}, at the first attempt`, async () => {
    await portal(options, async ({ url }) => {
      const { code, result } = await syncOnce(url);
      expect(result).toMatchObject({
        success: true,
        attempts: 1,
        customersProcessed: 60,
        newCustomers: 60,
        error: null,
      });
      expect(code).toBe(0);
    });
  });
}

const MENDED: readonly (readonly [string, Partial<DemoOptions>])[] = [
  ['a session that expires before the list', { faults: { 'session-expires': 'once' } }],
  ['the login page with code 200 in place of the list', { faults: { 'login-page-at-list': 'once' } }],
  ['an HTML page in place of the PDF', { faults: { 'html-instead-of-pdf': 'once' } }],
  ['a PDF cut off on the way', { faults: { 'truncated-pdf': 'once' } }],
  ['a cut PDF that is called whole', { faults: { 'truncated-clean-pdf': 'once' } }],
  ['an empty file', { faults: { 'empty-pdf': 'once' } }],
  ['an error of the server', { faults: { 'server-error': 'once' } }],
  ['a connection that is reset', { faults: { 'connection-reset': 'once' } }],
  ['a total that differs from the rows', { faults: { 'wrong-count': 'once' } }],
];

for (const [name, options] of MENDED) {
  test(`gets over ${name} with a fresh session`, async () => {
    await portal(options, async ({ url }) => {
      const { result, log } = await syncOnce(url);
      expect(result).toMatchObject({ success: true, attempts: 2, customersProcessed: 60 });
      expect(log).toContain('[CustomerSync] Manual sync attempt 2/4');
    });
  });
}

const REFUSED: readonly (readonly [string, string, Partial<DemoOptions>])[] = [
  ['LOGIN_REFUSED', 'a wrong password', { password: 'another' }],
  ['PASSWORD_EXPIRED', 'a password that must be changed', { faults: { 'password-expired': 'always' } }],
  ['LOGIN_STEP_REQUIRED', 'one more step to log in', { faults: { 'login-step': 'always' } }],
  ['EXPORT_NOT_FOUND', 'a menu without the export', { faults: { 'export-item-missing': 'always' } }],
  ['WRONG_REPORT', 'another report', { faults: { 'wrong-report': 'always' } }],
  ['PORTAL_MAINTENANCE', 'maintenance', { faults: { unavailable: 'always' } }],
  ['PORTAL_CHANGED_ADDRESS', 'a redirect to another host', { faults: { 'redirect-host': 'always' } }],
];

for (const [expected, name, options] of REFUSED) {
  test(`says ${expected} for ${name}, without trying again`, async () => {
    await portal(options, async ({ url }) => {
      const { code, result, folder } = await syncOnce(url);
      expect(result).toMatchObject({
        success: false,
        attempts: 1,
        customersProcessed: 0,
        error: { code: expected },
      });
      expect(code).toBe(1);
      expect(readdirSync(join(folder, 'exports'))).toEqual([]);
    });
  });
}

test('says that the account is locked, and never what locked it', async () => {
  await portal({ password: 'another', failuresToLock: 1 }, async ({ url }) => {
    await syncOnce(url);
    expect((await syncOnce(url)).result).toMatchObject({ attempts: 1, error: { code: 'ACCOUNT_LOCKED' } });
  });
});

test('gives up after four attempts and keeps the customers there were', async () => {
  const folder = dataFolder();
  await portal({}, async (worker) => {
    const { url } = worker;
    expect((await syncOnce(url, [], folder)).result).toMatchObject({ success: true });
    worker.setOptions({ faults: { 'truncated-pdf': 'always' } });
    const { result, log } = await syncOnce(url, [], folder);
    expect(result).toMatchObject({ success: false, attempts: 4, error: { code: 'DOWNLOAD_BROKEN' } });
    expect(log).toContain('[CustomerSync] Manual sync attempt 4/4');
  });
  const customers = await run('node', ['customers', '--data', folder]);
  expect(lastJson(customers.stdout)).toHaveLength(60);
  const metrics = await run('node', ['metrics', '--data', folder]);
  expect(lastJson(metrics.stdout)).toMatchObject({
    totalSyncs: 2,
    consecutiveFailures: 1,
    errorRate: 0.5,
    health: 'failing',
  });
});

test('says that the portal cannot be reached, after as many retries as asked for', async () => {
  const { result } = await syncOnce('http://127.0.0.1:9', ['--retries', '1']);
  expect(result).toMatchObject({ success: false, attempts: 2, error: { code: 'PORTAL_UNREACHABLE' } });
});

test('keeps personal data and the password out of the log and pictures a failure without them', async () => {
  await portal({ faults: { 'export-item-missing': 'always' } }, async ({ url }) => {
    const { log, folder } = await syncOnce(url);
    const file = readFileSync(join(folder, 'logs/archibald-agent.log'), 'utf8');
    for (const text of [log, file]) {
      expect(text).not.toMatch(/password=|"demo"|demo@/i);
    }
    const pictures = readdirSync(join(folder, 'logs')).filter((name) => name.endsWith('.png'));
    expect(pictures).toHaveLength(1);
    expect(pictures[0]).toContain('EXPORT_NOT_FOUND');
  });
});

test('ends in under 3 s on SIGTERM during a sync, with nothing half-written', async () => {
  await portal({ faults: { hang: 'always' } }, async ({ url }) => {
    const folder = dataFolder();
    let killedAt = 0;
    const flags = ['--sync-once', '--portal', url, '--user', 'demo', '--data', folder];
    const { stdout } = await run('app', flags, { ARCHIBALD_PASSWORD: 'demo' }, (kill, onLog) =>
      onLog((text) => {
        if (killedAt === 0 && text.includes('Export item found')) {
          killedAt = Date.now();
          kill('SIGTERM');
        }
      }),
    );
    expect(Date.now() - killedAt).toBeLessThan(3_000);
    expect(lastJson(stdout)).toMatchObject({ success: false, error: { code: 'INTERRUPTED' } });
    expect(existsSync(join(folder, 'exports')) && readdirSync(join(folder, 'exports'))).toEqual([]);
  });
});

test('says what is missing when head-less use is not told enough', async () => {
  const { code, stdout } = await run('app', ['--sync-once', '--data', dataFolder()], {
    ARCHIBALD_PASSWORD: '',
  });
  expect(lastJson(stdout)).toMatchObject({ success: false, error: { code: 'BAD_REQUEST' } });
  expect(code).toBe(1);
});
