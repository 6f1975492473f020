import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, test } from 'playwright/test';
import type { ElectronApplication } from 'playwright/test';
import { defaultSettings, saveSettings } from '../../main/settings/settings-file';
import { localDay } from '../../renderer/strings/days';
import { appWindow, command, dataFolder, launch, launchHidden, quit } from './launch';
import { clickNotice, noticesOf, recordNotices } from './notifications';
import { prepare } from './prepare';

/** Records the progress for the taskbar, because the tests' desktop has no taskbar. */
async function recordProgress(app: ElectronApplication): Promise<void> {
  await app.evaluate(({ BrowserWindow }) => {
    const progress: number[] = [];
    Object.assign(globalThis, { progress });
    BrowserWindow.prototype.setProgressBar = (fraction) => void progress.push(fraction);
  });
}

const progressOf = (app: ElectronApplication): Promise<number[]> =>
  app.evaluate(() => Reflect.get(globalThis, 'progress') as number[]);

const isShown = (app: ElectronApplication): Promise<boolean> =>
  app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().some((window) => window.isVisible()));

interface MenuItem {
  readonly label: string;
  readonly role: string | null | undefined;
  readonly accelerator: string | null;
}

const menuOf = (app: ElectronApplication): Promise<MenuItem[]> =>
  app.evaluate(({ Menu }) =>
    (Menu.getApplicationMenu()?.items ?? [])
      .flatMap(({ submenu }) => submenu?.items ?? [])
      .map(({ label, role, accelerator }) => ({ label, role, accelerator })),
  );

const menuLabels = async (app: ElectronApplication): Promise<string[]> =>
  (await menuOf(app)).map(({ label }) => label);

test('the hidden app stays out of the way, syncs and announces the customers once', async () => {
  const folder = dataFolder();
  const settings = { ...defaultSettings(), connection: { kind: 'demo' }, cacheOwner: 'demo' } as const;
  expect(saveSettings(join(folder, 'settings.json'), settings).ok).toBe(true);
  const app = await launchHidden(folder, ['--hidden']);
  await app.evaluate(recordNotices);
  await recordProgress(app);
  expect(await isShown(app)).toBe(false);
  await expect.poll(() => noticesOf(app), { timeout: 40_000 }).toEqual(['I tuoi clienti sono pronti']);
  expect(await isShown(app)).toBe(false);
  // The hidden app creates no window, no window process and no progress bar.
  expect(app.windows()).toEqual([]);
  expect(await progressOf(app)).toEqual([]);

  await clickNotice(app);
  const page = await appWindow(app);
  await expect.poll(() => isShown(app)).toBe(true);
  await expect(page.getByTestId('customer-row').first()).toBeVisible();

  // The second sync sends no notification, even if the window is hidden. The window shows progress.
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.hide());
  await page.getByTestId('sync-button').dispatchEvent('click');
  await expect(page.getByTestId('sync-banner')).toContainText('✅', { timeout: 40_000 });
  expect(await noticesOf(app)).toHaveLength(1);
  const progress = await progressOf(app);
  expect(progress.at(-1)).toBe(-1);
  const fractions = progress.slice(0, -1);
  expect(fractions.length).toBeGreaterThan(3);
  expect(fractions.every((fraction) => fraction >= 0 && fraction <= 1)).toBe(true);
  await quit(app);
});

test('the app announces calls as working hours begin, and a click lists them', async () => {
  const today = new Date();
  const inTwoDays = ((today.getDay() + 1) % 7) + 1;
  const hours = { days: [inTwoDays], from: '00:00', to: '23:59' };
  const folder = await prepare({ customers: 20, preferences: { hours } });
  const { app, page } = await launch(folder);
  await app.evaluate(recordNotices);
  const row = page.getByTestId('customer-row').nth(2);
  const customer = (await row.getAttribute('data-customer-id')) ?? '';
  const dueOn = localDay(today);
  expect(await command(page, 'notes:save', { customer, text: '', dueOn })).toMatchObject({ ok: true });
  await page.getByTestId('nav-settings').click();
  await expect(page.getByTestId('switch-morningCalls')).toBeChecked();

  const open = { hours: { ...hours, days: [1, 2, 3, 4, 5, 6, 7] } };
  expect(await command(page, 'settings:change', open)).toMatchObject({ ok: true });
  await expect.poll(() => noticesOf(app)).toEqual(['Chiamate di oggi']);
  await clickNotice(app);
  await expect(page.getByTestId('customers-filter')).toHaveValue('Da richiamare: oggi o prima (1)');
  await expect(page.getByTestId('customer-row')).toHaveAttribute('data-customer-id', customer);
  await quit(app);
  // The day of the notification is stored, so another start on this day does not repeat it.
  expect(JSON.parse(readFileSync(join(folder, 'settings.json'), 'utf8'))).toMatchObject({
    callsLookedAtOn: dueOn,
  });
});

test('the menu has the app’s language, its keys, and no reload or inspector', async () => {
  const { app, page } = await launch(dataFolder());
  const italian = await menuOf(app);
  expect(italian.filter(({ role }) => /reload|devtools/i.test(role ?? ''))).toEqual([]);
  expect(italian).toContainEqual(
    expect.objectContaining({ label: 'Impostazioni', accelerator: 'CmdOrCtrl+,' }),
  );
  expect(italian.find(({ role }) => /^zoomin$/i.test(role ?? ''))?.label).toBe('Ingrandisci');
  await command(page, 'settings:change', { language: 'en' });
  await expect.poll(() => menuLabels(app)).toContain('Settings');
  await quit(app);
});

test('the app applies requests of the window while the cache is being opened', async () => {
  const folder = await prepare();
  // Another connection locks the database. Opening the cache waits some seconds for it.
  const database = new Database(join(folder, 'customers.db'));
  database.pragma('locking_mode = EXCLUSIVE');
  database.exec('BEGIN EXCLUSIVE');
  const { app, page } = await launch(folder);
  const answer = command(page, 'settings:change', { language: 'en' });
  await page.evaluate(() => undefined);
  database.exec('ROLLBACK');
  database.close();
  expect(await answer).toMatchObject({ ok: true });
  await expect.poll(() => menuLabels(app)).toContain('Settings');
  await expect(page.getByTestId('customers-total')).toContainText('customers');
  await quit(app);
});

test('nothing moves on the screens when reduced motion is set', async () => {
  const { app, page } = await launch(dataFolder());
  await page.emulateMedia({ reducedMotion: 'reduce' });
  const durations = await page.getByTestId('first-run-demo').evaluate((element) => {
    const { transitionDuration, animationDuration } = getComputedStyle(element);
    return [transitionDuration, animationDuration];
  });
  expect(durations).toEqual(['0s', '0s']);
  await quit(app);
});
