import type { MenuItemConstructorOptions } from 'electron';
import { expect, test } from 'vitest';
import { menuTemplate } from './menu';

const ACTIONS = { onSync: () => undefined, onView: () => undefined, onQuit: () => undefined };

function itemsOf(platform: NodeJS.Platform): readonly MenuItemConstructorOptions[] {
  return menuTemplate('Archibald Agent', 'it', platform, ACTIONS).flatMap(({ submenu }) =>
    Array.isArray(submenu) ? submenu : [],
  );
}

const rolesOf = (platform: NodeJS.Platform) => itemsOf(platform).flatMap(({ role }) => role ?? []);

test('the menu of macOS has the entries to hide, show and minimise', () => {
  expect(rolesOf('darwin')).toEqual(
    expect.arrayContaining(['hide', 'hideOthers', 'unhide', 'minimize', 'zoom', 'front']),
  );
  expect(itemsOf('darwin').map(({ label }) => label)).toContain('Nascondi Archibald Agent');
  expect(rolesOf('win32')).not.toContain('hide');
});

test.each(['darwin', 'win32', 'linux'] as const)(
  'on %s no entry reloads or inspects the window',
  (platform) => {
    const roles = rolesOf(platform);
    expect(roles).toEqual(
      expect.arrayContaining(['copy', 'paste', 'selectAll', 'zoomIn', 'togglefullscreen']),
    );
    expect(roles.filter((role) => /reload|devtools/i.test(role))).toEqual([]);
  },
);

test('every shortcut uses the system’s key: Cmd on macOS, Ctrl elsewhere', () => {
  const keys = itemsOf('darwin').flatMap(({ accelerator }) => accelerator ?? []);
  expect(keys.length).toBeGreaterThan(10);
  expect(keys.filter((key) => !key.startsWith('CmdOrCtrl+'))).toEqual([]);
  expect(new Set(keys).size).toBe(keys.length);
});
