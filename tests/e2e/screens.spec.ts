import { AxeBuilder } from '@axe-core/playwright';
import { expect, test } from 'playwright/test';
import type { Page } from 'playwright/test';
import type { Language, Theme } from '../../preload/contract';
import { launch, quit } from './launch';
import { prepare } from './prepare';

const SIZES = [
  { width: 1280, height: 800 },
  { width: 1024, height: 700 },
] as const;

/** A data folder with 120 customers, one good run and one that failed, in this language and theme. */
function prepareScreens(language: Language, theme: Theme): Promise<string> {
  return prepare({
    preferences: { language, theme },
    async then(portal, sync) {
      portal.setOptions({ faults: { 'wrong-report': 'always' } });
      await sync();
    },
  });
}

for (const language of ['it', 'en'] as const) {
  for (const theme of ['light', 'dark'] as const) {
    test(`shows every screen in ${language}, ${theme}`, async () => {
      const { app, page } = await launch(await prepareScreens(language, theme));
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
