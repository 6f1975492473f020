import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { openFile } from './byte-source';

const folder = mkdtempSync(join(tmpdir(), 'archibald-source-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** Enough for several blocks. Each group of four bytes is unique. */
const WORDS = 300_000;

test('a source returns exactly the requested bytes, regardless of earlier requests', () => {
  const path = join(folder, 'numbers');
  const all = Buffer.from(Uint32Array.from({ length: WORDS }, (_, index) => index).buffer);
  writeFileSync(path, all);
  const file = openFile(path);
  expect(file.size).toBe(all.length);
  const asked = [
    [0, 10],
    [all.length - 7, all.length],
    [131_071, 131_080],
    [262_140, 262_150],
    [5, all.length - 5],
    [131_000, 400_000],
    [700_000, 700_000],
    [900_001, 1_100_000],
  ] as const;
  const given = asked.map(([start, end]) => file.bytes(start, end));
  given.forEach((bytes, index) => {
    const [start, end] = asked[index] ?? [0, 0];
    expect(Buffer.compare(bytes, all.subarray(start, end)), `${start} to ${end}`).toBe(0);
  });
  file.close();
});

test('a source opens only files', () => {
  expect(() => openFile(folder)).toThrow('no file');
  expect(() => openFile(join(folder, 'nowhere'))).toThrow('ENOENT');
});

test('a source detects a file that has become shorter', () => {
  const path = join(folder, 'cut');
  writeFileSync(path, Buffer.alloc(1_000));
  const file = openFile(path);
  truncateSync(path, 500);
  expect(() => file.bytes(400, 600)).toThrow('shorter');
  file.close();
});
