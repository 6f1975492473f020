import { truncateSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'playwright/test';
import { startDemoWorker } from '../../main/demo/client';
import { defaultSettings, saveSettings } from '../../main/settings/settings-file';
import { dataFolder, launch, quit, runSync } from './launch';
import { showAll } from './scope';

const KNOWN = 120;
const FILTERED = 70;

test('the app asks about partial exports, and shows removed customers and repairs', async () => {
  const folder = dataFolder();
  const portal = await startDemoWorker(join(__dirname, '../../out/main/demo-worker.js'), {
    count: KNOWN,
    exportDelayMs: 0,
    loadingPanelMs: 50,
  });
  const syncOnce = async (): Promise<void> => {
    const args = ['--sync-once', '--portal', portal.url, '--user', 'demo', '--data', folder];
    const { code, stderr } = await runSync(args);
    expect(code, stderr).toBe(0);
  };
  // The password of the account is unknown, so the app asks and starts no sync by itself.
  const connection = {
    kind: 'account',
    portalOrigin: 'https://archibald.example.it',
    user: 'agente',
  } as const;
  expect(saveSettings(join(folder, 'settings.json'), { ...defaultSettings(), connection }).ok).toBe(true);
  await syncOnce();
  portal.setOptions({ gridFilter: FILTERED });
  await syncOnce();

  const asked = await launch(folder);
  await asked.page.getByTestId('scope-all').click();
  await expect(asked.page.getByTestId('cache-partial')).toContainText(
    /Elenco parziale\? 70 clienti invece di 1\d\d/,
  );
  await asked.page.screenshot({ path: test.info().outputPath('partial.png') });
  await expect(asked.page.getByTestId('customers-total')).toHaveText(/^1\d\d clienti$/);
  await asked.page.getByRole('button', { name: 'Accetta l’elenco ridotto' }).click();
  await expect(asked.page.getByTestId('cache-partial')).toHaveCount(0);
  await expect(asked.page.getByText('Assente', { exact: true }).first()).toBeVisible();
  await quit(asked.app);

  await syncOnce();
  await portal.close();
  const removed = await launch(folder);
  // A customer missing from only the last export still counts.
  await showAll(removed.page, /^7[01] clienti$/);
  await removed.page.getByTestId('customers-filter').click();
  await removed.page.getByRole('option', { name: 'Rimossi' }).click();
  await expect(removed.page.getByTestId('customers-total')).not.toHaveText(/^7[01] clienti$/);
  await removed.page.getByTestId('customer-row').first().click();
  await expect(removed.page.getByTestId('customer-history')).toContainText('Non più nell’elenco del portale');
  await removed.page.screenshot({ path: test.info().outputPath('removed.png') });
  // The filter is kept over restarts.
  await removed.page.getByTestId('customers-filter').click();
  await removed.page.getByRole('option', { name: 'Ordini: tutti' }).click();
  await expect(removed.page.getByTestId('customers-total')).toHaveText(/^7[01] clienti$/);
  await quit(removed.app);

  truncateSync(join(folder, 'customers.db'), 20_000);
  const repaired = await launch(folder);
  await repaired.page.getByTestId('scope-all').click();
  await expect(repaired.page.getByTestId('cache-repaired')).toContainText(
    /Archivio riparato dal backup di (oggi|ieri) (alle |all’)\d+:\d\d/,
  );
  await expect(repaired.page.getByTestId('customers-total')).toHaveText(/^1\d\d clienti$/);
  await repaired.page.screenshot({ path: test.info().outputPath('repaired.png') });
  await repaired.page.getByRole('button', { name: 'Ho capito' }).click();
  await expect(repaired.page.getByTestId('cache-repaired')).toHaveCount(0);
  await quit(repaired.app);
});
