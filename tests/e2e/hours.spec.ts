import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, test } from 'playwright/test';
import { nameOwner } from '../../main/customers/store/other-caches';
import { LOGINS_FILE, LoginsFile } from '../../main/settings/logins-file';
import { ScheduleFile } from '../../main/settings/schedule-file';
import { defaultSettings, saveSettings } from '../../main/settings/settings-file';
import type { ScheduleState } from '../../main/sync/ports';
import { INITIAL_STATE } from '../../main/sync/schedule/schedule-state';
import type { SyncHours } from '../../preload/contract';
import { gallery } from './gallery';
import { command, dataFolder, later, launch, quit } from './launch';
import { prepare } from './prepare';

test.setTimeout(240_000);

/** The day of the week two days from now, so that nothing starts by itself today or tomorrow. */
const IN_TWO_DAYS = ((new Date().getDay() + 1) % 7) + 1;
const FAR: SyncHours = { days: [IN_TWO_DAYS], from: '08:00', to: '19:00' };

/** Returns a folder with customers of one good sync with the demo portal (no password needed). */
async function demoFolder(
  hours: SyncHours,
  schedule: Partial<ScheduleState> = {},
  options: Parameters<typeof prepare>[0] = {},
): Promise<string> {
  const folder = await prepare(options);
  const defaults = defaultSettings();
  const saved = saveSettings(join(folder, 'settings.json'), {
    ...defaults,
    preferences: { ...defaults.preferences, hours },
    connection: { kind: 'demo' },
    cacheOwner: 'demo',
  });
  expect(saved.ok).toBe(true);
  nameOwner(folder, 'demo');
  expect(new ScheduleFile(folder).save({ ...INITIAL_STATE, ...schedule })).toBeNull();
  return folder;
}

test('the keyboard sets working hours, and the settings report impossible ones', async () => {
  const running = await launch(await prepare());
  const { page, app } = running;
  await page.getByTestId('nav-settings').click();
  const stored = async (): Promise<unknown> => {
    const answer = (await command(page, 'settings:get')) as {
      readonly value: { readonly preferences: { readonly hours: unknown } };
    };
    return answer.value.preferences.hours;
  };
  expect(await stored()).toBe('always');
  await page.getByRole('radio', { name: 'Sempre' }).focus();
  await page.keyboard.press('ArrowRight');
  await expect(page.getByTestId('hours-message')).toHaveText('✓ Salvato');
  expect(await stored()).toEqual({ days: [1, 2, 3, 4, 5], from: '08:00', to: '19:00' });
  await gallery(running, 'settings-hours');

  await page.getByRole('checkbox', { name: 'sabato' }).focus();
  await page.keyboard.press('Space');
  await page.getByLabel('Dalle').fill('7.30');
  await page.getByLabel('Dalle').press('Enter');
  await expect.poll(stored).toEqual({ days: [1, 2, 3, 4, 5, 6], from: '07:30', to: '19:00' });

  await page.getByLabel('Alle', { exact: true }).fill('06:00');
  await page.getByLabel('Alle', { exact: true }).press('Enter');
  await expect(page.getByTestId('hours-message')).toHaveText(
    'L’ora di fine deve venire dopo quella di inizio',
  );
  await gallery(running, 'settings-hours-invalid');
  expect(await stored()).toEqual({ days: [1, 2, 3, 4, 5, 6], from: '07:30', to: '19:00' });
  await quit(app);
});

test('the company policy fixes the hours', async () => {
  const policy = join(dataFolder(), 'policy.json');
  writeFileSync(policy, JSON.stringify({ hours: FAR, loginsPerDay: 6 }));
  const running = await launch(await prepare(), [], { ARCHIBALD_POLICY: policy });
  await running.page.getByTestId('nav-settings').click();
  await expect(running.page.getByText('Gestito dall’azienda.')).toBeVisible();
  await expect(running.page.getByRole('radio', { name: 'Sempre' })).toBeDisabled();
  await expect(running.page.getByLabel('Dalle')).toHaveValue('08:00');
  await gallery(running, 'managed-hours');
  const refused = await command(running.page, 'settings:change', { hours: 'always' });
  expect(refused).toMatchObject({ ok: false, error: { code: 'MANAGED_BY_COMPANY' } });
  await quit(running.app);
});

test('no sync starts outside the hours, and the window shows when one will', async () => {
  const running = await launch(await demoFolder(FAR));
  const { page, app } = running;
  const banner = page.getByTestId('sync-banner');
  await expect(banner).toContainText('Fuori orario: gli aggiornamenti riprendono');
  // Within the hours, the first sync would have started after 5 s.
  await later(app, 10_000);
  expect(await command(page, 'sync:status')).toMatchObject({
    value: { running: null, nextSyncAt: null, hold: { reason: 'hours' }, metrics: { totalSyncs: 1 } },
  });
  await gallery(running, 'outside-hours');
  await page.getByTestId('nav-sync').click();
  await expect(page.getByTestId('metric-next')).toContainText('Riprende');
  await page.getByTestId('support-data').locator('summary').click();
  await expect(page.getByTestId('metric-logins')).toHaveText('oggi 1, negli ultimi 30 giorni 1');
  await gallery(running, 'outside-hours-figures');
  await page.getByTestId('sync-button').click();
  await expect(page.getByTestId('metric-total')).toHaveText('2');
  await quit(app);
});

test('the window shows the login limit, an unconfirmed login and a portal filter', async () => {
  const limited = await demoFolder('always', { loginLimit: true });
  const at = Date.now() - 60_000;
  new LoginsFile(limited).save(Array.from({ length: 12 }, () => ({ at, kind: 'automatic', answered: true })));
  const first = await launch(limited);
  await expect(first.page.getByTestId('sync-banner')).toContainText(
    'Limite di accessi raggiunto: gli aggiornamenti riprendono domani',
  );
  await gallery(first, 'login-limit');
  await quit(first.app);
  expect(JSON.parse(readFileSync(join(limited, LOGINS_FILE), 'utf8'))).toMatchObject({ version: 1 });

  const second = await launch(await demoFolder('always', { blockedBy: 'LOGIN_UNCONFIRMED' }));
  await expect(second.page.getByTestId('sync-alert')).toContainText('Accesso non confermato');
  await expect(second.page.getByRole('button', { name: 'Riprova ora' })).toBeVisible();
  await gallery(second, 'login-unconfirmed');
  await second.page.getByRole('button', { name: 'Aggiorna password' }).click();
  await expect(second.page.getByTestId('nav-settings')).toHaveAttribute('aria-current', 'page');
  await quit(second.app);

  const filtered = await demoFolder(FAR);
  const runs = new Database(join(filtered, 'runs.db'));
  const reading = { sums: { printed: 0, verified: 0 }, columns: [], filter: 'Clienti esclusivi' };
  runs.prepare('UPDATE sync_runs SET reading = ?').run(JSON.stringify(reading));
  runs.close();
  const third = await launch(filtered);
  await expect(third.page.getByTestId('list-filter')).toContainText(
    'Nel portale è attivo il filtro «Clienti esclusivi»: l’elenco può essere incompleto',
  );
  await gallery(third, 'list-filter');
  await quit(third.app);
});
