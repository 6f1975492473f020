/**
 * Tests the catalogue's faults of the portal's pages in the real app against the demo portal. These
 * slow tests run only in `npm run lab -- faults`, which sets Electron's path.
 */
import { spawn } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { DemoWorker } from '../../main/demo/client';
import { startDemoWorker } from '../../main/demo/client';
import { NINE_PAGES } from '../../main/demo/customers/columns';
import type { DemoOptions } from '../../main/demo/options';
import { DEMO_DEFAULTS } from '../../main/demo/options';
import type { ErrorCode } from '../../preload/contract';
import { it } from '../../renderer/strings/it';

const PROJECT = join(import.meta.dirname, '../..');
const EXECUTABLE = process.env['E2E_ELECTRON'];
const FLAGS = (process.env['E2E_FLAGS'] ?? '').split(' ').filter((flag) => flag !== '');
const QUICK: Partial<DemoOptions> = { count: 60, exportDelayMs: 50, loadingPanelMs: 120 };

interface RealRow {
  readonly fault: number;
  readonly name: string;
  readonly options: Partial<DemoOptions>;
  /** The Italian sentence of the run; `null` for a successful sync. */
  readonly shown: string | null;
  readonly attempts: number;
  readonly logins: number;
}

function repaired(
  fault: number,
  name: string,
  options: Partial<DemoOptions>,
  attempts = 2,
  logins = attempts,
): RealRow {
  return { fault, name, options, shown: null, attempts, logins };
}

function fails(
  fault: number,
  name: string,
  options: Partial<DemoOptions>,
  code: ErrorCode,
  attempts = 1,
  logins = attempts,
): RealRow {
  return { fault, name, options, shown: it.errors[code].title, attempts, logins };
}

const OFFICE = '/Archibald/CUSTTABLE_ListView_Office/';

const ROWS: readonly RealRow[] = [
  repaired(1, 'the export item has another number', { menuNumber: 7 }, 1),
  repaired(1, 'the item is known by its name alone', { exportItem: 'name' }, 1),
  repaired(1, 'the item is known by its title alone', { exportItem: 'title' }, 1),
  repaired(1, 'the item is known by its words, which appear twice', { exportItem: 'words' }, 1),
  repaired(2, 'the item is inside the overflow menu', { overflowAlways: true }, 1),
  fails(3, 'the item is missing', { faults: { 'export-item-missing': 'always' } }, 'EXPORT_NOT_FOUND'),
  repaired(4, 'a click opens a sub-menu', { directExport: false }, 1),
  repaired(5, 'the loading panel covers the page for a long time', { loadingPanelMs: 2_500 }, 1),
  repaired(5, 'the first click on the export does nothing', { faults: { 'lost-first-click': 'once' } }, 1),
  repaired(5, 'the first click on the login does nothing', { faults: { 'lost-login-click': 'once' } }, 1),
  repaired(5, 'items that are wider than their links', { wideItems: true }, 1),
  repaired(6, '"Requested objects cannot be loaded"', { faults: { 'requested-objects': 'once' } }, 1),
  repaired(7, '500 once', { faults: { 'server-error': 'once' } }),
  fails(8, 'maintenance', { faults: { unavailable: 'always' } }, 'PORTAL_MAINTENANCE', 1, 0),
  fails(9, '429 with Retry-After', { faults: { 'too-many-requests': 'always' } }, 'PORTAL_MAINTENANCE', 1, 0),
  fails(12, 'the account is set to Excel', { exportType: 'XLSX' }, 'EXPORT_NOT_PDF'),
  fails(12, 'the account is set to an old Excel', { exportType: 'XLS' }, 'EXPORT_NOT_PDF'),
  fails(12, 'the account is set to CSV', { exportType: 'CSV' }, 'EXPORT_NOT_PDF'),
  repaired(12, 'a page instead of the PDF, once', { faults: { 'html-instead-of-pdf': 'once' } }),
  repaired(12, 'the PDF is sent for display', { pdfDisposition: 'inline' }, 1),
  repaired(12, 'the answer does not say how to use the PDF', { pdfDisposition: 'none' }, 1),
  repaired(12, 'a truncated PDF of a list with "manutenzione" in it', {
    faults: { 'truncated-pdf': 'once' },
    hostileNames: true,
  }),
  repaired(13, 'an English portal and file name', { language: 'en' }, 1),
  repaired(14, 'the PDF comes in a second GET', { twoStepPdf: true }, 1),
  fails(
    15,
    'a redirect to another host',
    { faults: { 'redirect-host': 'always' } },
    'PORTAL_CHANGED_ADDRESS',
    1,
    0,
  ),
  repaired(16, 'another role: no list at the usual address', { listPath: OFFICE }, 1),
  repaired(
    16,
    'another role: an error page at the usual address',
    { listPath: OFFICE, missingList: 'error-page' },
    1,
  ),
  repaired(16, 'another role: the home page instead', { listPath: OFFICE, missingList: 'home' }, 1),
  repaired(17, 'the page alerts, asks and prompts', { faults: { dialogs: 'always' } }, 1),
  repaired(
    17,
    'the page prints, and asks for files and folders',
    { faults: { 'system-dialogs': 'always' } },
    1,
  ),
  repaired(18, 'the list reloads itself', { faults: { 'list-reloads': 'once' }, listReloadMs: 0 }, 1),
  repaired(
    18,
    'the list reloads itself just before the click on the export',
    { faults: { 'list-reloads': 'once' }, listReloadMs: 250 },
    1,
  ),
  fails(20, 'a wrong password, not tried twice', { password: 'another' }, 'LOGIN_REFUSED'),
  fails(20, 'a wrong password, in an alert', { password: 'another', refusalWords: 'alert' }, 'LOGIN_REFUSED'),
  fails(
    20,
    'a login form that sends nothing',
    { faults: { 'dead-login': 'always' } },
    'LOGIN_FORM_NOT_FOUND',
    4,
    0,
  ),
  repaired(20, 'the page takes the focus away from two fillings', { focusThefts: 2 }, 1),
  repaired(
    19,
    'a filter in the portal hides customers: known customers stay',
    { listFilter: 'xaf_xaf_a2Free_customers', gridFilter: 55 },
    1,
  ),
  repaired(
    19,
    'another view in the portal',
    { listView: 'xaf_xaf_a1CustomersRoadmapAgent', gridFilter: 55 },
    1,
  ),
  fails(
    36,
    'the connection breaks after each accepted login',
    { faults: { 'connection-reset': { when: 'always', at: 'list' } } },
    'PORTAL_UNREACHABLE',
    4,
  ),
  fails(
    20,
    'a wrong password on a reloaded page',
    { password: 'another', loginForm: 'post' },
    'LOGIN_REFUSED',
  ),
  fails(
    20,
    'a wrong password without a message, not tried twice',
    { password: 'another', refusalWords: false },
    'LOGIN_UNCONFIRMED',
  ),
  fails(
    20,
    'a right password that leads nowhere',
    { faults: { 'login-unconfirmed': 'always' } },
    'LOGIN_UNCONFIRMED',
  ),
  fails(
    20,
    'a login that is never answered',
    { faults: { hang: { when: 'always', at: 'login' } } },
    'LOGIN_UNCONFIRMED',
    1,
    0,
  ),
  fails(
    20,
    'a login whose connection is reset',
    { faults: { 'connection-reset': { when: 'always', at: 'login' } }, loginForm: 'post' },
    'LOGIN_UNCONFIRMED',
    1,
    0,
  ),
  fails(
    20,
    'a login that fails on the server',
    { faults: { 'server-error': { when: 'always', at: 'login' } } },
    'LOGIN_UNCONFIRMED',
    1,
    0,
  ),
  fails(20, 'this computer’s address is blocked', { addressBlocked: true }, 'PORTAL_REFUSES_ADDRESS', 1, 0),
  repaired(20, 'the page takes the focus away during typing', { focusStolenMs: 150 }, 1),
  fails(22, 'the password must be changed', { faults: { 'password-expired': 'always' } }, 'PASSWORD_EXPIRED'),
  repaired(23, 'the session expires before the list', { faults: { 'session-expires': 'once' } }),
  repaired(24, 'the login page with code 200 on the list address', {
    faults: { 'login-page-at-list': 'once' },
  }),
  fails(25, 'a second factor', { faults: { 'login-step': 'always' } }, 'LOGIN_STEP_REQUIRED'),
  repaired(36, 'the connection breaks during the download, once', { faults: { 'truncated-pdf': 'once' } }),
  fails(
    36,
    'the connection breaks again and again',
    { faults: { 'truncated-pdf': 'always' } },
    'DOWNLOAD_BROKEN',
    4,
  ),
  repaired(37, 'a line of 20 kB/s', { faults: { 'slow-bytes': 'always' } }, 1),
  repaired(23, 'the session ends before the export', {
    faults: { 'session-expires': { when: 'once', at: 'export' } },
  }),
  fails(
    40,
    'the connection is reset when the export is requested',
    { faults: { 'connection-reset': { when: 'always', at: 'export' } } },
    'PORTAL_UNREACHABLE',
    4,
  ),
  repaired(41, 'an empty file, once', { faults: { 'empty-pdf': 'once' } }),
  repaired(41, 'a truncated PDF announced as complete, once', { faults: { 'truncated-clean-pdf': 'once' } }),
  // The session is not at fault, so the second attempt keeps it.
  fails(42, 'Count= differs', { faults: { 'wrong-count': 'always' } }, 'COUNT_MISMATCH', 2, 1),
  repaired(43, 'nine pages a cycle', { strips: NINE_PAGES }, 1),
  fails(48, 'another report', { faults: { 'wrong-report': 'always' } }, 'WRONG_REPORT'),
];

interface Finished {
  readonly stdout: string;
  readonly stderr: string;
}

function run(program: string, args: readonly string[]): Promise<Finished> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args);
    child.stdin.end('demo\n');
    let stdout = '';
    let stderr = '';
    child.stdout.on('data', (data: Buffer) => (stdout += data.toString()));
    child.stderr.on('data', (data: Buffer) => (stderr += data.toString()));
    child.once('error', reject);
    child.once('close', () => resolve({ stdout, stderr }));
  });
}

function lastJson({ stdout, stderr }: Finished): unknown {
  try {
    return JSON.parse(stdout.trim().split('\n').at(-1) ?? '');
  } catch {
    throw new Error(`No JSON at the end of the output: ${stderr.slice(-500)}`);
  }
}

async function syncOnce(url: string, folder: string): Promise<unknown> {
  const args = ['--sync-once', '--portal', url, '--user', 'demo', '--data', folder, '--password-stdin'];
  return lastJson(await run(EXECUTABLE ?? '', [PROJECT, ...FLAGS, ...args, '--retry-delay', '50']));
}

async function customersIn(folder: string): Promise<unknown> {
  return lastJson(
    await run(process.execPath, [join(PROJECT, 'out/main/cli.js'), 'customers', '--data', folder]),
  );
}

describe.skipIf(EXECUTABLE === undefined)('the real app at the portal', () => {
  let root = '';
  let portal: DemoWorker;
  beforeAll(async () => {
    root = mkdtempSync(join(tmpdir(), 'archibald faults à-'));
    portal = await startDemoWorker(join(PROJECT, 'out/main/demo-worker.js'), { ...DEMO_DEFAULTS, ...QUICK });
    expect(await syncOnce(portal.url, join(root, 'first'))).toMatchObject({ success: true });
  });
  afterAll(async () => {
    await portal.close();
    rmSync(root, { recursive: true, force: true });
  });

  for (const [index, { fault, name, options, shown, attempts, logins }] of ROWS.entries()) {
    test(`${fault} ${name}`, async () => {
      const folder = join(root, String(index));
      cpSync(join(root, 'first'), folder, { recursive: true });
      const before = await customersIn(folder);
      portal.setOptions({ ...DEMO_DEFAULTS, ...QUICK, ...options });
      const { credentialsSent, loginPosts } = await portal.stats();
      const result = (await syncOnce(portal.url, folder)) as {
        readonly attempts: number;
        readonly error: { readonly code: ErrorCode } | null;
      };
      expect(result.error === null ? null : it.errors[result.error.code].title).toBe(shown);
      expect(result.attempts).toBe(attempts);
      const stats = await portal.stats();
      expect(stats.credentialsSent - credentialsSent).toBe(logins);
      // Chromium must not resend a login automatically.
      expect(stats.loginPosts - loginPosts).toBeLessThanOrEqual(attempts);
      expect([stats.damage, stats.otherItems]).toEqual([0, 0]);
      if (shown !== null) {
        expect(await customersIn(folder)).toEqual(before);
      }
    }, 120_000);
  }
});
