import { Readable } from 'node:stream';
import { expect, test } from 'vitest';
import { firstLine } from './sync-once';

test.each([
  [['pass', 'word\nmore\n'], 'password'],
  [['p à€\r\n'], 'p à€'],
  [['no end'], 'no end'],
  [['\nsecond'], ''],
  [[], ''],
])('of %j', async (pieces, line) => {
  expect(await firstLine(Readable.from(pieces))).toBe(line);
});
