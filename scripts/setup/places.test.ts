import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { PROJECT, cacheFolder } from './places.mjs';

const NAME = 'archibald-agent-dev';

test('slow downloads are kept in the system’s cache folder', () => {
  expect(cacheFolder('linux', { XDG_CACHE_HOME: '/x' })).toBe(join('/x', NAME));
  expect(cacheFolder('linux', { XDG_CACHE_HOME: '' })).toBe(join(homedir(), '.cache', NAME));
  expect(cacheFolder('darwin', {})).toBe(join(homedir(), 'Library', 'Caches', NAME));
  expect(cacheFolder('win32', { LOCALAPPDATA: 'C:\\Users\\Agent' })).toBe(join('C:\\Users\\Agent', NAME));
});

test('the project’s folder is the checkout', () => {
  expect(existsSync(join(PROJECT, 'package-lock.json'))).toBe(true);
});
