import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { FuseState, FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { expect, test } from 'vitest';
import { tempFolder } from '../../tests/helpers/temp-folder';
import { FUSES, setFuses } from './fuses.mjs';

/** The bytes before the fuses in a program, from Electron's source. */
const SENTINEL = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX';

/** Writes a program with this number of fuses, all enabled. */
function programWith(fuses: number): string {
  const path = join(tempFolder(), 'electron');
  const wire = Buffer.from([1, fuses, ...Array<number>(fuses).fill('1'.charCodeAt(0))]);
  writeFileSync(path, Buffer.concat([Buffer.from(`before${SENTINEL}`), wire, Buffer.from('after')]));
  return path;
}

test.each([8, 9])('every fuse of an Electron with %i is set', async (count) => {
  const program = programWith(count);
  await setFuses(program);
  const wire = await getCurrentFuseWire(program);
  const fuses = Object.keys(wire).filter((name) => name !== 'version');
  expect(fuses.map(Number)).toEqual([...Array(count).keys()]);
  for (const [fuse, isOn] of Object.entries(FUSES).slice(0, count)) {
    expect(Reflect.get(wire, fuse)).toBe(isOn ? FuseState.ENABLE : FuseState.DISABLE);
  }
});

test('every fuse of the tool is named, and an Electron with another one is refused', async () => {
  const names = Object.values(FuseV1Options).filter((fuse) => typeof fuse === 'number');
  expect(Object.keys(FUSES).map(Number)).toEqual(names);
  await expect(setFuses(programWith(names.length + 1))).rejects.toThrow(/strictlyRequireAllFuses/);
});
