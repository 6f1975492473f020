import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { tempFolder } from '../../../tests/helpers/temp-folder';
import { removeStagedUpdate } from './staged-update';

test('a withdrawn update is removed from the updater of macOS, and nothing else', () => {
  const home = tempFolder();
  const caches = join(home, 'Library/Caches');
  const staged = join(caches, 'it.archibald.agent.ShipIt/update.AbC/Archibald Agent.app/Contents');
  const others = join(caches, 'it.archibald.agent/kept');
  for (const folder of [staged, others]) {
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'Info.plist'), 'x');
  }
  removeStagedUpdate(home);
  expect(existsSync(join(caches, 'it.archibald.agent.ShipIt'))).toBe(false);
  expect(existsSync(join(others, 'Info.plist'))).toBe(true);
  removeStagedUpdate(home);
});
