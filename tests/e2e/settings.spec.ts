import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'playwright/test';
import { dataFolder, launch, quit } from './launch';

test('keeps what the agent switches, and starts with the computer when asked to', async () => {
  test.skip(
    process.platform !== 'linux',
    'Elsewhere the system itself keeps the list of what starts with it',
  );
  const folder = dataFolder();
  // Not in the tester's own desktop.
  const configHome = dataFolder();
  process.env['XDG_CONFIG_HOME'] = configHome;
  const entry = join(configHome, 'autostart/archibald-agent.desktop');
  const first = await launch(folder);
  await first.page.getByTestId('first-run-demo').click();
  await first.page.getByTestId('nav-settings').click();
  await first.page.getByTestId('switch-startWithComputer').check({ force: true });
  await expect.poll(() => existsSync(entry)).toBe(true);
  expect(readFileSync(entry, 'utf8')).toMatch(/^Exec=".+" "--hidden"$/m);
  await first.page.getByTestId('switch-automaticBanner').uncheck({ force: true });
  await quit(first.app);

  const second = await launch(folder);
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
