import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'playwright/test';
import { gallery } from './gallery';
import { command, dataFolder, launch, quit, runSync } from './launch';
import { prepare } from './prepare';

function policyFile(content: unknown): string {
  const path = join(dataFolder(), 'policy.json');
  writeFileSync(path, JSON.stringify(content), { mode: 0o644 });
  return path;
}

test('a preference that the company fixes cannot be changed, and the settings say so', async () => {
  const policy = policyFile({
    portalUrl: 'https://archibald.example.it/Archibald',
    frequencyMinutes: { min: 60, max: 240 },
  });
  const first = await launch(dataFolder(), [], { ARCHIBALD_POLICY: policy });
  const address = first.page.getByLabel('Indirizzo del portale');
  await expect(address).toHaveValue('https://archibald.example.it');
  await expect(address).not.toBeEditable();
  await expect(first.page.getByText('Gestito dall’azienda.')).toBeVisible();
  await gallery(first, 'managed-first-run');
  const typed = { portalUrl: 'https://other.example.it', user: 'a', password: 'b' };
  const refused = await command(first.page, 'connection:test', typed);
  expect(refused).toMatchObject({ ok: false, error: { code: 'MANAGED_BY_COMPANY' } });
  await quit(first.app);

  // The agent's 30 minutes are less than the company allows.
  const second = await launch(await prepare(), [], { ARCHIBALD_POLICY: policy });
  await second.page.getByTestId('nav-settings').click();
  await expect(second.page.getByTestId('frequency-select')).toHaveValue('Ogni ora');
  await second.page.getByTestId('frequency-select').click();
  await expect(second.page.getByRole('option')).toHaveText(['Ogni ora', 'Ogni 4 ore', 'Altro…']);
  await second.page.keyboard.press('Escape');
  await expect(second.page.getByText('Gestito dall’azienda.')).toBeVisible();
  await gallery(second, 'managed-settings');
  const answer = await command(second.page, 'settings:change', { frequencyMinutes: 5 });
  expect(answer).toMatchObject({ ok: false, error: { code: 'MANAGED_BY_COMPANY' } });
  await quit(second.app);
});

test('the app leaves an account alone whose portal is not allowed, and says why', async () => {
  const policy = policyFile({ portalUrl: 'https://other.example.it' });
  const running = await launch(await prepare(), [], { ARCHIBALD_POLICY: policy });
  const banner = running.page.getByTestId('sync-alert');
  await expect(banner).toContainText('L’azienda ha indicato un altro portale');
  await expect(running.page.getByTestId('customer-row').first()).toBeVisible();
  await gallery(running, 'managed-portal-moved');
  await banner.getByRole('button', { name: 'Vai all’account' }).click();
  await running.page.getByRole('button', { name: 'Scollega', exact: true }).click();
  await running.page.getByRole('dialog').getByRole('button', { name: 'Scollega', exact: true }).click();
  await expect(running.page.getByLabel('Indirizzo del portale')).toHaveValue('https://other.example.it');
  await quit(running.app);

  const args = [
    '--sync-once',
    '--portal',
    'https://archibald.example.it',
    '--user',
    'a',
    '--data',
    dataFolder(),
  ];
  const { stdout } = await runSync(args, { ARCHIBALD_POLICY: policy });
  expect(stdout).toContain('PORTAL_NOT_ALLOWED');
});

test('an invalid policy file stops all automatic work, and the settings say so', async () => {
  const policy = join(dataFolder(), 'policy.json');
  writeFileSync(policy, '{"portalUrl":');
  const running = await launch(await prepare(), [], { ARCHIBALD_POLICY: policy });
  const { app, page } = running;
  await page.getByTestId('nav-settings').click();
  await expect(page.getByTestId('frequency-select')).toHaveValue('Ogni 30 minuti');
  await expect(page.getByText('sono fermi finché l’ufficio non le corregge')).toBeVisible();
  await gallery(running, 'managed-broken');
  await quit(app);
});

test('a policy file that anybody may write is ignored', async () => {
  test.skip(process.platform === 'win32', 'On Windows only administrators write the policy');
  const open = policyFile({ frequencyMinutes: { min: 60, max: 240 } });
  chmodSync(open, 0o666);
  const untrusted = await launch(await prepare(), [], { ARCHIBALD_POLICY: open });
  await untrusted.page.getByTestId('nav-settings').click();
  await expect(untrusted.page.getByTestId('frequency-select')).toHaveValue('Ogni 30 minuti');
  await expect(untrusted.page.getByText('può cambiarli anche chi non è amministratore')).toBeVisible();
  await quit(untrusted.app);
});

test('one invalid part of the policy leaves the others in force', async () => {
  const partly = policyFile({ frequencyMinutes: { min: 60, max: 240 }, colour: 'red' });
  const { app, page } = await launch(await prepare(), [], { ARCHIBALD_POLICY: partly });
  await page.getByTestId('nav-settings').click();
  await expect(page.getByTestId('frequency-select')).toHaveValue('Ogni ora');
  await expect(page.getByText('Alcune impostazioni dell’azienda non sono valide')).toBeVisible();
  await quit(app);
});
