import { AxeBuilder } from '@axe-core/playwright';
import { join } from 'node:path';
import { expect, test } from 'playwright/test';
import type { Page } from 'playwright/test';
import { startDemoWorker } from '../../main/demo/client';
import { defaultSettings, saveSettings } from '../../main/settings/settings-file';
import type { Language, Theme } from '../../preload/contract';
import { dataFolder, launch, quit, run } from './launch';

const SIZES = [
  { width: 1280, height: 800 },
  { width: 1024, height: 700 },
] as const;

/** A data folder with 120 customers, one good run and one that failed, in this language and theme. */
async function prepare(language: Language, theme: Theme): Promise<string> {
  const folder = dataFolder();
  const portal = await startDemoWorker(join(__dirname, '../../out/main/demo-worker.js'), {
    count: 120,
    exportDelayMs: 0,
    loadingPanelMs: 50,
  });
  const sync = ['--sync-once', '--portal', portal.url, '--user', 'demo', '--data', folder, '--retries', '0'];
  await run('app', sync, { ARCHIBALD_PASSWORD: 'demo' });
  portal.setOptions({ faults: { 'wrong-report': 'always' } });
  await run('app', sync, { ARCHIBALD_PASSWORD: 'demo' });
  await portal.close();
  const defaults = defaultSettings();
  const saved = saveSettings(join(folder, 'settings.json'), {
    ...defaults,
    preferences: { ...defaults.preferences, language, theme },
    // No password is known for it: the app asks, and starts no sync by itself.
    connection: { kind: 'account', portalOrigin: 'https://archibald.example.it', user: 'agente' },
  });
  expect(saved.ok).toBe(true);
  return folder;
}

for (const language of ['it', 'en'] as const) {
  for (const theme of ['light', 'dark'] as const) {
    test(`shows every screen in ${language}, ${theme}`, async () => {
      const { app, page } = await launch(await prepare(language, theme));
      await expect(page.getByTestId('customer-row').first()).toBeVisible();
      for (const size of SIZES) {
        await app.evaluate(({ BrowserWindow }, { width, height }) => {
          BrowserWindow.getAllWindows()[0]?.setContentSize(width, height);
        }, size);
        await page.waitForFunction(({ width }) => window.innerWidth === width, size);
        await screens(page, `${size.width}`);
      }
      await quit(app);
    });
  }
}

async function screens(page: Page, name: string): Promise<void> {
  const shoot = async (screen: string): Promise<void> => {
    await page.screenshot({ path: test.info().outputPath(`${screen}-${name}.png`) });
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(overflow, `${screen} is wider than the window`).toBeLessThanOrEqual(0);
    const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze();
    const found = violations.flatMap(({ id, nodes }) =>
      nodes.map(({ target }) => `${id}: ${target.join(' ')}`),
    );
    expect(found, `axe on ${screen}`).toEqual([]);
  };
  await page.getByTestId('nav-customers').click();
  await page.getByTestId('customer-row').nth(2).click();
  await expect(page.getByTestId('customer-detail')).toContainText(/\d/);
  await shoot('detail');
  await page.keyboard.press('Escape');
  await shoot('customers');
  await page.getByTestId('customers-search').fill('zzzz');
  await expect(page.getByTestId('customer-row')).toHaveCount(0);
  await shoot('nothing-found');
  await page.getByTestId('customers-search').fill('');
  await page.getByTestId('nav-news').click();
  await expect(page.getByText(/Nessuna novità|No news/)).toBeVisible();
  await shoot('no-news');
  await page.getByTestId('nav-sync').click();
  await expect(page.getByTestId('runs-table')).toBeVisible();
  await shoot('sync');
  await page.getByTestId('nav-settings').click();
  await expect(page.getByTestId('frequency-select')).toBeVisible();
  await shoot('settings');
}
