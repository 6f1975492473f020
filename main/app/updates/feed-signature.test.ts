import { generateKeyPairSync, sign } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { expect, test } from 'vitest';
import { FeedSignatureError, SIGNATURE_VALID_MS, assertOwnFiles, verifyDescription } from './feed-signature';

const OFFICE = generateKeyPairSync('ed25519');
const OTHER = generateKeyPairSync('ed25519');
const TEXT = "version: 1.2.3\nreleaseDate: '2026-11-23T08:00:00.000Z' # è\n";
const SIGNED_AT = '2026-11-23T08:00:00.000Z';
const FEED = {
  name: 'latest-linux.yml',
  platform: 'linux',
  key: OFFICE.publicKey.export({ format: 'der', type: 'spki' }).toString('base64'),
  now: Date.parse(SIGNED_AT),
  lastSignedAt: null,
} as const;

interface Signed {
  readonly text?: string;
  readonly name?: string;
  readonly system?: string;
  readonly signedAt?: string;
  readonly key?: KeyObject;
}

function signatureOf({
  text = TEXT,
  name = 'latest-linux.yml',
  system = 'linux',
  signedAt = SIGNED_AT,
  key = OFFICE.privateKey,
}: Signed = {}): string {
  const bytes = Buffer.from(`archibald-agent feed 2\n${name}\n${system}\n${signedAt}\n${text}`);
  return `${signedAt} ${sign(null, bytes, key).toString('base64')}\n`;
}

test('a signed description returns its text and the time of signing', () => {
  expect(verifyDescription(TEXT, signatureOf(), FEED)).toEqual({ text: TEXT, signedAt: SIGNED_AT });
});

test.each([
  ['no text', null, signatureOf()],
  ['no signature', TEXT, null],
  ['an empty signature', TEXT, ''],
  ['a text that was changed', TEXT.replace('1.2.3', '1.2.4'), signatureOf()],
  ['a text with an addition', `${TEXT}path: other\n`, signatureOf()],
  ['another key', TEXT, signatureOf({ key: OTHER.privateKey })],
  ['a truncated signature', TEXT, signatureOf().slice(0, 70)],
  ['a time that was changed', TEXT, signatureOf().replace('2026-11-23', '2026-11-24')],
  ['bytes that are no text', TEXT.replace('è', '\uFFFD'), signatureOf()],
  [
    'a signature over the text alone, as in the previous format',
    TEXT,
    `${sign(null, Buffer.from(TEXT), OFFICE.privateKey).toString('base64')}\n`,
  ],
])('the check refuses %s', (_name, text, signature) => {
  expect(() => verifyDescription(text, signature, FEED)).toThrow(FeedSignatureError);
});

test('a signature for one system is invalid for another, under any file name', () => {
  const windows = signatureOf({ name: 'latest.yml', system: 'win32' });
  expect(verifyDescription(TEXT, windows, { ...FEED, name: 'latest.yml', platform: 'win32' }).text).toBe(
    TEXT,
  );
  for (const name of ['latest-linux.yml', 'latest.yml']) {
    expect(() => verifyDescription(TEXT, windows, { ...FEED, name })).toThrow(FeedSignatureError);
  }
  // This signature is for Windows but names Linux's file.
  const renamed = signatureOf({ name: 'latest-linux.yml', system: 'win32' });
  expect(() => verifyDescription(TEXT, renamed, FEED)).toThrow(FeedSignatureError);
  const processors = signatureOf({ name: 'latest-linux-arm64.yml' });
  expect(() => verifyDescription(TEXT, processors, FEED)).toThrow(FeedSignatureError);
  expect(verifyDescription(TEXT, processors, { ...FEED, name: 'latest-linux-arm64.yml' }).text).toBe(TEXT);
});

test('a feed with an expired signature is refused, and accepted once it is signed again', () => {
  const later = FEED.now + SIGNATURE_VALID_MS;
  expect(verifyDescription(TEXT, signatureOf(), { ...FEED, now: later }).text).toBe(TEXT);
  expect(() => verifyDescription(TEXT, signatureOf(), { ...FEED, now: later + 1 })).toThrow('too long ago');
  // An app unused for years accepts the same description, signed again.
  const signedAt = new Date(later).toISOString();
  const lastSignedAt = '2021-01-01T08:00:00.000Z';
  expect(
    verifyDescription(TEXT, signatureOf({ signedAt }), { ...FEED, now: later + 1, lastSignedAt }).signedAt,
  ).toBe(signedAt);
  // An app whose clock is behind also accepts the description.
  expect(verifyDescription(TEXT, signatureOf(), { ...FEED, now: Date.UTC(2020, 0) }).text).toBe(TEXT);
  const never = signatureOf({ signedAt: 'neverZ' });
  expect(() => verifyDescription(TEXT, never, FEED)).toThrow(FeedSignatureError);
});

test('a feed older than the last accepted one is refused', () => {
  const lastSignedAt = '2026-11-23T08:00:00.001Z';
  expect(() => verifyDescription(TEXT, signatureOf(), { ...FEED, lastSignedAt })).toThrow('before');
  expect(verifyDescription(TEXT, signatureOf(), { ...FEED, lastSignedAt: SIGNED_AT }).text).toBe(TEXT);
});

test.each([
  ['linux', ['Archibald-Agent-2.0.0.AppImage', 'archibald-agent_2.0.0_amd64.deb'], 'Setup-2.0.0.exe'],
  ['win32', ['Archibald-Agent-Setup-2.0.0.exe'], 'Archibald-Agent-2.0.0.AppImage'],
  ['darwin', ['Archibald-Agent-2.0.0-mac.zip', 'Archibald-Agent-2.0.0.dmg'], 'Setup-2.0.0.exe'],
] as const)('on %s files of another system are refused, even among its own', (platform, own, foreign) => {
  const urls = (names: readonly string[]): URL[] =>
    names.map((name) => new URL(name, 'https://feed.example.it/'));
  expect(() => assertOwnFiles(urls(own), platform)).not.toThrow();
  for (const names of [[foreign], [...own, foreign], [], ['', ...own], [`${own[0]}?x=${foreign}`, 'x.sh']]) {
    expect(() => assertOwnFiles(urls(names), platform)).toThrow(FeedSignatureError);
  }
});
