import { mkdirSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { tempFolder } from '../../tests/helpers/temp-folder';
import { isComplete, writeManifest } from './electron-fallback.mjs';
import { parseReason } from './electron-runtime.mjs';

function runtimeFolder() {
  const folder = tempFolder();
  mkdirSync(join(folder, 'locales'));
  writeFileSync(join(folder, 'electron'), 'executable');
  writeFileSync(join(folder, 'locales/it.pak'), 'ciao');
  return folder;
}

test('a runtime is complete only with its manifest', () => {
  const folder = runtimeFolder();
  expect(isComplete(folder)).toBe(false);
  writeManifest(folder);
  expect(isComplete(folder)).toBe(true);
});

test('a truncated or outdated runtime is detected', () => {
  const cut = runtimeFolder();
  writeManifest(cut);
  truncateSync(join(cut, 'locales/it.pak'), 2);
  expect(isComplete(cut)).toBe(false);

  const older = runtimeFolder();
  writeManifest(older);
  writeFileSync(join(older, 'archibald-manifest.txt'), 'electron 10\nlocales/it.pak 4\n');
  expect(isComplete(older)).toBe(false);

  expect(isComplete(join(tempFolder(), 'absent'))).toBe(false);
});

test('the reason for a failed download is shown without the stack', () => {
  const output = [
    'TypeError: fetch failed',
    '    at node:internal/deps/undici/undici:14976:13',
    '    at async FetchDownloader.download (file:///x/FetchDownloader.js:46:30)',
    '  cause: Error: getaddrinfo ENOTFOUND example.org',
  ].join('\n');
  expect(parseReason(output)).toBe(
    '  TypeError: fetch failed\n  cause: Error: getaddrinfo ENOTFOUND example.org',
  );
});
