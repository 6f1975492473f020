import { join } from 'node:path';
import { expect, test } from 'playwright/test';
import { startDemoWorker } from '../../main/demo/client';
import { HOSTILE_NAMES } from '../../main/demo/pdf/printed-rows';
import { picture } from './gallery';
import { dataFolder, launch, quit } from './launch';

test('text that somebody has typed into the ERP stays plain text', async () => {
  const portal = await startDemoWorker(join(__dirname, '../../out/main/demo-worker.js'), {
    count: 40,
    exportDelayMs: 0,
    loadingPanelMs: 50,
    hostileNames: true,
  });
  const { app, page } = await launch(dataFolder());
  await page.getByLabel('Indirizzo del portale').fill(portal.url);
  await page.getByLabel('Utente').fill('demo');
  await page.getByRole('textbox', { name: 'Password' }).fill('demo');
  await page.getByTestId('first-run-connect').click();
  await expect(page.getByTestId('sync-banner')).toContainText('40 clienti scaricati');
  await page.getByTestId('scope-all').click();
  for (const name of HOSTILE_NAMES) {
    await page.getByTestId('customers-search').fill(name);
    const row = page.getByTestId('customer-row').first();
    await expect(row, name).toContainText(name);
    await row.click();
    await expect(page.getByTestId('customer-detail').getByRole('heading', { level: 2 })).toHaveText(name);
  }
  await picture(page, 'hostile');
  expect(await page.evaluate(() => 'injected' in window)).toBe(false);
  await page.getByTestId('customers-search').fill('');
  await expect(page.getByTestId('customers-total')).toHaveText('40 clienti');
  await quit(app);
  await portal.close();
});
