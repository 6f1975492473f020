import { expect, test } from 'vitest';
import type { UntrustedCertificate } from '../browser/certificate';
import { networkFailure, openingFailure, statusFailure } from './opening-failure';

const REFUSED: UntrustedCertificate = {
  host: 'archibald.example.it',
  fingerprint: `${Array(28).fill('AB').join(':')}:01:23:45:67`,
  subject: 'a',
  issuer: 'b',
  validFrom: '2026-01-01T00:00:00.000Z',
  validUntil: '2027-01-01T00:00:00.000Z',
  verification: 'ERR_CERT_AUTHORITY_INVALID',
  coversHost: 'no',
};

test.each([
  [407, 'PROXY_LOGIN'],
  [511, 'NETWORK_LOGIN'],
  [503, 'PORTAL_MAINTENANCE'],
  [403, 'PORTAL_REFUSES_ADDRESS'],
  [500, 'PORTAL_ERROR'],
])('a document with status %d is %s', (status, code) => {
  expect(statusFailure(status, undefined)?.error.code).toBe(code);
});

test.each([
  // The proxy's 407 for an https tunnel offers only Negotiate, and Chromium has no ticket for it.
  ['ERR_PROXY_AUTH_UNSUPPORTED', 'PROXY_LOGIN'],
  ['ERR_PROXY_AUTH_REQUESTED_WITH_NO_CONNECTION', 'PROXY_LOGIN'],
  ['ERR_CERT_DATE_INVALID', 'CERTIFICATE_UNTRUSTED'],
  ['ERR_FAILED', 'PORTAL_UNREACHABLE'],
  ['ERR_CONNECTION_RESET', 'PORTAL_UNREACHABLE'],
])('%s without a refused certificate is %s', (reason, code) => {
  expect(networkFailure(reason, null).error).toMatchObject({ code, details: { reason } });
  expect(openingFailure(new Error(`net::${reason} at https://a`), null)).toMatchObject({ error: { code } });
});

test('a refused certificate is reported with Chromium’s verdict and without the pairs to type', () => {
  expect(networkFailure('ERR_FAILED', REFUSED).error).toMatchObject({
    code: 'CERTIFICATE_UNTRUSTED',
    details: {
      reason: 'ERR_CERT_AUTHORITY_INVALID',
      coversHost: 'no',
      fingerprint: Array(28).fill('AB').join(':'),
    },
  });
});

test('a certificate refused in an earlier visit does not explain a broken connection', () => {
  expect(networkFailure('ERR_CONNECTION_RESET', REFUSED).error.code).toBe('PORTAL_UNREACHABLE');
});
