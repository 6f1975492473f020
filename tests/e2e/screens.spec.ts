import { expect, test } from 'playwright/test';
import { setLook, expectAccessible, expectFits, gallery, picture, resize, windowPicture } from './gallery';
import { launch, quit } from './launch';
import { prepare } from './prepare';

test.setTimeout(120_000);

let folder = '';
test.beforeAll(async () => {
  // The folder has a good run and a failed run.
  folder = await prepare({
    async then(portal, sync) {
      portal.setOptions({ faults: { 'wrong-report': 'always' } });
      await sync();
    },
  });
});

test('every screen appears in both languages and themes, at both sizes', async () => {
  const running = await launch(folder);
  const { app, page } = running;
  await expect(page.getByTestId('customer-row').first()).toBeVisible();
  await gallery(running, 'customers');
  await page.getByTestId('customer-row').nth(2).click();
  await expect(page.getByTestId('customer-detail')).toContainText(/\d/);
  await gallery(running, 'detail');
  await page.keyboard.press('Escape');
  await page.getByTestId('customers-search').fill('studio');
  await expect(page.locator('mark').first()).toBeVisible();
  await gallery(running, 'search');
  await page.getByTestId('customers-search').fill('zzzz');
  await expect(page.getByTestId('customer-row')).toHaveCount(0);
  await gallery(running, 'nothing-found');
  await page.getByTestId('customers-search').fill('');
  await page.getByTestId('nav-news').click();
  await expect(page.getByText('Nessuna novità')).toBeVisible();
  await gallery(running, 'no-news');
  await page.getByTestId('nav-sync').click();
  await expect(page.getByTestId('run-row')).toHaveCount(2);
  await gallery(running, 'sync');
  await page.getByTestId('run-row').first().getByRole('button').click();
  await expect(page.getByTestId('run-details')).toBeVisible();
  await gallery(running, 'run-details');
  await page.getByTestId('support-data').locator('summary').click();
  await expect(page.getByTestId('run-charts').locator('svg')).toHaveCount(3);
  await page.getByTestId('run-charts').scrollIntoViewIfNeeded();
  await gallery(running, 'sync-support');
  await page.getByTestId('diagnostics-open').click();
  await expect(page.getByTestId('diagnostics-files')).toBeVisible();
  await gallery(running, 'diagnostics');
  await page.keyboard.press('Escape');
  await page.getByTestId('nav-settings').click();
  await expect(page.getByTestId('frequency-select')).toBeVisible();
  await gallery(running, 'settings');
  await page.getByTestId('switch-automaticBanner').scrollIntoViewIfNeeded();
  await gallery(running, 'settings-end');
  await page.getByTestId('licences-open').click();
  await expect(page.getByTestId('licences')).toContainText('better-sqlite3');
  await gallery(running, 'licences');
  await page.getByTestId('licences-read').click();
  const texts = page.getByTestId('licences-texts');
  await expect(texts).toContainText('Permission is hereby granted, free of charge');
  await expect(texts).toContainText('SIL OPEN FONT LICENSE');
  await gallery(running, 'licences-texts');
  await page.keyboard.press('Escape');
  await quit(app);
});

test('the window stays usable at twice the text size, and fills a large screen', async () => {
  const { app, page } = await launch(folder);
  await expect(page.getByTestId('customer-row').first()).toBeVisible();
  const screens = ['customers', 'news', 'sync', 'settings'] as const;
  const zoom = (factor: number): Promise<void> =>
    app.evaluate(({ BrowserWindow }, value) => {
      BrowserWindow.getAllWindows()[0]?.webContents.setZoomFactor(value);
    }, factor);
  await resize(app, page, { width: 1024, height: 700 });
  await zoom(2);
  await page.waitForFunction(() => window.innerWidth === 512);
  for (const screen of screens) {
    await page.getByTestId(`nav-${screen}`).hover();
    await expect(page.getByRole('tooltip')).toBeVisible();
    await page.getByTestId(`nav-${screen}`).click();
    // The hint closes although the pointer is still there, and does not cover the search.
    await expect(page.getByRole('tooltip')).toHaveCount(0);
    await expect(page.getByTestId('sync-button')).toBeInViewport({ ratio: 1 });
    await expect(page.getByTestId('data-age')).toBeInViewport();
    await expectFits(page, screen);
    await windowPicture(app, `zoom-${screen}`);
    await expectAccessible(page, `${screen} at 200 %`);
    // The next screen begins at its top, however far this one is scrolled.
    await page.getByTestId('header').evaluate((header) => header.parentElement?.scrollTo(0, 9_999));
    await expect(page.getByTestId('sync-button')).not.toBeInViewport();
  }
  await page.getByTestId('nav-customers').click();
  await page.getByTestId('customer-row').first().click();
  await expect(page.getByTestId('customer-detail')).toBeInViewport();
  await expect(page.getByRole('button', { name: 'Chiudi la scheda' })).toBeInViewport();
  await expectFits(page, 'detail');
  await windowPicture(app, 'zoom-detail');

  await zoom(1);
  await resize(app, page, { width: 3840, height: 2160 });
  await setLook(page, 'it', 'light');
  for (const screen of screens) {
    await page.getByTestId(`nav-${screen}`).click();
    await expectFits(page, screen);
    await picture(page, `large-${screen}`);
  }
  await quit(app);
});
