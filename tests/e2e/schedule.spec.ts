import { join } from 'node:path';
import { expect, test } from 'playwright/test';
import type { ElectronApplication } from 'playwright/test';
import { startDemoWorker } from '../../main/demo/client';
import { ScheduleFile } from '../../main/settings/schedule-file';
import { defaultSettings, saveSettings } from '../../main/settings/settings-file';
import { NO_LOAD } from '../../main/sync/schedule/load';
import { command, dataFolder, later, launch, quit } from './launch';

/** Returns a data folder that is connected to the demo, and paused since its last run. */
function pausedFolder(): string {
  const folder = dataFolder();
  const settings = { ...defaultSettings(), connection: { kind: 'demo' }, cacheOwner: 'demo' } as const;
  expect(saveSettings(join(folder, 'settings.json'), settings).ok).toBe(true);
  const now = Date.now();
  const failure = new ScheduleFile(folder).save({
    nextDueAt: now - 60_000,
    slotStartedAt: null,
    secondTry: false,
    pause: { setAt: now - 120_000, until: null },
    blockedBy: null,
    retriedByHand: false,
    load: NO_LOAD,
    loginLimit: false,
    notBefore: null,
  });
  expect(failure).toBeNull();
  return folder;
}

function setOnline(app: ElectronApplication, online: boolean): Promise<void> {
  return app.evaluate(({ net }, value) => {
    net.isOnline = () => value;
  }, online);
}

test('a pause outlives a restart, allows a sync by hand and ends on request', async () => {
  const folder = pausedFolder();
  const first = await launch(folder);
  const banner = first.page.getByTestId('sync-banner');
  await first.page.getByTestId('nav-sync').click();
  await expect(first.page.getByTestId('metric-next')).toHaveText('In pausa');
  await expect(banner).toContainText('Aggiornamenti automatici in pausa');
  await first.page.screenshot({ path: test.info().outputPath('paused.png') });
  await first.page.getByTestId('sync-button').click();
  await expect(banner).toContainText('Aggiornamento clienti in corso');
  await banner.getByRole('button', { name: 'Annulla' }).click();
  await expect(first.page.getByTestId('metric-last-result')).toHaveText('Aggiornamento annullato');
  await first.page.getByTestId('pause-end').click();
  await expect(first.page.getByTestId('metric-next')).toHaveText(/^tra /);
  await first.page.getByTestId('nav-settings').click();
  await first.page.getByTestId('pause-hour').click();
  await expect(first.page.getByTestId('pause-state')).toContainText(
    /in pausa fino a (oggi|domani) (alle |all’)\d/,
  );
  await quit(first.app);

  const second = await launch(folder);
  await second.page.getByTestId('nav-sync').click();
  await expect(second.page.getByTestId('metric-next')).toHaveText(/^In pausa fino a /);
  // Without the pause, the first sync would have started after 5 s.
  await later(second.app, 10_000);
  expect(await command(second.page, 'sync:status')).toMatchObject({
    value: { running: null, metrics: { totalSyncs: 1 } },
  });
  // The sync starts at once when the agent ends the pause.
  await second.page.getByTestId('pause-end').click();
  await expect(second.page.getByTestId('metric-total')).toHaveText('2');
  await quit(second.app);
});

test('no sync is attempted or counted offline; one starts when the network is back', async () => {
  const { app, page } = await launch(pausedFolder());
  const banner = page.getByTestId('sync-banner');
  await page.getByTestId('nav-sync').click();
  // In the demo, the app notices a lost network only if it has seen the network before.
  await expect(page.getByTestId('metric-next')).toHaveText('In pausa');
  await setOnline(app, false);
  await page.getByTestId('sync-button').click();
  await expect(banner).toContainText('offline', { ignoreCase: true });
  await page.getByTestId('pause-end').click();
  await expect(page.getByTestId('metric-next')).toHaveText('Sospeso: sei offline');
  await expect(banner).toContainText('Offline: i clienti arriveranno quando torna la rete');
  await page.screenshot({ path: test.info().outputPath('offline.png') });
  await expect(page.getByTestId('metric-total')).toHaveText('0');
  await setOnline(app, true);
  // Without customers a sync starts as soon as there is a network.
  await expect(banner).toContainText('Aggiornamento automatico clienti in corso');
  await quit(app);
});

test('a sync follows at the time that the portal names, and none after a refused login', async () => {
  const worker = join(__dirname, '../../out/main/demo-worker.js');
  const portal = await startDemoWorker(worker, { count: 60, exportDelayMs: 50, loadingPanelMs: 120 });
  const folder = dataFolder();
  const { app, page } = await launch(folder);
  const banner = page.getByTestId('sync-banner');
  const next = page.getByTestId('metric-next');
  try {
    await page.getByLabel('Indirizzo del portale').fill(portal.url);
    await page.getByLabel('Utente').fill('demo');
    await page.getByRole('textbox', { name: 'Password' }).fill('demo');
    await page.getByTestId('first-run-connect').click();
    await expect(banner).toContainText('60 clienti scaricati');

    portal.setOptions({ faults: { unavailable: 'always' }, retryAfterSeconds: 600 });
    await page.getByTestId('nav-sync').click();
    await page.getByTestId('sync-button').click();
    await expect(banner).toContainText(
      /^Portale in manutenzione: nuovo tentativo (oggi|domani) (alle |all’)\d{1,2}:\d\d/,
    );
    await expect(next).toHaveText('tra 10 minuti');

    portal.setOptions({ faults: {}, password: 'another' });
    await page.getByTestId('sync-button').click();
    await expect(page.getByTestId('sync-alert')).toContainText('Password rifiutata');
    await expect(next).toHaveText('Sospeso: serve il tuo intervento');
    expect(new ScheduleFile(folder).load()).toMatchObject({ blockedBy: 'LOGIN_REFUSED' });
  } finally {
    await quit(app);
    await portal.close();
  }
});
