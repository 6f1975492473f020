import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, test } from 'playwright/test';
import { startDemoWorker } from '../../main/demo/client';
import type { DemoWorker } from '../../main/demo/client';
import { LANGUAGES } from '../../preload/contract/values';
import { aCustomer } from '../helpers/customers';
import { connect, lastRunNumber, runAfter } from './connected';
import { setLook, gallery, picture, resize } from './gallery';
import { answerQuestions, shownQuestions, command, dataFolder, launch, quit } from './launch';
import type { RunningApp } from './launch';
import { prepare } from './prepare';
import { prepareStored } from './prepare-stored';

test.setTimeout(240_000);

/** The delay of an export that outlasts any test. The test ends it when it has seen enough. */
const LONG_EXPORT_MS = 600_000;
const SYNC_TIMEOUT = 60_000;

/** Makes main see a network, or none. */
function setOnline({ app }: RunningApp, online: boolean): Promise<void> {
  return app.evaluate(({ net }, value) => {
    net.isOnline = () => value;
  }, online);
}

/** Advances main's date by 25 hours, as if the computer had slept. */
function passADay({ app }: RunningApp): Promise<void> {
  return app.evaluate(({ powerMonitor }) => {
    const now = Date.now.bind(Date);
    Date.now = () => now() + 25 * 3_600_000;
    powerMonitor.emit('resume');
  });
}

function portalWith(exportDelayMs: number): Promise<DemoWorker> {
  return startDemoWorker(join(__dirname, '../../out/main/demo-worker.js'), {
    count: 120,
    exportDelayMs,
    loadingPanelMs: 50,
  });
}

test('the first run shows each state calmly, with a way to continue', async () => {
  const portal = await portalWith(LONG_EXPORT_MS);
  const running = await launch(dataFolder());
  const { app, page } = running;
  const banner = page.getByTestId('sync-banner');

  await expect(page.getByTestId('first-run')).toBeVisible();
  await gallery(running, 'first-run');
  await resize(app, page, { width: 1280, height: 640 });
  for (const language of LANGUAGES) {
    await setLook(page, language, 'light');
    const hidden = await page
      .getByTestId('first-run')
      .evaluate((screen) => screen.scrollHeight - screen.clientHeight);
    expect(hidden, `the first screen scrolls in ${language}`).toBe(0);
  }
  await setLook(page, 'it', 'light');
  const password = page.getByRole('textbox', { name: 'Password' });
  // The first field has the focus without a click.
  for (const text of [portal.url, 'demo', 'wrong']) {
    await page.keyboard.type(text);
    await page.keyboard.press('Tab');
  }
  // A new portal gets no password before the agent has confirmed it to main, once.
  await answerQuestions(app, 'no');
  await page.getByTestId('first-run-connect').press('Enter');
  await expect(page.getByTestId('first-run-result')).toContainText('Password non inviata');
  await expect(page.getByTestId('first-run-connect')).toBeFocused();
  expect((await portal.stats()).credentialsSent).toBe(0);
  await answerQuestions(app, 'yes');
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('first-run-result')).toContainText('Password non corretta');
  await expect(password).toBeFocused();
  await gallery(running, 'first-run-refused');

  // The refused password is selected: typing replaces it.
  await page.keyboard.type('demo');
  await page.keyboard.press('Enter');
  await expect(banner).toContainText('Aggiornamento clienti in corso');
  expect(await shownQuestions(app)).toEqual(
    Array(2).fill(`Inviare la password a ${new URL(portal.url).host}?`),
  );
  await expect(page.getByText('Scaricamento dei clienti in corso')).toBeVisible();
  await gallery(running, 'first-sync');
  portal.setOptions({ exportDelayMs: 0 });
  await expect(banner).toContainText('120 clienti scaricati', { timeout: SYNC_TIMEOUT });
  await picture(page, 'sync-done');
  await expect(banner).toBeHidden();

  await page.getByTestId('sync-button').click();
  await expect(banner).toContainText('✅', { timeout: SYNC_TIMEOUT });
  await picture(page, 'sync-done-news');
  await page.getByTestId('see-news').click();
  await expect(page.getByTestId('news-count')).toBeVisible();
  await expect(banner).toBeHidden();
  await gallery(running, 'news');
  await quit(app);
  await portal.close();
});

/** Starts the app on its customers, connected to the portal. */
async function connected(portal: DemoWorker): Promise<RunningApp> {
  const running = await launch(dataFolder());
  await connect(running.page, portal);
  await expect(running.page.getByTestId('sync-banner')).toContainText('120 clienti scaricati', {
    timeout: SYNC_TIMEOUT,
  });
  return running;
}

test('the window reports a missing, paused or offline sync calmly, with a way to continue', async () => {
  const portal = await portalWith(0);
  const running = await connected(portal);
  const banner = running.page.getByTestId('sync-banner');
  await command(running.page, 'sync:pause', 'hour');
  await expect(banner).toContainText('In pausa fino a');
  await gallery(running, 'paused');
  await setOnline(running, false);
  await command(running.page, 'sync:resume');
  await expect(banner).toContainText('Offline: dati di oggi');
  await gallery(running, 'offline');
  await setOnline(running, true);
  await expect(banner).toBeHidden({ timeout: SYNC_TIMEOUT });
  await quit(running.app);
  await portal.close();
});

test('the sentence and count of an automatic update fit in both languages', async () => {
  const portal = await portalWith(0);
  const running = await connected(portal);
  const { app, page } = running;
  portal.setOptions({ exportDelayMs: LONG_EXPORT_MS });
  await passADay(running);
  const banner = page.getByTestId('sync-banner');
  await expect(banner).toContainText('Aggiornamento automatico clienti in corso');
  await resize(app, page, { width: 1024, height: 700 });
  for (const [language, count] of [
    ['it', '1.452 / 1.452 clienti'],
    ['en', '1,452 / 1,452 customers'],
  ] as const) {
    await setLook(page, language, 'light');
    const room = await banner.evaluate((shown, text) => {
      const title = shown.children[0] as HTMLElement;
      const read = shown.querySelector('[data-testid=sync-count]') as HTMLElement;
      read.textContent = text;
      const cancel = shown.querySelector('button')?.getBoundingClientRect().left ?? 0;
      const left = {
        title: title.clientWidth - title.scrollWidth,
        lines: Math.round(title.getBoundingClientRect().height / 14),
        count: cancel - read.getBoundingClientRect().right,
      };
      read.textContent = '';
      return left;
    }, count);
    expect(room, language).toMatchObject({ title: 0, lines: 1 });
    expect(room.count, language).toBeGreaterThan(4);
  }
  await quit(app);
  await portal.close();
});

test('the window reports failed syncs calmly, with a way to continue', async () => {
  const portal = await portalWith(0);
  const running = await connected(portal);
  const { app, page } = running;
  const banner = page.getByTestId('sync-banner');
  const alert = page.getByTestId('sync-alert');
  const start = (): Promise<void> => page.getByTestId('sync-button').click();
  portal.setOptions({ faults: { 'wrong-report': 'always' } });
  await start();
  await expect(alert).toContainText('Il portale ha inviato un altro report', { timeout: SYNC_TIMEOUT });
  await expect(alert.getByRole('button', { name: 'Esporta diagnostica' })).toBeHidden();
  await gallery(running, 'failed');
  // Failures that the agent has watched never count as lasting, however many.
  for (let failure = 2; failure <= 3; failure += 1) {
    await start();
    await expect(banner).toContainText('Aggiornamento clienti in corso');
    await expect(alert).toContainText('Il portale ha inviato un altro report', { timeout: SYNC_TIMEOUT });
  }
  // A repeated failure offers the dialog for support, which opens over any screen.
  await alert.getByRole('button', { name: 'Esporta diagnostica' }).click();
  await expect(page.getByTestId('diagnostics-files')).toContainText('versions.json');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toBeHidden();
  await expect(alert).toContainText('Nuovo tentativo');
  await command(page, 'sync:pause', 'hour');
  await expect(alert).not.toContainText('Nuovo tentativo');
  await command(page, 'sync:resume');
  await alert.getByRole('button', { name: 'Chiudi' }).click();
  await expect(alert).toBeHidden();
  // Three automatic failures in a row count as lasting.
  for (let failure = 1; failure <= 3; failure += 1) {
    const before = await lastRunNumber(page);
    await passADay(running);
    expect(await runAfter(page, before)).toMatchObject({
      trigger: 'resume',
      error: { code: 'WRONG_REPORT' },
    });
  }
  await expect(alert).toContainText('Gli ultimi 3 aggiornamenti non sono riusciti');
  await gallery(running, 'degraded');
  portal.setOptions({ faults: { unavailable: 'always' }, retryAfterSeconds: 600 });
  await start();
  // After so many failures an alert shows the message.
  await expect(alert).toContainText('Portale in manutenzione', { timeout: SYNC_TIMEOUT });
  await gallery(running, 'maintenance');

  portal.setOptions({ faults: {}, password: 'another' });
  await start();
  await expect(alert).toContainText('Password rifiutata', { timeout: SYNC_TIMEOUT });
  await gallery(running, 'blocked');
  await alert.getByRole('button', { name: 'Aggiorna password' }).click();
  await expect(page.getByLabel('Indirizzo del portale')).toHaveValue(portal.url);
  await gallery(running, 'account-form');
  await page.getByRole('button', { name: 'Annulla', exact: true }).click();
  await page.getByRole('button', { name: 'Scollega' }).click();
  await expect(page.getByRole('dialog')).toBeVisible();
  await gallery(running, 'disconnect');
  await page.getByRole('dialog').getByRole('button', { name: 'Scollega', exact: true }).click();
  await expect(page.getByTestId('first-run')).toBeVisible();
  await quit(app);
  await portal.close();
});

test('the window promises no new attempt while the password is missing', async () => {
  const stored = prepareStored([{ customers: [aCustomer({ id: '1' })], agoMs: 600_000 }]);
  const { app, page } = await launch(stored);
  const alert = page.getByTestId('sync-alert');
  await expect(alert).toContainText('Senza password i clienti non si aggiornano.');
  expect(await alert.innerText()).not.toContain('Nuovo tentativo');
  await quit(app);
});

test('the window emphasises data that are over a day old', async () => {
  const folder = await prepare();
  const runs = new Database(join(folder, 'runs.db'));
  const dayAgo = new Date(Date.now() - 30 * 60 * 60_000).toISOString();
  runs.prepare('UPDATE sync_runs SET started_at = ?, ended_at = ?').run(dayAgo, dayAgo);
  runs.close();
  const running = await launch(folder);
  await expect(running.page.getByTestId('data-age')).toHaveAttribute('data-stale', 'true');
  await expect(running.page.getByTestId('data-age')).toContainText('1 giorno fa');
  await gallery(running, 'stale');
  await quit(running.app);
});

test('the window asks about an export that looks filtered', async () => {
  const folder = await prepare({
    async then(portal, sync) {
      portal.setOptions({ gridFilter: 70 });
      await sync();
    },
  });
  const running = await launch(folder);
  const question = running.page.getByTestId('cache-partial');
  await expect(question.getByRole('button', { name: 'Apri il portale' })).toBeVisible();
  await gallery(running, 'partial');
  await quit(running.app);
});
