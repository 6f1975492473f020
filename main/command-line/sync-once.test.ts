import { Readable } from 'node:stream';
import { expect, test } from 'vitest';
import { readFirstLine, findMissingFlags } from './sync-once';

const ACCOUNT = { portal: 'https://archibald.example.it', user: 'agente', 'password-stdin': true };

test('a sync run needs the portal, the user and the password on standard input', () => {
  expect(findMissingFlags(ACCOUNT)).toBeNull();
});

test.each([{ portal: null }, { user: null }, { 'password-stdin': false }])(
  'a sync run without %j is refused before any part starts',
  (lacking) => {
    expect(findMissingFlags({ ...ACCOUNT, ...lacking })).toMatchObject({ code: 'BAD_REQUEST' });
  },
);

test.each([
  [['pass', 'word\nmore\n'], 'password'],
  [['p à€\r\n'], 'p à€'],
  [['no end'], 'no end'],
  [['\nsecond'], ''],
  [[], ''],
])('the first line of %j is %j', async (pieces, line) => {
  expect(await readFirstLine(Readable.from(pieces))).toBe(line);
});
