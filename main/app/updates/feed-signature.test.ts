import { generateKeyPairSync, sign } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { expect, test } from 'vitest';
import { FeedSignatureError, signedDescription } from './feed-signature';

const OFFICE = generateKeyPairSync('ed25519');
const OTHER = generateKeyPairSync('ed25519');
const KEY = OFFICE.publicKey.export({ format: 'der', type: 'spki' }).toString('base64');
const TEXT = "version: 1.2.3\nreleaseDate: '2026-11-23T08:00:00.000Z' # è\n";

function signatureOf(text: string, key: KeyObject = OFFICE.privateKey): string {
  return `${sign(null, Buffer.from(text), key).toString('base64')}\n`;
}

test('gives back the text that the company has signed', () => {
  expect(signedDescription(TEXT, signatureOf(TEXT), KEY)).toBe(TEXT);
});

test.each([
  ['no text', null, signatureOf(TEXT)],
  ['no signature', TEXT, null],
  ['an empty one', TEXT, ''],
  ['a text that was changed', TEXT.replace('1.2.3', '1.2.4'), signatureOf(TEXT)],
  ['a text that goes on', `${TEXT}path: other\n`, signatureOf(TEXT)],
  ['another key', TEXT, signatureOf(TEXT, OTHER.privateKey)],
  ['half a signature', TEXT, signatureOf(TEXT).slice(0, 44)],
  ['bytes that are no text', TEXT.replace('è', '\uFFFD'), signatureOf(TEXT)],
])('refuses %s', (_name, text, signature) => {
  expect(() => signedDescription(text, signature, KEY)).toThrow(FeedSignatureError);
});
