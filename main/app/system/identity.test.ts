import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { load } from 'js-yaml';
import { expect, test, vi } from 'vitest';
import { z } from 'zod';
import { LINK_SCHEME } from './deep-link';
import { APP_ID, identify } from './identity';

const PROJECT = join(import.meta.dirname, '../../..');
const read = (name: string): string => readFileSync(join(PROJECT, name), 'utf8');
const config = z
  .object({
    appId: z.string(),
    protocols: z.array(z.object({ schemes: z.array(z.string()) })),
    nsis: z.looseObject({ include: z.string(), perMachine: z.literal(false) }),
    linux: z.looseObject({ executableName: z.string() }),
  })
  .parse(load(read('electron-builder.yml')));

test('Windows gets the identity under which the installers create the shortcut', () => {
  expect(APP_ID).toBe(config.appId);
  const setAppUserModelId = vi.fn();
  identify({ isPackaged: true, setAppUserModelId }, 'win32', 'C:\\x.exe');
  expect(setAppUserModelId).toHaveBeenCalledWith(APP_ID);
});

test('in development the identity is the program’s path, and other systems get none', () => {
  const setAppUserModelId = vi.fn();
  identify({ isPackaged: false, setAppUserModelId }, 'win32', 'C:\\electron.exe');
  expect(setAppUserModelId.mock.calls).toEqual([['C:\\electron.exe']]);
  identify({ isPackaged: true, setAppUserModelId }, 'linux', 'x');
  identify({ isPackaged: true, setAppUserModelId }, 'darwin', 'x');
  expect(setAppUserModelId).toHaveBeenCalledTimes(1);
});

test('uninstalling removes the registry entries under the names that the app writes', () => {
  const script = read(config.nsis.include);
  const run = 'Software\\Microsoft\\Windows\\CurrentVersion\\Run';
  expect(script).toContain(`DeleteRegValue HKCU "${run}" "${APP_ID}"`);
  expect(config.protocols.flatMap(({ schemes }) => schemes)).toEqual([LINK_SCHEME]);
  expect(script).toContain(`DeleteRegKey HKCU "Software\\Classes\\${LINK_SCHEME}"`);
  // An update also runs the uninstaller, which must then keep both entries.
  expect(script).toMatch(/\$\{ifNot\} \$\{isUpdated\}[^]*DeleteReg[^]*\$\{endIf\}/);
});

test('Linux desktops find the window’s launcher by Electron’s name, on Wayland too', () => {
  const { desktopName } = z.object({ desktopName: z.string() }).parse(JSON.parse(read('package.json')));
  expect(desktopName).toBe(`${config.linux.executableName}.desktop`);
});
