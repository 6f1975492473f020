import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { tempFolder } from '../../tests/helpers/temp-folder';
import { setLoginItem, startCommand, startsHidden } from './login-item';

test('on Linux an autostart entry comes and goes', () => {
  const configHome = tempFolder();
  const place = {
    platform: 'linux',
    app: fakeApp(),
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

function fakeApp({ status = 'enabled', wasOpenedAtLogin = false } = {}) {
  const setLoginItemSettings = vi.fn();
  const getLoginItemSettings = vi.fn(() => ({ status, wasOpenedAtLogin }));
  return { setLoginItemSettings, getLoginItemSettings };
}

test('on Windows the registry gets the program with its argument, under the name that the uninstaller knows', () => {
  const app = fakeApp();
  const configHome = join(tempFolder(), 'none');
  const place = { platform: 'win32', app, configHome } as const;
  expect(setLoginItem(true, { ...place, command: ['C:\\Agent\\Archibald Agent.exe'] })).toBe(true);
  expect(app.setLoginItemSettings).toHaveBeenLastCalledWith({
    openAtLogin: true,
    name: 'it.archibald.agent',
    path: 'C:\\Agent\\Archibald Agent.exe',
    args: ['--hidden'],
  });
  setLoginItem(false, { ...place, command: ['C:\\electron.exe', 'C:\\à b'] });
  expect(app.setLoginItemSettings).toHaveBeenLastCalledWith(
    expect.objectContaining({ openAtLogin: false, args: ['"C:\\à b"', '--hidden'] }),
  );
  expect(existsSync(configHome)).toBe(false);
});

test('on macOS it is the new service, and the agent’s own word in the system’s settings counts', () => {
  const configHome = join(tempFolder(), 'none');
  const [allowed, switchedOff] = [fakeApp(), fakeApp({ status: 'requires-approval' })];
  const place = { platform: 'darwin', command: ['agent'], configHome } as const;
  expect(setLoginItem(true, { ...place, app: allowed })).toBe(true);
  expect(allowed.setLoginItemSettings).toHaveBeenCalledWith({ openAtLogin: true, type: 'mainAppService' });
  expect(setLoginItem(true, { ...place, app: switchedOff })).toBe(false);
  expect(setLoginItem(false, { ...place, app: switchedOff })).toBe(true);
});

test('started with the computer it is hidden: by its argument, on macOS by what the system says', () => {
  const atLogin = fakeApp({ wasOpenedAtLogin: true });
  expect(startsHidden(true, 'win32', fakeApp())).toBe(true);
  expect(startsHidden(false, 'darwin', atLogin)).toBe(true);
  expect(startsHidden(false, 'darwin', fakeApp())).toBe(false);
  expect(startsHidden(false, 'win32', atLogin)).toBe(false);
});
