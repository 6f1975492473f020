import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { tempFolder } from '../../../tests/helpers/temp-folder';
import type { Program } from './installation';
import { findInstallation } from './installation';

/** Creates a program on this system, in a folder of its own. */
function programOn(platform: NodeJS.Platform): Program {
  const folder = tempFolder();
  const execPath = join(folder, 'archibald-agent');
  const resourcesPath = join(folder, 'resources');
  mkdirSync(resourcesPath);
  writeFileSync(execPath, '');
  return { platform, env: {}, execPath, resourcesPath, appName: 'Archibald Agent', isForTests: false };
}

test('only a program in its own mount is an AppImage, not one started from it', async () => {
  const program = programOn('linux');
  const mount = join(program.execPath, '..');
  const env = { APPIMAGE: '/home/rossi/Archibald Agent.AppImage', APPDIR: mount };
  expect(await findInstallation({ ...program, env })).toMatchObject({ isAppImage: true });
  for (const other of [
    {},
    { APPIMAGE: env.APPIMAGE },
    { ...env, APPDIR: tempFolder() },
    { ...env, APPDIR: '/none' },
  ]) {
    expect(await findInstallation({ ...program, env: other })).toMatchObject({ isAppImage: false });
  }
});

test('our Windows installer leaves its uninstaller next to the program', async () => {
  const program = programOn('win32');
  expect(await findInstallation(program)).toMatchObject({ isByOurInstaller: false });
  writeFileSync(join(program.execPath, '../Uninstall Archibald Agent.exe'), '');
  expect(await findInstallation(program)).toMatchObject({ isByOurInstaller: true });
});

test.each([
  ['publisherName:\n  - Azienda Srl\n', true],
  ['publisherName: Azienda Srl\n', true],
  ['publisherName: []\n', false],
  ['publisherName: null\n', false],
  ["publisherName: ''\n", false],
  ['provider: generic\nurl: https://aggiornamenti.archibald-agent.invalid\n', false],
  ['# publisherName: Azienda Srl\n', false],
  [': {', false],
  [null, false],
])('the publisher in app-update.yml is found: %j', async (text, hasPublisher) => {
  const program = programOn('win32');
  if (text !== null) {
    writeFileSync(join(program.resourcesPath, 'app-update.yml'), text);
  }
  expect(await findInstallation(program)).toMatchObject({ hasPublisher });
});
