import { spawn } from 'node:child_process';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'playwright/test';
import { picture } from './gallery';
import { APP_COMMAND, dataFolder, launch, quit } from './launch';
import { prepare } from './prepare';
import { TrayHost, mayHostTray } from './tray-host';

test('erases everything of the agent and of customers, and says what', async () => {
  const folder = await prepare();
  const { app, page } = await launch(folder);
  await expect(page.getByTestId('customer-row').first()).toBeVisible();
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

  const left = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.startsWith('backups/'),
  );
  expect(left).toEqual([]);
  expect(readFileSync(join(folder, 'settings.json'), 'utf8')).not.toMatch(/agente|example\.it/);
  expect(existsSync(join(folder, 'settings.json.backup'))).toBe(false);
  const again = await launch(folder);
  await expect(again.page.getByTestId('first-run')).toBeVisible();
  await quit(again.app);
});

test('a link from elsewhere opens its customer, in the running app and at the start', async () => {
  const folder = await prepare();
  const running = await launch(folder);
  const rows = running.page.getByTestId('customer-row');
  const id = (await rows.nth(5).getAttribute('data-customer-id')) ?? '';
  await running.page.getByTestId('nav-settings').click();
  await follow(folder, `archibald-agent://cliente/${id}`);
  await expect(running.page.getByTestId('customer-detail')).toContainText(id);
  // A link that names no customer opens the app and nothing else.
  await running.page.getByTestId('nav-settings').click();
  await follow(folder, "archibald-agent://cliente/1'--");
  await expect(running.page.getByTestId('frequency-select')).toBeVisible();
  await quit(running.app);

  const started = await launch(folder, [`archibald-agent://cliente/${id}`]);
  await expect(started.page.getByTestId('customer-detail')).toContainText(id);
  await quit(started.app);
});

test('comes back where it was, in the size it had', async () => {
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

/** As the system does: starts the app once more, with the link. It hands over and ends. */
async function follow(folder: string, link: string): Promise<void> {
  const [program, ...args] = APP_COMMAND;
  const child = spawn(program, [...args, '--data', folder, link], { stdio: 'ignore' });
  const code = await new Promise((resolve) => child.once('exit', resolve));
  expect(code).toBe(0);
}

test('closed it goes into the tray, comes back and quits from there', async () => {
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
  const gone = app.waitForEvent('close', { timeout: 10_000 });
  await tray.click('Esci');
  await gone;
  tray.close();
});
