import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import { expect, test } from 'playwright/test';
import { answerFileDialogs } from './file-dialogs';
import { command, dataFolder, launch, quit } from './launch';
import { prepare } from './prepare';

test('the sync screen shows figures, runs with their reasons, and charts for support', async () => {
  const folder = await prepare({
    async then(portal, sync) {
      await sync();
      portal.setOptions({ faults: { 'wrong-report': 'always' } });
      await sync();
    },
  });
  const { app, page } = await launch(folder);
  await page.getByTestId('nav-sync').click();
  await expect(page.getByTestId('metrics').locator('dd')).toHaveText([
    /^(adesso|\d+ minut\w fa)$/,
    'Non riuscito',
    '3',
    /^\d$/,
    /^\d+,\d s$/,
    '33%',
    /^\d+%$/,
    /\S/,
  ]);
  const rows = page.getByTestId('run-row');
  await expect(rows).toHaveCount(3);
  await expect(rows.first()).toContainText('Il portale ha inviato un altro report');
  await page.screenshot({ path: test.info().outputPath('sync-panel.png') });
  await rows.first().getByRole('button').click();
  await expect(page.getByTestId('run-details')).toContainText('WRONG_REPORT');
  await rows.last().getByRole('button').click();
  await expect(page.getByTestId('run-details')).toContainText('Pagine');
  await expect(page.getByTestId('run-details')).toContainText('Somme verificate: 6 di 6');
  await page.screenshot({ path: test.info().outputPath('run-details.png'), fullPage: true });
  await page.getByTestId('runs-failed-only').check();
  await expect(rows).toHaveCount(1);
  await expect(page.getByTestId('run-charts')).toHaveCount(0);
  await page.getByTestId('support-data').locator('summary').press('Enter');
  await expect(page.getByTestId('run-charts').locator('svg')).toHaveCount(3);
  await expect(page.getByTestId('run-charts')).toContainText('Per giorno: 1 errore');
  await quit(app);
});

test('the keyboard sets the frequency of syncs and whether they start by themselves', async () => {
  const { app, page } = await launch(await prepare());
  await page.getByTestId('nav-sync').click();
  await page.getByTestId('frequency-menu').focus();
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('frequency-60')).toBeVisible();
  await page.getByTestId('frequency-60').press('Enter');
  await expect(page.getByTestId('frequency-menu')).toHaveText('Ogni ora');
  await expect(page.getByTestId('frequency-menu')).toBeFocused();
  await page.getByTestId('pause-menu').press('Enter');
  await page.getByTestId('pause-hour').press('Enter');
  // The screen names the missing password before the pause, as soon as main has found it.
  await expect
    .poll(() => command(page, 'sync:status'))
    .toMatchObject({ ok: true, value: { pause: { until: expect.any(String) } } });
  await page.getByTestId('pause-end').press('Enter');
  await expect(page.getByTestId('pause-menu')).toBeVisible();
  await quit(app);
});

test('the file for support holds exactly the shown parts, and none of the account', async () => {
  const { app, page } = await launch(await prepare());
  const path = join(dataFolder(), 'diagnostica è.zip');
  await answerFileDialogs(app, { save: path });
  await page.getByTestId('nav-sync').click();
  await page.getByTestId('support-data').locator('summary').click();
  await page.getByTestId('diagnostics-open').click();
  const files = page.getByTestId('diagnostics-files');
  await expect(files).toContainText('versions.json');
  await files.getByRole('button', { name: 'store.json' }).click();
  await expect(files).toContainText('"integrity": "whole"');
  await page.getByTestId('diagnostics-save').click();
  await expect(page.getByText('Diagnostica salvata')).toBeVisible();
  const saved = unzipSync(readFileSync(path));
  expect(Object.keys(saved)).toEqual([
    'versions.json',
    'settings.json',
    'status.json',
    'runs.json',
    'store.json',
    'archibald-agent.log',
  ]);
  const text = Object.values(saved)
    .map((bytes) => new TextDecoder().decode(bytes))
    .join('');
  expect(text).not.toMatch(/archibald\.example|agente|customers\.db/);
  await quit(app);
});
