/** Tests that a password that was not accepted is sent again only at the agent's request. */
import { join } from 'node:path';
import { expect, test } from 'playwright/test';
import type { ElectronApplication, Locator, Page } from 'playwright/test';
import { startDemoWorker } from '../../main/demo/client';
import type { DemoWorker } from '../../main/demo/client';
import { ScheduleFile } from '../../main/settings/schedule-file';
import { INITIAL_STATE } from '../../main/sync/schedule/schedule-state';
import { QUICK, connect, connected } from './connected';
import type { Connected } from './connected';
import { gallery } from './gallery';
import { appWindow, command, dataFolder, launch, launchHidden, quit } from './launch';
import { prepare } from './prepare';
import { TrayHost, mayHostTray } from './tray-host';

test.setTimeout(240_000);

const passwordOf = (page: Page): Locator => page.getByRole('textbox', { name: 'Password' });

/** Starts a sync as the menu entry and its key do. */
async function updateByMenu(app: ElectronApplication): Promise<void> {
  await app.evaluate(({ Menu }) => {
    const items = (Menu.getApplicationMenu()?.items ?? []).flatMap(({ submenu }) => submenu?.items ?? []);
    items.find(({ accelerator }) => accelerator === 'CmdOrCtrl+R')?.click();
  });
}

async function sent(worker: DemoWorker): Promise<number> {
  return (await worker.stats()).credentialsSent;
}

/** Changes the portal's password after a first sync. Counts the passwords sent until this alert. */
async function sentUntil(alert: string, { worker, page }: Connected): Promise<number> {
  await expect(page.getByTestId('sync-banner')).toContainText('60 clienti scaricati');
  worker.setOptions({ password: 'another' });
  await page.getByTestId('sync-button').click();
  await expect(page.getByTestId('sync-alert')).toContainText(alert);
  return sent(worker);
}

test('a refused password opens the form at every update; only a request resends it', async () => {
  await connected({ failuresToLock: 100 }, async (running) => {
    const { worker, app, page } = running;
    const alert = page.getByTestId('sync-alert');
    const before = await sentUntil('Password rifiutata', running);

    const ways = {
      button: () => page.getByTestId('sync-button').click(),
      menu: () => updateByMenu(app),
      'menu, with the form open': async () => {
        await page.getByTestId('switch-notifications').focus();
        await updateByMenu(app);
      },
      banner: () => alert.getByRole('button', { name: 'Aggiorna password' }).click(),
    };
    for (const [way, update] of Object.entries(ways)) {
      if (way !== 'menu, with the form open') {
        await page.getByTestId('nav-customers').click();
      }
      await update();
      await expect(passwordOf(page), way).toBeFocused();
    }
    expect(await sent(worker)).toBe(before);
    const held = page.getByTestId('held-login');
    await expect(held).toContainText('il portale blocca l’account');
    await gallery(running, 'held-login');

    // The password field has the focus.
    await page.getByTestId('nav-customers').click();
    await page.getByTestId('sync-button').click();
    await page.keyboard.type('demo');
    await page.keyboard.press('Enter');
    const result = page.getByTestId('first-run-result');
    await expect(result).toContainText('È la stessa password di prima');
    expect(await sent(worker)).toBe(before);
    await gallery(running, 'same-password');
    await result.getByRole('button', { name: 'Invia di nuovo la stessa password' }).click();
    await expect(result).toContainText('Password non corretta');
    expect(await sent(worker)).toBe(before + 1);

    await passwordOf(page).press('ControlOrMeta+a');
    await page.keyboard.type('another');
    await page.keyboard.press('Enter');
    await expect(alert).toBeHidden();
    await expect
      .poll(() => command(page, 'sync:status'))
      .toMatchObject({ value: { hold: null, heldLogin: null, running: null } });
    expect((await worker.stats()).refusedLogins).toBe(2);
  });
});

test('only the button of the form sends the stored password again', async () => {
  await connected({ failuresToLock: 100 }, async (running) => {
    const { worker, page } = running;
    const before = await sentUntil('Password rifiutata', running);
    worker.setOptions({ password: 'demo' });
    await page.getByTestId('sync-button').click();
    await page.getByTestId('held-login').getByTestId('send-again').click();
    await expect(page.getByTestId('held-login')).toBeHidden();
    await expect(page.getByTestId('sync-banner')).toContainText('✅');
    expect(await sent(worker)).toBe(before + 1);
  });
});

test('a locked account offers a new password, and a retry once it is unlocked', async () => {
  await connected({ failuresToLock: 1 }, async (running) => {
    const { worker, page } = running;
    const alert = page.getByTestId('sync-alert');
    const before = await sentUntil('Account bloccato', running);
    await page.getByTestId('sync-button').click();
    await expect(passwordOf(page)).toBeFocused();
    await gallery(running, 'account-locked');
    expect(await sent(worker)).toBe(before);
    worker.setOptions({ password: 'demo' });
    await alert.getByRole('button', { name: 'L’ufficio l’ha sbloccato: riprova' }).click();
    await expect(page.getByTestId('sync-banner')).toContainText('✅');
    expect(await sent(worker)).toBe(before + 1);
  });
});

test('an unconfirmed login has one retry by hand, and a restart permits no other', async () => {
  const folder = dataFolder();
  const worker = await startDemoWorker(join(__dirname, '../../out/main/demo-worker.js'), {
    ...QUICK,
    failuresToLock: 100,
  });
  const first = await launch(folder, ['--retry-delay', '50']);
  try {
    await connect(first.page, worker);
    const banner = first.page.getByTestId('sync-banner');
    const alert = first.page.getByTestId('sync-alert');
    await expect(banner).toContainText('60 clienti scaricati');
    worker.setOptions({ password: 'another', refusalWords: false });
    const before = await sent(worker);
    await first.page.getByTestId('sync-button').click();
    await expect(alert).toContainText('Riprova una volta');
    await alert.getByRole('button', { name: 'Riprova ora' }).click();
    await expect(alert).toContainText('neanche il secondo tentativo');
    await expect(alert.getByRole('button', { name: 'Riprova ora' })).toHaveCount(0);
    expect(await sent(worker)).toBe(before + 2);
    await first.page.getByTestId('sync-button').click();
    await expect(passwordOf(first.page)).toBeFocused();
    await gallery(first, 'unconfirmed-twice');
  } finally {
    await quit(first.app);
  }
  const second = await launch(folder);
  try {
    const before = await sent(worker);
    await second.page.getByTestId('sync-button').click();
    await expect(passwordOf(second.page)).toBeFocused();
    // The app recognises the same password even if no key store has kept it.
    await second.page.keyboard.type('demo');
    await second.page.keyboard.press('Enter');
    await expect(second.page.getByTestId('first-run-result')).toContainText('È la stessa password di prima');
    expect(await sent(worker)).toBe(before);
  } finally {
    await quit(second.app);
    await worker.close();
  }
});

test('the first screen sends a refused password once, however often one presses', async () => {
  const worker = await startDemoWorker(join(__dirname, '../../out/main/demo-worker.js'), QUICK);
  const running = await launch(dataFolder());
  const { app, page } = running;
  try {
    await page.getByLabel('Indirizzo del portale').fill(worker.url);
    await page.getByLabel('Utente').fill('demo');
    await passwordOf(page).fill('wrong');
    await page.getByTestId('first-run-test').click();
    const result = page.getByTestId('first-run-result');
    await expect(result).toContainText('Password non corretta');
    await page.getByTestId('first-run-connect').click();
    await expect(result).toContainText('È la stessa password di prima');
    expect(await sent(worker)).toBe(1);
    await gallery(running, 'first-run-same-password');
    await passwordOf(page).fill('demo');
    await page.getByTestId('first-run-connect').click();
    await expect(page.getByTestId('sync-banner')).toContainText('60 clienti scaricati');
  } finally {
    await quit(app);
    await worker.close();
  }
});

test('the tray opens the window with the form', async () => {
  test.skip(!mayHostTray(), 'Needs a session bus');
  const folder = await prepare();
  new ScheduleFile(folder).save({ ...INITIAL_STATE, blockedBy: 'LOGIN_REFUSED' });
  const tray = await TrayHost.start();
  const app = await launchHidden(folder, ['--hidden'], tray.env);
  await expect.poll(() => tray.labels()).toContain('Aggiorna Clienti');
  await tray.click('Aggiorna Clienti');
  const page = await appWindow(app);
  await expect(passwordOf(page)).toBeFocused();
  await expect(page.getByTestId('held-login')).toContainText('Password rifiutata');
  await quit(app);
  tray.close();
});
