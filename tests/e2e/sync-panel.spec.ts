import { join } from 'node:path';
import { expect, test } from 'playwright/test';
import { startDemoWorker } from '../../main/demo/client';
import { defaultSettings, saveSettings } from '../../main/settings/settings-file';
import { dataFolder, launch, quit, run } from './launch';

test('shows how syncing went: charts, figures against their targets, and each run with its reason', async () => {
  const folder = dataFolder();
  const portal = await startDemoWorker(join(__dirname, '../../out/main/demo-worker.js'), {
    count: 120,
    exportDelayMs: 0,
    loadingPanelMs: 50,
  });
  const sync = ['--sync-once', '--portal', portal.url, '--user', 'demo', '--data', folder, '--retries', '0'];
  for (const faults of [{}, {}, { 'wrong-report': 'always' }] as const) {
    portal.setOptions({ faults });
    await run('app', sync, { ARCHIBALD_PASSWORD: 'demo' });
  }
  await portal.close();
  // No password is known for it: the app asks, and starts no sync by itself.
  const connection = {
    kind: 'account',
    portalOrigin: 'https://archibald.example.it',
    user: 'agente',
  } as const;
  saveSettings(join(folder, 'settings.json'), { ...defaultSettings(), connection });

  const { app, page } = await launch(folder);
  await page.getByTestId('nav-sync').click();
  await expect(page.getByTestId('run-charts').locator('svg')).toHaveCount(3);
  await expect(page.getByTestId('run-charts')).toContainText('Per giorno: 1 errore');
  await expect(page.getByTestId('metric-error-rate')).toHaveText('33%');
  const rows = page.getByTestId('run-row');
  await expect(rows).toHaveCount(3);
  await expect(rows.first()).toContainText('È arrivato un altro report');
  await page.screenshot({ path: test.info().outputPath('sync-panel.png') });
  await rows.first().getByRole('button').click();
  await expect(page.getByTestId('run-details')).toContainText('WRONG_REPORT');
  await rows.last().getByRole('button').click();
  await expect(page.getByTestId('run-details')).toContainText('Pagine');
  await page.screenshot({ path: test.info().outputPath('run-details.png'), fullPage: true });
  await quit(app);
});
