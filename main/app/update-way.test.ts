import { join } from 'node:path';
import { expect, test } from 'vitest';
import { UNINSTALLER, updatesItself } from './update-way';

const FOLDER = join('programs', 'Archibald Agent');

function on(platform: NodeJS.Platform, files: readonly string[] = [], environment: NodeJS.ProcessEnv = {}) {
  const exists = (path: string): boolean => files.includes(path);
  return updatesItself({ platform, folder: FOLDER, environment, exists });
}

test('on Windows the copy of the agent’s own installer brings itself up to date, an MSI’s does not', () => {
  expect(on('win32', [join(FOLDER, UNINSTALLER)])).toBe(true);
  expect(on('win32')).toBe(false);
});

test('on Linux an AppImage does, what a package manager has installed does not', () => {
  expect(on('linux', [], { APPIMAGE: '/home/à b/Archibald Agent.AppImage' })).toBe(true);
  expect(on('linux', [], { APPIMAGE: '' })).toBe(false);
  expect(on('linux')).toBe(false);
});

test('on macOS the app does', () => {
  expect(on('darwin')).toBe(true);
});
