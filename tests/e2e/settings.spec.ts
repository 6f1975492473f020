import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'playwright/test';
import { gallery } from './gallery';
import { command, dataFolder, launch, quit } from './launch';
import { prepare } from './prepare';

test('the settings persist, and the app starts with the computer when asked to', async () => {
  test.skip(process.platform !== 'linux', 'Elsewhere the system itself keeps the list of programs to start');
  const folder = dataFolder();
  // The autostart entry must not appear in the tester's own desktop.
  const configHome = dataFolder();
  process.env['XDG_CONFIG_HOME'] = configHome;
  const entry = join(configHome, 'autostart/archibald-agent.desktop');
  const first = await launch(folder);
  await first.page.getByTestId('first-run-demo').click();
  // Quitting during a login would rightly be reported at the next start.
  await expect(first.page.getByTestId('customer-row').first()).toBeVisible();
  await first.page.getByTestId('nav-settings').click();
  await first.page.getByTestId('switch-startWithComputer').check({ force: true });
  await expect.poll(() => existsSync(entry)).toBe(true);
  expect(readFileSync(entry, 'utf8')).toMatch(/^Exec=".+" "--hidden"$/m);
  await first.page.getByTestId('switch-automaticBanner').uncheck({ force: true });
  await quit(first.app);

  // The entry names another path, as if the program had been moved.
  writeFileSync(entry, '[Desktop Entry]\nType=Application\nExec="/opt/moved/agent" "--hidden"\n');
  const second = await launch(folder);
  await expect.poll(() => readFileSync(entry, 'utf8')).not.toContain('/opt/moved');
  await second.page.getByTestId('nav-settings').click();
  await expect(second.page.getByTestId('switch-startWithComputer')).toBeChecked();
  await expect(second.page.getByTestId('switch-automaticBanner')).not.toBeChecked();
  await expect(second.page.getByTestId('sync-banner')).toBeHidden();
  await second.page.screenshot({ path: test.info().outputPath('settings.png') });
  await second.page.getByTestId('switch-startWithComputer').uncheck({ force: true });
  await expect.poll(() => existsSync(entry)).toBe(false);
  await quit(second.app);
  delete process.env['XDG_CONFIG_HOME'];
});

test('the settings show the protection of the data and how long they are kept', async () => {
  const running = await launch(await prepare());
  const { app, page } = running;
  await page.getByTestId('nav-settings').click();
  const disk = page.getByTestId('disk-encryption');
  await expect(disk).toHaveText(
    /^(La cifratura del disco (non )?è attiva|Il sistema non dice se la cifratura del disco è attiva)/,
  );
  const protection = await command(page, 'settings:protection');
  expect(protection).toMatchObject({
    ok: true,
    value: { folder: 'private' },
  });
  await expect(page.getByText('I clienti rimossi da più di 24 mesi')).toBeAttached();
  await disk.scrollIntoViewIfNeeded();
  await gallery(running, 'protection');
  await quit(app);
});
