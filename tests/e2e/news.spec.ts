import { join } from 'node:path';
import { expect, test } from 'playwright/test';
import { startDemoWorker } from '../../main/demo/client';
import { defaultSettings, saveSettings } from '../../main/settings/settings-file';
import { gallery } from './gallery';
import { dataFolder, launch, quit, runSync } from './launch';

test('tells what changed since the agent last looked, opens the customer next to it, and is seen once', async () => {
  test.setTimeout(120_000);
  const folder = dataFolder();
  const portal = await startDemoWorker(join(__dirname, '../../out/main/demo-worker.js'), {
    count: 120,
    exportDelayMs: 0,
    loadingPanelMs: 50,
  });
  const sync = ['--sync-once', '--portal', portal.url, '--user', 'demo', '--data', folder];
  await runSync(sync);
  await runSync(sync);
  await portal.close();
  const connection = {
    kind: 'account',
    portalOrigin: 'https://archibald.example.it',
    user: 'agente',
  } as const;
  saveSettings(join(folder, 'settings.json'), { ...defaultSettings(), connection });

  const running = await launch(folder);
  const { app, page } = running;
  const count = page.getByTestId('news-count');
  await expect(count).toHaveText(/^[1-9]\d*$/);
  await page.getByTestId('nav-news').click();
  const items = page.getByTestId('news-item');
  await expect(items.filter({ hasText: /Nuovo (cliente|potenziale)/ })).toHaveCount(2);
  // Kinds are said in words.
  await expect(items.filter({ hasText: /debitor|potdent|potfromcon|custfrom/i })).toHaveCount(0);
  // The badge counts customers, each of which has one line, those with orders first.
  await expect(items).toHaveCount(Number(await count.textContent()));
  await expect(items.first().getByTestId('news-told')).toContainText(
    /^(Nuovo ordine|\d+ nuovi ordini): \+[\d.]+,\d\d/,
  );
  await gallery(running, 'news-told');

  // By kind, with the keyboard alone.
  const all = await items.count();
  await page.getByTestId('news-kind-all').focus();
  await page.keyboard.press('ArrowRight');
  await expect(items.filter({ hasNotText: /ordin|Vendite/ })).toHaveCount(0);
  const orders = await items.count();
  expect(orders).toBeGreaterThan(0);
  expect(orders).toBeLessThan(all);
  await expect(count).toHaveText(String(all));
  await page.keyboard.press('ArrowLeft');
  await expect(items).toHaveCount(all);

  const name = (await items.first().getByTestId('news-customer').textContent()) ?? '';
  await items.first().click();
  await expect(page.getByTestId('customer-detail')).toContainText(name.trim());
  // The customer stands next to the news, and Escape leads back to them.
  await expect(items).toHaveCount(all);
  await gallery(running, 'news-customer');
  await page.keyboard.press('Escape');
  await expect(page.getByTestId('customer-detail')).toBeHidden();
  await expect(items.first()).toBeFocused();

  await page.getByTestId('news-seen').focus();
  await page.keyboard.press('Enter');
  await expect(page.getByText('Segnate come viste')).toBeVisible();
  await expect(count).toBeHidden();
  await page.getByTestId('news-undo').focus();
  await page.keyboard.press('Enter');
  await expect(count).toHaveText(String(all));
  await page.getByTestId('news-seen').focus();
  await page.keyboard.press('Enter');
  await expect(count).toBeHidden();
  await gallery(running, 'news-seen');
  await quit(app);

  const again = await launch(folder);
  await again.page.getByTestId('nav-news').click();
  await expect(again.page.getByText('Nessuna novità')).toBeVisible();
  // What was seen stays for a while, below.
  await expect(again.page.getByTestId('news-seen-before').getByTestId('news-item')).toHaveCount(all);
  await expect(again.page.getByTestId('news-count')).toBeHidden();
  await quit(again.app);
});
