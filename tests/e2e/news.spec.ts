import { join } from 'node:path';
import { expect, test } from 'playwright/test';
import { startDemoWorker } from '../../main/demo/client';
import { defaultSettings, saveSettings } from '../../main/settings/settings-file';
import { gallery } from './gallery';
import { dataFolder, launch, quit, runSync } from './launch';

test('the news lists changes since the last visit, and opens customers next to it', async () => {
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
  // The kinds of news appear as words, not as internal names.
  await expect(items.filter({ hasText: /debitor|potdent|potfromcon|custfrom/i })).toHaveCount(0);
  // The badge counts customers. Each has one line, and those with orders come first.
  await expect(items).toHaveCount(Number(await count.textContent()));
  await expect(items.first().getByTestId('news-summary')).toContainText(
    /^(Nuovo ordine|\d+ nuovi ordini): \+[\d.]+,\d\d/,
  );
  await gallery(running, 'news-summary');

  // The keyboard alone selects a kind.
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
  // The customer opens next to the news, and Escape returns to the news.
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
  // Seen news stays for a while in a section below.
  await expect(again.page.getByTestId('news-seen-before').getByTestId('news-item')).toHaveCount(all);
  await expect(again.page.getByTestId('news-count')).toBeHidden();
  await quit(again.app);
});
