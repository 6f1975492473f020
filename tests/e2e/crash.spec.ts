/** Tests the app's window after its page crashes (faults.md, 86). */
import { expect, test } from 'playwright/test';
import type { ElectronApplication } from 'playwright/test';
import { windowPicture } from './gallery';
import { command, launch, readLog, quit } from './launch';
import { prepare } from './prepare';

/** Runs a script in the window through main, because Playwright drops a crashed page. */
function shown(app: ElectronApplication, script: string): Promise<unknown> {
  return app.evaluate(
    ({ BrowserWindow }, asked) => BrowserWindow.getAllWindows()[0]?.webContents.executeJavaScript(asked),
    script,
  );
}

/** Crashes the page and waits until its replacement has loaded. */
async function crash(app: ElectronApplication): Promise<void> {
  await app.evaluate(
    ({ BrowserWindow }) =>
      new Promise<void>((resolve) => {
        const contents = BrowserWindow.getAllWindows()[0]?.webContents;
        contents?.once('render-process-gone', () => contents.once('did-finish-load', () => resolve()));
        contents?.forcefullyCrashRenderer();
      }),
  );
}

const ROWS = 'document.querySelectorAll(\'[data-testid="customer-row"]\').length';

const DETAIL = 'document.querySelector(\'[data-testid="customer-detail"]\')?.innerText ?? ""';

test('the window reloads after a crash; after four crashes it offers a way to continue', async () => {
  const folder = await prepare();
  const { app, page } = await launch(folder);
  await expect(page.getByTestId('customer-row').first()).toBeVisible();
  await page.getByTestId('customer-row').nth(1).click();
  await expect
    .poll(() => command(page, 'window:place'))
    .toMatchObject({ value: { customer: expect.stringMatching(/^\d+$/) } });
  const opened = await page.getByTestId('customer-detail').getByRole('heading').first().textContent();

  for (let time = 1; time <= 3; time += 1) {
    await crash(app);
    await expect.poll(() => shown(app, ROWS)).toBeGreaterThan(0);
  }
  // The window returns to the customer that was open.
  await expect.poll(() => shown(app, DETAIL)).toContain(opened ?? '?');

  await crash(app);
  await expect
    .poll(() => shown(app, 'document.body.innerText'))
    .toContain('La finestra ha smesso di funzionare');
  await windowPicture(app, 'stopped');
  expect(readLog(folder)).toContain('[App] The page has ended 4 times in 5 minutes');

  await shown(app, 'document.querySelector("a").click()');
  await expect.poll(() => shown(app, ROWS)).toBeGreaterThan(0);
  await quit(app);
});
