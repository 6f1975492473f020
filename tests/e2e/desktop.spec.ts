import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'playwright/test';
import type { ElectronApplication, Page } from 'playwright/test';
import { gallery, picture } from './gallery';
import {
  APP_COMMAND,
  answerQuestions,
  appWindow,
  shownQuestions,
  command,
  dataFolder,
  launch,
  launchHidden,
  quit,
} from './launch';
import { noticesOf, recordNotices } from './notifications';
import { prepare } from './prepare';
import { showAll } from './scope';
import { TrayHost, mayHostTray } from './tray-host';

test('erasing removes all personal data once main has asked, and lists its parts', async () => {
  const folder = await prepare();
  writeFileSync(join(folder, 'settings.json.broken-2026-11-20T08-00-00-000Z'), '{"user":"agente"');
  const { app, page } = await launch(folder);
  await expect(page.getByTestId('customer-row').first()).toBeVisible();
  // A faulty page cannot erase anything without the confirmation in main.
  await answerQuestions(app, 'no');
  expect(await command(page, 'connection:erase')).toEqual({ ok: true, value: null });
  expect(await shownQuestions(app)).toEqual(['Cancellare tutti i dati da questo computer?']);
  expect(existsSync(join(folder, 'customers.db'))).toBe(true);
  await answerQuestions(app, 'yes');
  await page.getByTestId('nav-settings').click();
  await page.getByRole('button', { name: 'Scollega' }).click();
  await page.getByTestId('erase').click();
  await expect(page.getByTestId('first-run')).toBeVisible();
  const erased = page.getByTestId('erased');
  await expect(erased).toContainText('clienti e cronologia');
  await expect(erased).toContainText('backup');
  await expect(erased).toContainText('registri');
  await picture(page, 'erased');
  await quit(app);

  // The files that may remain after erasing, or that the app has created again before it quit.
  const possibleEntries = [
    ...['chromium', 'customers.db', 'notes.db', 'runs.db', 'schedule.json', 'schedule.json.backup'],
    ...['logs', 'settings.json', 'window.json', 'window.json.backup', 'exports'],
  ];
  expect(readdirSync(folder).filter((name) => !possibleEntries.includes(name))).toEqual([]);
  expect(
    readFileSync(join(folder, 'logs', 'archibald-agent.log'), 'utf8'),
    'what was logged before is gone',
  ).not.toContain('Archibald Agent');
  expect(readFileSync(join(folder, 'settings.json'), 'utf8')).not.toMatch(/agente|example\.it/);
  expect(existsSync(join(folder, 'settings.json.backup'))).toBe(false);
  const again = await launch(folder);
  await expect(again.page.getByTestId('first-run')).toBeVisible();
  await quit(again.app);
});

test('erasing reports a held file, the app keeps running, and the next start removes it', async () => {
  test.skip(process.platform === 'win32', 'Windows cannot write-protect the folder');
  const folder = await prepare();
  const damagedFolder = join(folder, 'damaged');
  mkdirSync(damagedFolder);
  writeFileSync(join(damagedFolder, 'customers-2026-11-20T08-00-00-000Z.db'), 'x');
  const running = await launch(folder);
  const { app, page } = running;
  await expect(page.getByTestId('customer-row').first()).toBeVisible();
  // Root ignores file modes, so the function that removes a file fails instead.
  await app.evaluate(() => {
    const promises = process.getBuiltinModule('node:fs').promises;
    const { rm } = promises;
    promises.rm = (path, options) =>
      String(path).includes('damaged')
        ? Promise.reject(Object.assign(new Error('busy'), { code: 'EBUSY' }))
        : rm(path, options);
    process.getBuiltinModule('node:module').syncBuiltinESMExports();
  });
  await page.getByTestId('nav-settings').click();
  await page.getByRole('button', { name: 'Scollega' }).click();
  await page.getByTestId('erase').click();
  const incomplete = page.getByTestId('erase-incomplete');
  await expect(incomplete).toContainText('Restano: backup (1).');
  await expect(page.getByTestId('erased')).toContainText('clienti e cronologia');
  await gallery(running, 'erase-incomplete');
  await page.getByTestId('erase-again').click();
  await expect(incomplete).toContainText('Restano: backup (1).');
  expect(await command(page, 'sync:status')).toMatchObject({ ok: true });
  expect(await command(page, 'settings:change', { theme: 'dark' })).toMatchObject({ ok: true });
  await quit(app);
  expect(existsSync(damagedFolder)).toBe(true);

  const again = await launch(folder);
  await expect(again.page.getByTestId('first-run')).toBeVisible();
  expect(existsSync(damagedFolder)).toBe(false);
  await quit(again.app);
  expect(readFileSync(join(folder, 'settings.json'), 'utf8')).toContain('"cacheOwner": null');
});

test('a link opens its customer in the running app and at the start', async () => {
  const folder = await prepare();
  const running = await launch(folder);
  const rows = running.page.getByTestId('customer-row');
  const id = (await rows.nth(5).getAttribute('data-customer-id')) ?? '';
  await running.page.getByTestId('nav-settings').click();
  await follow(folder, `archibald-agent://cliente/${id}`);
  await expect(running.page.getByTestId('customer-detail')).toContainText(id);
  // A link without a customer only opens the app.
  await running.page.getByTestId('nav-settings').click();
  await follow(folder, "archibald-agent://cliente/1'--");
  await expect(running.page.getByTestId('frequency-select')).toBeVisible();
  await quit(running.app);

  const started = await launch(folder, [`archibald-agent://cliente/${id}`]);
  await expect(started.page.getByTestId('customer-detail')).toContainText(id);
  await quit(started.app);
});

test('the window returns to its last place and size', async () => {
  const folder = dataFolder();
  const first = await launch(folder);
  await first.app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]?.setBounds({ x: 60, y: 40, width: 1100, height: 720 }),
  );
  await expect.poll(() => existsSync(join(folder, 'window.json'))).toBe(true);
  await quit(first.app);
  const second = await launch(folder);
  const bounds = await second.app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]?.getBounds(),
  );
  expect(bounds).toMatchObject({ width: 1100, height: 720 });
  await quit(second.app);
});

/**
 * Starts a second instance of the app, as the system does. That instance passes the links to the
 * first one and ends.
 */
async function follow(folder: string, ...links: readonly string[]): Promise<void> {
  const [program, ...args] = APP_COMMAND;
  const child = spawn(program, [...args, '--data', folder, ...links], { stdio: 'ignore' });
  const code = await new Promise((resolve) => child.once('exit', resolve));
  expect(code).toBe(0);
}

test('main can wait for a file that another program holds (main/base/held-files.ts)', async () => {
  const app = await launchHidden(dataFolder(), ['--hidden']);
  const waited = await app.evaluate(() => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5));
  expect(waited).toBe('timed-out');
  await quit(app);
});

test('without a tray a closed window stays reachable; a second start shows a hidden app', async () => {
  test.skip(process.platform !== 'linux', 'Windows and macOS always have a tray');
  const folder = await prepare();
  const app = await launchHidden(folder, ['--hidden'], { DBUS_SESSION_BUS_ADDRESS: 'unix:path=none' });
  const windows = (): Promise<number> =>
    app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length);
  expect(await windows()).toBe(0);
  await follow(folder);
  const page = await appWindow(app);
  await expect(page.getByTestId('customer-row').first()).toBeVisible();
  await app.evaluate(recordNotices);
  await app.evaluate(({ BrowserWindow }) => {
    const [window] = BrowserWindow.getAllWindows();
    window?.close();
    window?.close();
  });
  expect(await windows()).toBe(1);
  // The app says once that it stays open; otherwise the agent would think that it has ended.
  expect(await noticesOf(app)).toEqual(['Archibald Agent resta aperto']);
  await quit(app);
});

test('the window closes into the tray and returns; the app quits from the tray', async () => {
  test.skip(!mayHostTray(), 'Needs a session bus');
  const tray = await TrayHost.start();
  const { app } = await launch(await prepare(), [], tray.env);
  const isVisible = (): Promise<boolean | undefined> =>
    app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isVisible());
  await expect.poll(() => tray.labels()).toContain('Apri');
  await expect.poll(isVisible).toBe(true);
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close());
  await expect.poll(isVisible).toBe(false);
  await tray.click('Apri');
  await expect.poll(isVisible).toBe(true);
  await destroyWindow(app);
  await tray.click('Impostazioni');
  const page = await appWindow(app);
  await expect(page.getByTestId('frequency-select')).toBeVisible();
  await expect.poll(isVisible).toBe(true);
  const gone = app.waitForEvent('close');
  await tray.click('Esci');
  await gone;
  tray.close();
});

/** Destroys window and process, as main does 30 s after the window was closed into the tray. */
async function destroyWindow(app: ElectronApplication): Promise<void> {
  const [page] = app.windows();
  const closed = page?.waitForEvent('close');
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.destroy());
  await closed;
  await expect.poll(() => app.windows()).toEqual([]);
}

test('a second start and a link create the window again at its last place', async () => {
  const folder = await prepare({ customers: 400 });
  const { app, page } = await launch(folder);
  const rowsIn = (shown: Page) => shown.getByTestId('customer-row');
  await expect(rowsIn(page).first()).toBeVisible();
  await showAll(page, '400 clienti');
  await page.getByTestId('customer-list').evaluate((list) => list.scrollTo({ top: 9_000 }));
  await expect.poll(() => rowsIn(page).nth(14).getAttribute('data-customer-id')).not.toBeNull();
  const id = (await rowsIn(page).nth(15).getAttribute('data-customer-id')) ?? '';
  await rowsIn(page).nth(14).click();
  await expect(page.getByTestId('customer-detail')).toBeVisible();
  const opened = await page.getByTestId('customer-detail').getByRole('heading').first().textContent();
  const before = await scrolled(page);
  expect(before).toBeGreaterThan(5_000);
  await expect
    .poll(() => command(page, 'window:place'))
    .toMatchObject({ value: { customer: expect.stringMatching(/^\d+$/) } });

  await destroyWindow(app);
  await follow(folder, '--from-the-desktop');
  const second = await appWindow(app);
  await expect(second.getByTestId('customer-detail')).toContainText(opened ?? '?');
  // The list returns to the same row (about 48 pixels), not to the same pixel.
  await expect.poll(async () => Math.abs((await scrolled(second)) - before)).toBeLessThan(60);
  await second.keyboard.press('ControlOrMeta+k');
  await second.keyboard.type('srl');
  await expect(second.getByTestId('customers-search')).toHaveValue('srl');
  await second.getByTestId('nav-settings').click();
  await expect
    .poll(() => command(second, 'window:place'))
    .toMatchObject({ value: { view: 'settings', search: 'srl' } });

  await destroyWindow(app);
  await follow(folder, '--from-the-desktop');
  const third = await appWindow(app);
  await expect(third.getByTestId('frequency-select')).toBeVisible();
  await third.getByTestId('nav-customers').click();
  await expect(third.getByTestId('customers-search')).toHaveValue('srl');

  await destroyWindow(app);
  await follow(folder, `archibald-agent://cliente/${id}`);
  const fourth = await appWindow(app);
  await expect(fourth.getByTestId('customer-detail')).toContainText(id);
  await quit(app);
});

/** Returns the scroll position of the list, in pixels. */
function scrolled(page: Page): Promise<number> {
  return page.getByTestId('customer-list').evaluate((list) => list.scrollTop);
}
