import { readdirSync } from 'node:fs';
import { join, sep } from 'node:path';
import { expect, test } from 'vitest';
import { PROJECT } from '../setup/places.mjs';

const FOLDERS = ['.github', 'build', 'main', 'preload', 'renderer', 'tests'];
/** Names that Windows reserves for devices, with any ending. */
const DEVICES = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i;
// oxlint-disable-next-line no-control-regex -- Windows refuses them in names.
const REFUSED = /[<>:"|?*\u0000-\u001F]|[. ]$/;

const names = FOLDERS.flatMap((folder) =>
  readdirSync(join(PROJECT, folder), { recursive: true, encoding: 'utf8' }).map((name) => join(folder, name)),
);

test('no two files differ only in case, which Windows and macOS ignore', () => {
  expect(names.length).toBeGreaterThan(500);
  const folded = names.map((name) => name.toLowerCase().normalize('NFC'));
  expect(names.filter((_, index) => folded.indexOf(folded[index] ?? '') !== index)).toEqual([]);
});

test('every name is valid and short enough on Windows', () => {
  for (const name of names) {
    for (const part of name.split(sep)) {
      expect(DEVICES.test(part) || REFUSED.test(part), name).toBe(false);
    }
    expect(name.length, name).toBeLessThan(120);
  }
});
