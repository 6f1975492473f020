import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { judgeCertificate, readableFingerprint } from './certificate';

const first = new X509Certificate(
  readFileSync(join(import.meta.dirname, '../../tests/fixtures/tls/first-cert.pem')),
);

test('writes a fingerprint as every other program does', () => {
  const chromiums = `sha256/${Buffer.from(first.fingerprint256.replaceAll(':', ''), 'hex').toString('base64')}`;
  expect(readableFingerprint(chromiums)).toBe(first.fingerprint256);
});

test.each([
  [{ isTrusted: true, host: 'a', fingerprint: 'X' }, { host: 'a', fingerprint: 'Y' }, 'system'],
  [{ isTrusted: false, host: 'a', fingerprint: 'X' }, { host: 'a', fingerprint: 'X' }, 'trust'],
  [{ isTrusted: false, host: 'a', fingerprint: 'X' }, { host: 'a', fingerprint: 'Y' }, 'refuse'],
  [{ isTrusted: false, host: 'b', fingerprint: 'X' }, { host: 'a', fingerprint: 'X' }, 'refuse'],
  [{ isTrusted: false, host: 'a', fingerprint: 'X' }, { host: 'a', fingerprint: null }, 'refuse'],
] as const)('%j with the pin %j: %s', (certificate, pin, verdict) => {
  expect(judgeCertificate(certificate, pin)).toBe(verdict);
});
