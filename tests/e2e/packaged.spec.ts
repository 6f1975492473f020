/**
 * Tests the packaged app (`npm run dist -- --dir`): first run, sync, second start and quitting. Its
 * fuses keep Playwright from driving it as a development build. The tests use Chromium's own
 * protocol, which is requested here and open at no other time.
 */
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { listPackage, statFile } from '@electron/asar';
import { FuseState, FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { chromium, expect, test } from 'playwright/test';
import type { Browser, Page } from 'playwright/test';
import { dataFolder, readLog, workerPort } from './launch';
import { TrayHost, mayHostTray } from './tray-host';

const UNPACKED = process.env['E2E_PACKAGED'] ?? '';
const PROGRAM = join(UNPACKED, 'archibald-agent');
const FLAGS = (process.env['E2E_FLAGS'] ?? '').split(' ').filter((flag) => flag !== '');
const FIXTURES = join(__dirname, '../fixtures');
const PORT = workerPort(19_334);

test.skip(UNPACKED === '', 'Needs the packaged app');

interface Packaged {
  readonly child: ChildProcess;
  readonly browser: Browser;
  readonly page: Page;
  readonly exited: Promise<number | null>;
}

function start(
  folder: string,
  args: readonly string[] = [],
  env: Readonly<Record<string, string>> = {},
): { child: ChildProcess; exited: Promise<number | null> } {
  const child = spawn(PROGRAM, [...FLAGS, '--data', folder, ...args], {
    env: { ...process.env, ...env },
    stdio: 'ignore',
  });
  return { child, exited: new Promise((resolve) => child.once('exit', resolve)) };
}

async function open(folder: string, env: Readonly<Record<string, string>> = {}): Promise<Packaged> {
  const { child, exited } = start(folder, [`--remote-debugging-port=${PORT}`], env);
  const browser = await connect();
  const pages = (): Page[] => browser.contexts().flatMap((context) => context.pages());
  await expect.poll(() => pages().some((page) => page.url().startsWith('archibald-app:'))).toBe(true);
  const page = pages().find((one) => one.url().startsWith('archibald-app:'));
  if (page === undefined) {
    throw new Error('The packaged app shows no window');
  }
  return { child, browser, page, exited };
}

async function connect(): Promise<Browser> {
  let browser: Browser | null = null;
  await expect(async () => {
    browser = await chromium.connectOverCDP(`http://127.0.0.1:${PORT}`);
  }).toPass({ timeout: 60_000 });
  return browser as unknown as Browser;
}

test('the first run leads through a sync to the customers; the app hands over and quits', async () => {
  test.setTimeout(120_000);
  const folder = dataFolder();
  const { child, browser, page, exited } = await open(folder);
  await page.getByTestId('first-run-demo').click();
  await expect(page.getByTestId('sync-banner')).toContainText('1.452 clienti scaricati', { timeout: 60_000 });
  await expect(page.getByTestId('scope-all')).toContainText('1.452');
  const row = page.getByTestId('customer-row').nth(4);
  const id = (await row.getAttribute('data-customer-id')) ?? '';
  await page.getByTestId('customers-search').fill(id);
  await expect(page.locator(`[data-customer-id="${id}"]`)).toBeVisible();
  await page.getByTestId('nav-settings').click();

  await expect(page.getByText('(versione di prova)')).toBeVisible();
  // Run from its folder, the app is no AppImage, so it cannot replace itself.
  await expect(page.getByTestId('update')).toContainText('arrivano come pacchetto del sistema');
  const second = start(folder, [`archibald-agent://cliente/${id}`]);
  expect(await second.exited).toBe(0);
  await expect(page.getByTestId('customer-detail')).toContainText(id);

  await browser.close();
  const startedAt = Date.now();
  child.kill('SIGTERM');
  expect(await exited).toBe(0);
  expect(Date.now() - startedAt).toBeLessThan(3_000);
  expect(readLog(folder)).toContain('[CustomerSync]');
  expect(existsSync(join(folder, 'customers.db'))).toBe(true);
});

test('the app lives in the tray: it syncs, pauses, opens a screen and quits there', async () => {
  test.skip(!mayHostTray(), 'Needs a session bus');
  test.setTimeout(120_000);
  const tray = await TrayHost.start();
  const { child, browser, page, exited } = await open(dataFolder(), tray.env);
  try {
    await page.getByTestId('first-run-demo').click();
    await expect(page.getByTestId('scope-all')).toContainText('1.452', { timeout: 60_000 });
    await expect
      .poll(() => tray.labels())
      .toEqual([
        expect.stringMatching(/^Ultimo aggiornamento: \d{1,2}\/\d{1,2} (alle |all’)\d{1,2}:\d\d$/),
        'Aggiorna Clienti',
        'Pausa',
        'Apri',
        'Impostazioni',
        'Esci',
        'Per un’ora',
        'Fino a domani alle 8:00',
        'Fino alla ripresa manuale',
      ]);

    await tray.click('Aggiorna Clienti');
    await expect.poll(() => tray.labels()).toContain('Aggiornamento in corso…');
    await expect.poll(() => tray.labels(), { timeout: 60_000 }).not.toContain('Aggiornamento in corso…');
    await tray.click('Fino alla ripresa manuale');
    await expect.poll(() => tray.labels()).toContain('In pausa fino alla ripresa manuale');
    await tray.click('Impostazioni');
    await expect(page.getByTestId('frequency-select')).toBeVisible();

    await tray.click('Esci');
    expect(await exited).toBe(0);
  } finally {
    await browser.close();
    child.kill();
    tray.close();
  }
});

test('19: every fuse that this Electron has is set', async () => {
  const wire = Object.entries(await getCurrentFuseWire(PROGRAM)).filter(([name]) => name !== 'version');
  const states = wire.map(([fuse, state]) => [FuseV1Options[Number(fuse)] ?? fuse, state]);
  expect(states.length).toBeGreaterThanOrEqual(8);
  const wanted: Readonly<Record<string, FuseState>> = {
    RunAsNode: FuseState.DISABLE,
    EnableCookieEncryption: FuseState.ENABLE,
    EnableNodeOptionsEnvironmentVariable: FuseState.DISABLE,
    EnableNodeCliInspectArguments: FuseState.DISABLE,
    EnableEmbeddedAsarIntegrityValidation: FuseState.ENABLE,
    OnlyLoadAppFromAsar: FuseState.ENABLE,
    LoadBrowserProcessSpecificV8Snapshot: FuseState.DISABLE,
    GrantFileProtocolExtraPrivileges: FuseState.DISABLE,
    WasmTrapHandlers: FuseState.ENABLE,
  };
  expect(states).toEqual(states.map(([name]) => [name, wanted[String(name)]]));
});

test('19: neither the environment nor arguments make the app run anything else', async () => {
  const folder = dataFolder();
  const mark = join(folder, 'ran');
  const script = `require('node:fs').writeFileSync(${JSON.stringify(mark)}, 'x')`;
  const tries: readonly (readonly [readonly string[], Readonly<Record<string, string>>])[] = [
    [['-e', script, '--version'], { ELECTRON_RUN_AS_NODE: '1' }],
    [['--version'], { NODE_OPTIONS: `--require ${join(__dirname, '../fixtures/mark.cjs')}`, MARK: mark }],
    [['--inspect=0', '--version'], {}],
  ];
  for (const [args, env] of tries) {
    const child = spawn(PROGRAM, [...FLAGS, ...args], { env: { ...process.env, ...env } });
    let output = '';
    child.stderr.on('data', (data: Buffer) => (output += data.toString()));
    await new Promise((resolve) => child.once('exit', resolve));
    expect(output).not.toContain('Debugger listening');
  }
  expect(existsSync(mark)).toBe(false);
});

test('the full PDF engine reads an export that the direct reader cannot read', async () => {
  const path = join(dataFolder(), 'abbreviated.pdf');
  // Abbreviates the filter's name in a way that only pdf.js understands, not the direct reader.
  const plain = readFileSync(join(FIXTURES, 'clienti-8-pages.pdf'), 'latin1');
  writeFileSync(path, plain.replaceAll('/FlateDecode', '/Fl         '), 'latin1');
  const truth = JSON.parse(readFileSync(join(FIXTURES, 'clienti-8-pages.json'), 'utf8')) as {
    pages: number;
    printed: number;
    customers: unknown[];
  };

  const child = spawn(PROGRAM, [...FLAGS, '--read-export', path]);
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (data: Buffer) => (stdout += data.toString()));
  child.stderr.on('data', (data: Buffer) => (stderr += data.toString()));
  expect(await new Promise((resolve) => child.once('close', resolve))).toBe(0);
  expect(JSON.parse(stdout)).toEqual({
    pages: truth.pages,
    declaredCount: truth.printed,
    sums: { printed: 6, verified: 6 },
    warnings: [],
    customers: truth.customers,
  });
  // The engine works without the files that the package leaves out.
  expect(stderr).not.toContain('Warning:');
});

test('no switch or variable makes the app record its connections or their keys', async () => {
  const folder = dataFolder();
  const [netLog, keys, otherKeys] = ['net.json', 'keys', 'other-keys'].map((name) => join(folder, name));
  const tries: readonly (readonly [readonly string[], Readonly<Record<string, string>>])[] = [
    [[`--log-net-log=${netLog}`], {}],
    [[`--ssl-key-log-file=${keys}`], {}],
    // Chromium trims blanks at both ends of an argument.
    [[` --log-net-log=${netLog}`], {}],
    [[`\t-ssl-key-log-file=${keys}`], {}],
    [[' --remote-debugging-address=0.0.0.0'], {}],
    [[` --log-net-log=${netLog}`, '--version'], {}],
  ];
  for (const [args, env] of tries) {
    expect(await start(folder, args, env).exited).toBe(1);
  }
  // The variable alone does not prevent the start: the app removes it, and the demo syncs.
  const demo = start(folder, ['--demo', '--once'], { SSLKEYLOGFILE: otherKeys ?? '' });
  expect(await demo.exited).toBe(0);
  expect([netLog, keys, otherKeys].filter((path) => existsSync(path ?? ''))).toEqual([]);
});

test('the package holds the parts that run and nothing else of the project', () => {
  const resources = join(UNPACKED, 'resources');
  expect(readdirSync(resources).sort()).toEqual(['app-update.yml', 'app.asar', 'app.asar.unpacked']);
  const locales = readdirSync(join(UNPACKED, 'locales')).sort();
  expect(locales).toEqual(['en-GB.pak', 'en-US.pak', 'it.pak']);

  const files = listPackage(join(resources, 'app.asar'), { isPack: false }).map((path) =>
    path.split('/').slice(1),
  );
  expect(new Set(files.map(([first]) => first))).toEqual(new Set(['node_modules', 'out', 'package.json']));
  // Only the database is not bundled, and only its binary for this system is packed.
  const packages = files.flatMap(([first, name]) =>
    first === 'node_modules' && name !== undefined ? [name] : [],
  );
  expect(new Set(packages)).toEqual(new Set(['better-sqlite3']));
  expect(files.filter((path) => path.at(-1)?.endsWith('.node'))).toHaveLength(1);
});

test('the bill of materials lists every part of the package, down to the bytes', () => {
  const bill = JSON.parse(readFileSync(join(UNPACKED, '../archibald-agent.linux.cdx.json'), 'utf8')) as {
    components: {
      type: string;
      name: string;
      version?: string;
      hashes?: { alg: string; content: string }[];
    }[];
  };
  const listed = bill.components.map(({ name }) => name);
  expect(listed).toEqual(
    expect.arrayContaining(['better-sqlite3', 'pdfjs-dist', 'pdfkit', 'puppeteer-core', 'react']),
  );
  expect(listed).toEqual(expect.arrayContaining(['electron', 'chromium', 'node', 'v8', 'sqlite']));
  expect(listed).not.toContain('@napi-rs/canvas');
  expect(
    bill.components.filter(({ type, version }) => type !== 'file' && !/^\d/.test(version ?? '')),
  ).toEqual([]);

  const files = bill.components.filter(({ type }) => type === 'file');
  expect(files.map(({ name }) => name)).toEqual([
    'resources/app.asar',
    expect.stringMatching(/^resources\/app\.asar\.unpacked\/node_modules\/better-sqlite3\/.+\.node$/),
    'archibald-agent',
  ]);
  for (const { name, hashes } of files) {
    const content = createHash('sha256')
      .update(readFileSync(join(UNPACKED, name)))
      .digest('hex');
    expect(hashes).toEqual([{ alg: 'SHA-256', content }]);
  }
});

/** The parts by the beginnings of paths in app.asar. The first match counts. */
const PARTS = [
  // Packed twice: for the app's sandboxed page, and for reading a file without a display.
  ['out/renderer/pdf-engine', 'pdfEngine'],
  ['out/main/chunks/read-with-engine', 'pdfEngine'],
  ['out/renderer/', 'window'],
  ['out/main/chunks/read-export', 'reader'],
  ['out/main/chunks/puppeteer-core', 'portalDriver'],
  ['out/main/chunks/electron-updater', 'updates'],
  ['out/main/demo-worker.js', 'demo'],
  ['node_modules/better-sqlite3/', 'database'],
  ['out/', 'main'],
  ['', 'rest'],
] as const;

test('the app adds at most 20 MB to Electron', () => {
  const cache = join(UNPACKED, 'resources/app.asar');
  const parts: Record<string, number> = {};
  let all = statSync(cache).size;
  for (const path of listPackage(cache, { isPack: false }).map((name) => name.slice(1))) {
    const entry = statFile(cache, path, false);
    if ('size' in entry) {
      const part = PARTS.find(([beginning]) => path.startsWith(beginning))?.[1] ?? '';
      parts[part] = (parts[part] ?? 0) + entry.size;
      all += 'unpacked' in entry && entry.unpacked ? entry.size : 0;
    }
  }
  console.log(`The packaged app, in bytes: ${JSON.stringify({ all, parts })}`);
  expect(all).toBeLessThanOrEqual(20_000_000);
  // Every part is there, and every byte is counted.
  expect(Object.keys(parts).sort()).toEqual([...new Set(PARTS.map(([, name]) => name))].sort());
  const counted = Object.values(parts).reduce((sum, size) => sum + size, 0);
  expect(all - counted).toBeLessThan(100_000);
});
