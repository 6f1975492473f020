import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { coversHost, judgeCertificate, formatFingerprint } from './certificate';
import type { PinnedCertificate } from './certificate';

const first = new X509Certificate(
  readFileSync(join(import.meta.dirname, '../../../tests/fixtures/tls/first-cert.pem')),
);

test('a fingerprint has the form that other programs use', () => {
  const chromiums = `sha256/${Buffer.from(first.fingerprint256.replaceAll(':', ''), 'hex').toString('base64')}`;
  expect(formatFingerprint(chromiums)).toBe(first.fingerprint256);
});

const agents = (fingerprint: string): PinnedCertificate => ({ fingerprint, isExact: false });
const companys = (fingerprint: string): PinnedCertificate => ({ fingerprint, isExact: true });

test.each([
  [{ isTrusted: true, host: 'a', fingerprint: 'X' }, { host: 'a', certificate: agents('Y') }, 'system'],
  [{ isTrusted: false, host: 'a', fingerprint: 'X' }, { host: 'a', certificate: agents('X') }, 'trust'],
  [{ isTrusted: false, host: 'a', fingerprint: 'X' }, { host: 'a', certificate: agents('Y') }, 'refuse'],
  [{ isTrusted: false, host: 'b', fingerprint: 'X' }, { host: 'a', certificate: agents('X') }, 'refuse'],
  [{ isTrusted: false, host: 'a', fingerprint: 'X' }, { host: 'a', certificate: null }, 'refuse'],
  [{ isTrusted: true, host: 'a', fingerprint: 'X' }, { host: 'a', certificate: null }, 'system'],
  [{ isTrusted: true, host: 'a', fingerprint: 'X' }, { host: 'a', certificate: companys('Y') }, 'refuse'],
  [{ isTrusted: true, host: 'a', fingerprint: 'X' }, { host: 'a', certificate: companys('X') }, 'trust'],
  [{ isTrusted: false, host: 'a', fingerprint: 'X' }, { host: 'a', certificate: companys('X') }, 'trust'],
  [{ isTrusted: true, host: 'b', fingerprint: 'X' }, { host: 'a', certificate: companys('Y') }, 'system'],
  [{ isTrusted: true, host: 'a', fingerprint: 'X' }, { host: 'a.', certificate: companys('Y') }, 'refuse'],
  [{ isTrusted: true, host: 'a.', fingerprint: 'X' }, { host: 'a', certificate: companys('X') }, 'trust'],
] as const)('the certificate %j with the pin %j is judged: %s', (certificate, pin, verdict) => {
  expect(judgeCertificate(certificate, pin)).toBe(verdict);
});

test.each([
  ['127.0.0.1', 'yes'],
  ['localhost', 'yes'],
  ['archibald.example.test', 'no'],
  ['10.0.0.1', 'no'],
])('the certificate names the host %s: %s', (host, expected) => {
  expect(coversHost(first.toString(), host)).toBe(expected);
  expect(coversHost('no certificate', host)).toBe('yes');
});
