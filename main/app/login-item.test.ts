import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { tempFolder } from '../../tests/helpers/temp-folder';
import { setLoginItem, startCommand } from './login-item';

test('on Linux an autostart entry comes and goes', () => {
  const configHome = tempFolder();
  const place = {
    platform: 'linux',
    app: { setLoginItemSettings: () => undefined },
    command: ['/opt/Archibald "Agent"/50%/agent'],
    configHome,
  } as const;
  const entry = join(configHome, 'autostart', 'archibald-agent.desktop');
  setLoginItem(true, place);
  expect(readFileSync(entry, 'utf8')).toContain('Exec="/opt/Archibald \\"Agent\\"/50%%/agent" "--hidden"\n');
  setLoginItem(false, place);
  expect(existsSync(entry)).toBe(false);
  setLoginItem(false, place);
});

test.each([
  ['the program itself', { isPackaged: true }, {}, ['/opt/Archibald Agent/archibald-agent']],
  [
    'an AppImage by its own path, not by its passing mount',
    { isPackaged: true, execPath: '/mnt/.mount_ArchibQ1/archibald-agent' },
    { APPIMAGE: '/home/à b/Archibald Agent.AppImage' },
    ['/home/à b/Archibald Agent.AppImage'],
  ],
  [
    'whoever sets a name that is no path',
    { isPackaged: true },
    { APPIMAGE: 'x' },
    ['/opt/Archibald Agent/archibald-agent'],
  ],
  [
    'while developing Electron with the app',
    { isPackaged: false },
    { APPIMAGE: '/a' },
    ['/opt/Archibald Agent/archibald-agent', '/app'],
  ],
] as const)('what starts with the computer: %s', (_name, program, environment, command) => {
  const usual = { execPath: '/opt/Archibald Agent/archibald-agent', appPath: '/app' };
  expect(startCommand({ ...usual, ...program }, environment)).toEqual(command);
});

test.each(['win32', 'darwin'] as const)('on %s the system is asked to', (platform) => {
  const setLoginItemSettings = vi.fn();
  const configHome = join(tempFolder(), 'none');
  setLoginItem(true, { platform, app: { setLoginItemSettings }, command: ['agent'], configHome });
  expect(setLoginItemSettings).toHaveBeenCalledWith({ openAtLogin: true, args: ['--hidden'] });
  expect(existsSync(configHome)).toBe(false);
});
