import { join } from 'node:path';
import { expect, test } from 'playwright/test';
import { startDemoWorker } from '../../main/demo/client';
import { defaultSettings, saveSettings } from '../../main/settings/settings-file';
import { expectAccessible } from './gallery';
import { dataFolder, launch, quit, run } from './launch';

test('shows what changed since the agent last looked, leads to the customer, and is seen once', async () => {
  const folder = dataFolder();
  const portal = await startDemoWorker(join(__dirname, '../../out/main/demo-worker.js'), {
    count: 120,
    exportDelayMs: 0,
    loadingPanelMs: 50,
  });
  const sync = ['--sync-once', '--portal', portal.url, '--user', 'demo', '--data', folder];
  await run('app', sync, { ARCHIBALD_PASSWORD: 'demo' });
  await run('app', sync, { ARCHIBALD_PASSWORD: 'demo' });
  await portal.close();
  const connection = {
    kind: 'account',
    portalOrigin: 'https://archibald.example.it',
    user: 'agente',
  } as const;
  saveSettings(join(folder, 'settings.json'), { ...defaultSettings(), connection });

  const { app, page } = await launch(folder);
  const count = page.getByTestId('news-count');
  await expect(count).toHaveText(/^[1-9]\d*$/);
  await page.getByTestId('nav-news').click();
  const items = page.getByTestId('news-item');
  await expect(items.filter({ hasText: 'Nuovo' })).toHaveCount(2);
  await expect(items.filter({ hasText: 'Modificato' }).first()).toContainText('→');
  await page.screenshot({ path: test.info().outputPath('news.png') });
  await expectAccessible(page, 'news');

  const name = (await items.first().getByTestId('news-customer').textContent()) ?? '';
  await items.first().click();
  await expect(page.getByTestId('customer-detail')).toContainText(name.trim());
  await page.getByTestId('nav-news').click();
  await page.getByTestId('news-seen').click();
  await expect(page.getByText('Nessuna novità')).toBeVisible();
  await expect(count).toBeHidden();
  await quit(app);

  const again = await launch(folder);
  await again.page.getByTestId('nav-news').click();
  await expect(again.page.getByText('Nessuna novità')).toBeVisible();
  await quit(again.app);
});
