import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'playwright/test';
import { startDemoWorker } from '../../main/demo/client';
import type { DemoWorker } from '../../main/demo/client';
import { NINE_PAGES } from '../../main/demo/customers/columns';
import type { DemoOptions } from '../../main/demo/options';
import { atLength } from './at-length';
import { dataFolder, lastJson, readLog, run, runSync } from './launch';
import { WITH_PANEL, test } from './synced-app';

const WORKER = join(__dirname, '../../out/main/demo-worker.js');

async function portal(
  options: Partial<DemoOptions>,
  use: (portal: DemoWorker) => Promise<void>,
): Promise<void> {
  const worker = await startDemoWorker(WORKER, { ...WITH_PANEL, ...options });
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
  const { code, stdout, stderr } = await runSync(flags);
  return { code, result: lastJson(stdout) as Record<string, unknown>, log: stderr, folder };
}

type Variant = readonly [string, Partial<DemoOptions>];

/** Portals of each kind, and in the long form all that differ from them in one step. */
const VARIANTS: readonly Variant[] = [
  ['as it was recorded', {}],
  ['with a sub-menu and the item at another number', { menuNumber: 3, directExport: false }],
  ['that names the item only in its title', { exportItem: 'title' }],
  ['with a login form whose answer is a page, and a button', { loginForm: 'post', loginControl: 'button' }],
  ['with the PDF parked and no hint of it', { twoStepPdf: true, silentTwoStep: true, loginControl: 'div' }],
  ['with nine pages a cycle', { strips: NINE_PAGES }],
  ['that takes the focus away during typing', { focusStolenMs: 150 }],
  ['that loses the first click on the login', { faults: { 'lost-login-click': 'once' } }],
  ['that loses the first click on the export', { faults: { 'lost-first-click': 'once' } }],
  ['that alerts, asks and prompts', { faults: { dialogs: 'always' } }],
  ['that sends the PDF for display', { pdfDisposition: 'inline' }],
  reloading(150),
  [
    'with "Requested objects cannot be loaded" at the first click',
    { faults: { 'requested-objects': 'once' } },
  ],
];
const MORE_VARIANTS: readonly Variant[] = [
  ['with the item inside the overflow menu', { overflowAlways: true }],
  ['that names the item only for its own scripts', { exportItem: 'name' }],
  ['that has only the words, twice', { exportItem: 'words' }],
  ['with the PDF parked for a second GET and a link to log in', { twoStepPdf: true, loginControl: 'link' }],
  ['in English', { language: 'en' }],
  ['with a long loading panel', { loadingPanelMs: 2_500 }],
  ['that takes the focus away from the first two fillings', { focusThefts: 2 }],
  ['with items that are wider than their links', { wideItems: true }],
  ['that prints, and asks for files and folders', { faults: { 'system-dialogs': 'always' } }],
  ['that does not say how to use the PDF', { pdfDisposition: 'none' }],
  ['that parks the PDF and sends it for display', { twoStepPdf: true, pdfDisposition: 'inline' }],
  reloading(0),
  reloading(250),
];

function reloading(listReloadMs: number): Variant {
  const options = { listReloadMs, faults: { 'list-reloads': 'once' } } as const;
  return [`whose list loads itself again after ${listReloadMs} ms`, options];
}

/** The portal's counters after an export that succeeds at once. */
const ONE_EXPORT = {
  loginPosts: 1,
  credentialsSent: 1,
  logins: 1,
  damage: 0,
  otherItems: 0,
  exports: 1,
  parallelRefusals: 0,
  pageLanguages: ['it-IT'],
};

for (const [name, options] of atLength(VARIANTS, MORE_VARIANTS)) {
  test(`the app exports from a portal ${name}, at the first attempt`, async ({ synced }) => {
    const { run, portal, log } = await synced.sync(options);
    expect(run, log).toMatchObject({
      outcome: 'success',
      attempts: 1,
      counts: { processed: 60 },
      error: null,
    });
    expect(portal).toEqual(ONE_EXPORT);
  });
}

const ELSEWHERE = { listPath: '/Archibald/CUSTTABLE_ListView_Office/' };
/**
 * The answers of a portal at the usual address of the list. Each answer needs a new app, because
 * the app remembers a found list.
 */
const UNKNOWN_LISTS: readonly Variant[] = [['404', ELSEWHERE]];
const MORE_UNKNOWN_LISTS: readonly Variant[] = [
  ['error page', { ...ELSEWHERE, missingList: 'error-page' }],
  ['home page', { ...ELSEWHERE, missingList: 'home' }],
];

for (const [answer, options] of atLength(UNKNOWN_LISTS, MORE_UNKNOWN_LISTS)) {
  test(`the app finds a list elsewhere (${answer}) and exports at the first attempt`, async () => {
    await portal(options, async (worker) => {
      const { code, result } = await syncOnce(worker.url);
      expect(result).toMatchObject({
        success: true,
        attempts: 1,
        customersProcessed: 60,
        newCustomers: 60,
        error: null,
      });
      expect(code).toBe(0);
      expect(await worker.stats()).toMatchObject(ONE_EXPORT);
    });
  });
}

const RECOVERABLE: readonly Variant[] = [
  ['a session that expires before the list', { faults: { 'session-expires': 'once' } }],
  ['an HTML page in place of the PDF', { faults: { 'html-instead-of-pdf': 'once' } }],
  [
    'a PDF truncated during the download, of a list with the word of a maintenance page in it',
    { faults: { 'truncated-pdf': 'once' }, hostileNames: true },
  ],
  ['a server error', { faults: { 'server-error': 'once' } }],
  ['a total that differs from the rows', { faults: { 'wrong-count': 'once' } }],
];
const MORE_RECOVERABLE: readonly Variant[] = [
  ['the login page with code 200 in place of the list', { faults: { 'login-page-at-list': 'once' } }],
  ['a PDF truncated during the download', { faults: { 'truncated-pdf': 'once' } }],
  ['a truncated PDF announced as complete', { faults: { 'truncated-clean-pdf': 'once' } }],
  ['an empty file', { faults: { 'empty-pdf': 'once' } }],
  [
    'a session that ends before the export',
    { faults: { 'session-expires': { when: 'once', at: 'export' } } },
  ],
];

for (const [name, options] of atLength(RECOVERABLE, MORE_RECOVERABLE)) {
  test(`the app recovers from ${name} with a new session`, async ({ synced }) => {
    const { run, log } = await synced.sync(options);
    expect(run, log).toMatchObject({ outcome: 'success', attempts: 2, counts: { processed: 60 } });
  });
}

type Refused = readonly [code: string, name: string, Partial<DemoOptions>, credentialsSent: number];

/** One refusal for each code, and in the long form each way to it. */
const REFUSED: readonly Refused[] = [
  ['LOGIN_REFUSED', 'a wrong password', { password: 'another' }, 1],
  ['LOGIN_UNCONFIRMED', 'a form that just stays', { faults: { 'login-unconfirmed': 'always' } }, 1],
  ['PASSWORD_EXPIRED', 'a password that must be changed', { faults: { 'password-expired': 'always' } }, 1],
  ['LOGIN_STEP_REQUIRED', 'one more step to log in', { faults: { 'login-step': 'always' } }, 1],
  ['EXPORT_NOT_FOUND', 'a menu without the export', { faults: { 'export-item-missing': 'always' } }, 1],
  ['EXPORT_NOT_PDF', 'an account set to Excel', { exportType: 'XLSX' }, 1],
  ['WRONG_REPORT', 'another report', { faults: { 'wrong-report': 'always' } }, 1],
  ['PORTAL_MAINTENANCE', 'maintenance', { faults: { unavailable: 'always' } }, 0],
  ['PORTAL_CHANGED_ADDRESS', 'a redirect to another host', { faults: { 'redirect-host': 'always' } }, 0],
  ['PORTAL_REFUSES_ADDRESS', 'an address that is blocked', { addressBlocked: true }, 0],
];
const MORE_REFUSED: readonly Refused[] = [
  ['LOGIN_REFUSED', 'a wrong password, in an alert', { password: 'another', refusalWords: 'alert' }, 1],
  ['LOGIN_REFUSED', 'a wrong password on a reloaded page', { password: 'another', loginForm: 'post' }, 1],
  [
    'LOGIN_UNCONFIRMED',
    'a wrong password without a message',
    { password: 'another', refusalWords: false },
    1,
  ],
  [
    'LOGIN_UNCONFIRMED',
    'a server error instead of an answer to the login',
    { faults: { 'server-error': { when: 'always', at: 'login' } } },
    0,
  ],
  [
    'LOGIN_UNCONFIRMED',
    'a connection reset by the login’s form',
    { faults: { 'connection-reset': { when: 'always', at: 'login' } }, loginForm: 'post' },
    0,
  ],
  ['EXPORT_NOT_PDF', 'an account set to an old Excel', { exportType: 'XLS' }, 1],
];

for (const [expected, name, options, credentialsSent] of atLength(REFUSED, MORE_REFUSED)) {
  test(`the app reports ${expected} for ${name}, without trying again`, async ({ synced }) => {
    const { run, portal, log } = await synced.sync(options);
    expect(run, log).toMatchObject({
      outcome: 'failed',
      attempts: 1,
      counts: { processed: 0 },
      error: { code: expected },
    });
    expect(portal).toMatchObject({ credentialsSent, damage: 0, otherItems: 0 });
    // Chromium may send a login again by itself, which looks like further wrong passwords.
    expect(portal.loginPosts).toBeLessThanOrEqual(1);
    expect(readdirSync(join(synced.folder, 'exports'))).toEqual([]);
  });
}

// Chromium may send a posted form again by itself, so this one is always tested.
for (const loginForm of atLength(['post'] as const, ['callback'] as const)) {
  test(`a login (${loginForm}) whose connection is reset is sent once`, async ({ synced }) => {
    const faults = { 'connection-reset': { when: 'always', at: 'login' } } as const;
    const { run, portal, log } = await synced.sync({ faults, loginForm });
    expect(run, log).toMatchObject({ attempts: 1, logins: 1, error: { code: 'LOGIN_UNCONFIRMED' } });
    expect(portal.loginPosts).toBe(1);
  });

  test(`a connection broken after an accepted login (${loginForm}) is a network error`, async ({
    synced,
  }) => {
    const faults = { 'connection-reset': { when: 'always', at: 'list' } } as const;
    const { run, portal, log } = await synced.sync({ faults, loginForm });
    expect(run, log).toMatchObject({
      attempts: 4,
      error: { code: 'PORTAL_UNREACHABLE', details: { reason: 'ERR_CONNECTION_RESET' } },
    });
    expect(portal).toMatchObject({ logins: 4, loginPosts: 4 });
  });
}

test('a form that sends nothing counts as no login and is tried again', async ({ synced }) => {
  const { run, portal, log } = await synced.sync({ faults: { 'dead-login': 'once' } });
  expect(run, log).toMatchObject({ outcome: 'success', attempts: 2, logins: 1 });
  expect(log).toContain('LOGIN_FORM_NOT_FOUND');
  expect(portal).toMatchObject({ loginPosts: 1, logins: 1 });
});

test('a reset connection at the export is reported as an unreachable portal', async () => {
  await portal({ faults: { 'connection-reset': { when: 'always', at: 'export' } } }, async ({ url }) => {
    const startedAt = Date.now();
    const { code, result, log } = await syncOnce(url, ['--retries', '1']);
    expect(result).toMatchObject({ attempts: 2, error: { code: 'PORTAL_UNREACHABLE' } });
    expect(log).toContain('[CustomerSync] Manual sync attempt 2/2');
    expect(code).toBe(1);
    expect(Date.now() - startedAt).toBeLessThan(20_000);
  });
});

test('the app reports that the account is locked, not the refused password', async () => {
  await portal({ password: 'another', failuresToLock: 1 }, async ({ url }) => {
    await syncOnce(url);
    expect((await syncOnce(url)).result).toMatchObject({ attempts: 1, error: { code: 'ACCOUNT_LOCKED' } });
  });
});

test('the app gives up after four attempts and keeps the stored customers', async () => {
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
    consecutiveFailures: 0,
    errorRate: 0.5,
    health: 'failing',
  });
});

test('the app reports an unreachable portal after the requested number of retries', async () => {
  const { result } = await syncOnce('http://127.0.0.1:9', ['--retries', '1']);
  expect(result).toMatchObject({ success: false, attempts: 2, error: { code: 'PORTAL_UNREACHABLE' } });
});

test('log and pictures of a failure hold neither personal data nor the password', async () => {
  await portal({ faults: { 'export-item-missing': 'always' } }, async ({ url }) => {
    const { log, folder } = await syncOnce(url);
    for (const text of [log, readLog(folder)]) {
      expect(text).not.toMatch(/password=|"demo"|demo@/i);
    }
    const pictures = readdirSync(join(folder, 'logs')).filter((name) => name.endsWith('.png'));
    expect(pictures).toHaveLength(1);
    expect(pictures[0]).toContain('EXPORT_NOT_FOUND');
  });
});

test('the app ends within 3 s of SIGTERM during a sync, with nothing half-written', async () => {
  test.skip(process.platform === 'win32', 'Windows has no SIGTERM; tests/faults/crash kills it');
  await portal({ faults: { hang: 'always' } }, async ({ url }) => {
    const folder = dataFolder();
    let killedAt = 0;
    const flags = ['--sync-once', '--portal', url, '--user', 'demo', '--data', folder];
    const { stdout } = await runSync(flags, {}, (kill, onLog) =>
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

test('a head-less sync reports its missing options', async () => {
  const account = ['--portal', 'https://archibald.example.it', '--user', 'agente'];
  for (const [args, env] of [
    [[], {}],
    [account, {}],
    // An earlier version took the password from a variable, which all child processes can read.
    [account, { ARCHIBALD_PASSWORD: 'demo' }],
  ] as const) {
    const { code, stdout } = await run('app', ['--sync-once', '--data', dataFolder(), ...args], env);
    expect(lastJson(stdout)).toMatchObject({
      success: false,
      error: { code: 'BAD_REQUEST', message: expect.stringContaining('--password-stdin') as unknown },
    });
    expect(code).toBe(1);
  }
});
