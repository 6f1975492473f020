import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { isBarDark, trayIconName } from './tray-icons';

const STATES = ['idle', 'syncing', 'attention', 'quiet'] as const;
const PANELS = [
  ['darwin', false],
  ['win32', false],
  ['win32', true],
  ['linux', false],
] as const;

test('every state has its own drawings, in both sizes, for the panels of each system', () => {
  for (const [platform, isDark] of PANELS) {
    const names = STATES.map((state) => trayIconName(state, platform, isDark));
    expect(new Set(names).size).toBe(STATES.length);
    for (const name of names) {
      expect(existsSync(join(import.meta.dirname, `icons/${name}.png`)), name).toBe(true);
      expect(existsSync(join(import.meta.dirname, `icons/${name}@2x.png`)), name).toBe(true);
    }
  }
});

test('the icon is light on a dark panel of Windows and dark on a light one', () => {
  expect(trayIconName('idle', 'win32', true)).toBe('light/idle');
  expect(trayIconName('idle', 'win32', false)).toBe('dark/idle');
});

test('the icon follows the task bar, not the agent’s theme for the windows', () => {
  expect(isBarDark({ shouldUseDarkColors: false, shouldUseDarkColorsForSystemIntegratedUI: true })).toBe(
    true,
  );
  expect(isBarDark({ shouldUseDarkColors: true, shouldUseDarkColorsForSystemIntegratedUI: false })).toBe(
    false,
  );
  expect(isBarDark({ shouldUseDarkColors: true })).toBe(true);
});
