import { Readable } from 'node:stream';
import { expect, test } from 'vitest';
import { firstLine, refusedFlags } from './sync-once';

const ACCOUNT = { portal: 'https://archibald.example.it', user: 'agente', 'password-stdin': true };

test('a sync needs portal, user and the password by standard input', () => {
  expect(refusedFlags(ACCOUNT)).toBeNull();
});

test.each([{ portal: null }, { user: null }, { 'password-stdin': false }])(
  'a sync without %j is refused before anything starts',
  (lacking) => {
    expect(refusedFlags({ ...ACCOUNT, ...lacking })).toMatchObject({ code: 'BAD_REQUEST' });
  },
);

test.each([
  [['pass', 'word\nmore\n'], 'password'],
  [['p à€\r\n'], 'p à€'],
  [['no end'], 'no end'],
  [['\nsecond'], ''],
  [[], ''],
])('of %j', async (pieces, line) => {
  expect(await firstLine(Readable.from(pieces))).toBe(line);
});
