import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { tempFolder } from '../../../tests/helpers/temp-folder';
import { correctLoginItem, setLoginItem, startCommand, startsHidden } from './login-item';

test('on Linux an autostart entry is added and removed', () => {
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
  ['the program itself', { isPackaged: true }, {}, [process.execPath]],
  [
    'an AppImage by its own path, not its temporary mount',
    { isPackaged: true },
    { APPIMAGE: '/home/à b/Archibald Agent.AppImage', APPDIR: dirname(process.execPath) },
    ['/home/à b/Archibald Agent.AppImage'],
  ],
  [
    'a program started from another AppImage',
    { isPackaged: true },
    { APPIMAGE: '/home/à b/Terminal.AppImage', APPDIR: tmpdir() },
    [process.execPath],
  ],
  [
    'a program with only the variable of an AppImage',
    { isPackaged: true },
    { APPIMAGE: '/home/à b/Terminal.AppImage' },
    [process.execPath],
  ],
  [
    'a program with a variable that is not a path',
    { isPackaged: true },
    { APPIMAGE: 'x', APPDIR: dirname(process.execPath) },
    [process.execPath],
  ],
  [
    'Electron with the app in development',
    { isPackaged: false },
    { APPIMAGE: '/a' },
    [process.execPath, '/app'],
  ],
] as const)('the start command is right for %s', (_name, program, environment, command) => {
  const usual = { execPath: process.execPath, appPath: '/app' };
  expect(startCommand({ ...usual, ...program }, environment)).toEqual(command);
});

interface LaunchItem {
  readonly name: string;
  readonly args: readonly string[];
  readonly enabled: boolean;
}

function fakeApp({
  status = 'enabled',
  wasOpenedAtLogin = false,
  launchItems = [],
}: { status?: string; wasOpenedAtLogin?: boolean; launchItems?: readonly LaunchItem[] } = {}) {
  const setLoginItemSettings = vi.fn();
  const getLoginItemSettings = vi.fn(() => ({ status, wasOpenedAtLogin, launchItems }));
  return { setLoginItemSettings, getLoginItemSettings };
}

test('on Windows the registry gets the program with its argument, under the uninstaller’s name', () => {
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

test('on macOS the app uses the new service, and the agent’s approval in the system settings counts', () => {
  const configHome = join(tempFolder(), 'none');
  const [allowed, switchedOff] = [fakeApp(), fakeApp({ status: 'requires-approval' })];
  const place = { platform: 'darwin', command: ['agent'], configHome } as const;
  expect(setLoginItem(true, { ...place, app: allowed })).toBe(true);
  expect(allowed.setLoginItemSettings).toHaveBeenCalledWith({ openAtLogin: true, type: 'mainAppService' });
  expect(setLoginItem(true, { ...place, app: switchedOff })).toBe(false);
  expect(setLoginItem(false, { ...place, app: switchedOff })).toBe(true);
});

test('on Linux a start corrects the entry of a moved program, and restores a removed one', () => {
  const configHome = tempFolder();
  const entry = join(configHome, 'autostart', 'archibald-agent.desktop');
  const place = (program: string) =>
    ({ platform: 'linux', app: fakeApp(), command: [program], configHome }) as const;
  expect(correctLoginItem(true, true, place('/opt/old/agent'))).toBe('corrected');
  expect(correctLoginItem(true, true, place('/opt/old/agent'))).toBe('right');
  expect(correctLoginItem(true, true, place('/opt/new/agent'))).toBe('corrected');
  expect(readFileSync(entry, 'utf8')).toContain('Exec="/opt/new/agent" "--hidden"\n');
  rmSync(entry);
  expect(correctLoginItem(true, true, place('/opt/new/agent'))).toBe('corrected');

  // An entry of another program or another data folder must stay.
  expect(correctLoginItem(false, true, place('/opt/old/agent'))).toBe('right');
  expect(correctLoginItem(false, false, place('/opt/new/agent'))).toBe('right');
  expect(existsSync(entry)).toBe(true);
  expect(correctLoginItem(false, true, place('/opt/new/agent'))).toBe('corrected');
  expect(existsSync(entry)).toBe(false);
  expect(correctLoginItem(false, true, place('/opt/new/agent'))).toBe('right');
});

test.each(['Hidden=true', 'X-GNOME-Autostart-enabled=false'])(
  'on Linux an entry that the desktop has switched off stays off at a start: %s',
  (line) => {
    const configHome = tempFolder();
    mkdirSync(join(configHome, 'autostart'));
    const entry = join(configHome, 'autostart', 'archibald-agent.desktop');
    writeFileSync(entry, `[Desktop Entry]\nExec="/opt/old/agent"\n${line}\n`);
    const place = { platform: 'linux', app: fakeApp(), command: ['/opt/agent'], configHome } as const;
    expect(correctLoginItem(true, true, place)).toBe('switched-off');
    expect(readFileSync(entry, 'utf8')).toContain('/opt/old/agent');
  },
);

test.each([
  ['is missing', [], 'corrected'],
  ['starts another command', [{ name: 'it.archibald.agent', args: ['--old'], enabled: true }], 'corrected'],
  ['has another name', [{ name: 'other', args: ['--hidden'], enabled: true }], 'corrected'],
  ['is there', [{ name: 'it.archibald.agent', args: ['--hidden'], enabled: true }], 'right'],
  [
    'is off in the Task Manager',
    [{ name: 'it.archibald.agent', args: ['--hidden'], enabled: false }],
    'switched-off',
  ],
] as const)('on Windows a start checks the entry, which %s', (_name, launchItems, state) => {
  const app = fakeApp({ launchItems });
  const place = { platform: 'win32', app, command: ['C:\\Agent.exe'], configHome: '' } as const;
  expect(correctLoginItem(true, true, place)).toBe(state);
  expect(app.setLoginItemSettings).toHaveBeenCalledTimes(state === 'corrected' ? 1 : 0);
});

test.each([
  ['enabled', 'right'],
  ['requires-approval', 'switched-off'],
  ['not-registered', 'corrected'],
  ['not-found', 'corrected'],
])('on macOS a start checks the service, which is %s', (status, state) => {
  const app = fakeApp({ status });
  const place = { platform: 'darwin', app, command: ['agent'], configHome: '' } as const;
  expect(correctLoginItem(true, true, place)).toBe(state);
  expect(app.setLoginItemSettings).toHaveBeenCalledTimes(state === 'corrected' ? 1 : 0);
});

test('an app started with the computer is hidden, by its argument or the report of macOS', () => {
  const atLogin = fakeApp({ wasOpenedAtLogin: true });
  expect(startsHidden(true, 'win32', fakeApp())).toBe(true);
  expect(startsHidden(false, 'darwin', atLogin)).toBe(true);
  expect(startsHidden(false, 'darwin', fakeApp())).toBe(false);
  expect(startsHidden(false, 'win32', atLogin)).toBe(false);
});
