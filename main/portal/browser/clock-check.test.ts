import { readFileSync } from 'node:fs';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { createServer as createTcpServer } from 'node:net';
import { join } from 'node:path';
import type { Page } from 'puppeteer-core';
import { expect, onTestFinished, test } from 'vitest';
import type { AppError } from '../../../preload/contract';
import { appError } from '../../../preload/contract';
import { FakeClock } from '../../../tests/helpers/fake-clock';
import { tempFolder } from '../../../tests/helpers/temp-folder';
import { TestLog } from '../../../tests/helpers/test-log';
import { DAY, MINUTE } from '../../base/durations';
import { createPortalDriver } from '../driver';
import { PORTAL_TIMEOUTS } from '../timeouts';
import type { UntrustedCertificate } from './certificate';
import { checkClock } from './clock-check';
import { fetchServerDate } from './portal-date';

const TLS = join(import.meta.dirname, '../../../tests/fixtures/tls');
const NOW = Date.UTC(2026, 10, 28, 12);

/** Starts a real server with an untrusted certificate, whose answers bear this time. */
async function portalAt(time: number | null): Promise<{ origin: string; requests: string[] }> {
  const requests: string[] = [];
  const server = createServer(
    { key: readFileSync(join(TLS, 'first-key.pem')), cert: readFileSync(join(TLS, 'first-cert.pem')) },
    (request, response) => {
      requests.push(`${request.method} ${request.headers.cookie ?? 'no cookie'}`);
      response.sendDate = false;
      if (time !== null) {
        response.setHeader('date', new Date(time).toUTCString());
      }
      response.writeHead(302, { location: 'https://elsewhere.example/' }).end();
    },
  );
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  return { origin: `https://127.0.0.1:${(server.address() as AddressInfo).port}`, requests };
}

/** Returns the error for a certificate that is valid for the year around {@link NOW}. */
function refused(reason = 'ERR_CERT_DATE_INVALID'): AppError {
  return appError('CERTIFICATE_UNTRUSTED', 'as met', {
    reason,
    validFrom: new Date(NOW - 180 * DAY).toISOString(),
    validUntil: new Date(NOW + 180 * DAY).toISOString(),
  });
}

test.each([
  ['years behind, as after an empty battery', NOW - 4_000 * DAY, NOW, 'CLOCK_WRONG'],
  ['a year ahead', NOW + 400 * DAY, NOW, 'CLOCK_WRONG'],
  ['right, and the certificate has expired', NOW + 400 * DAY, NOW + 400 * DAY, 'CERTIFICATE_UNTRUSTED'],
  ['hours ahead, and the certificate has expired', NOW + 401 * DAY, NOW + 400 * DAY, 'CERTIFICATE_UNTRUSTED'],
  ['behind, and the server does not say', NOW - 4_000 * DAY, null, 'CLOCK_WRONG'],
  ['ahead, and the server does not say', NOW + 400 * DAY, null, 'CERTIFICATE_UNTRUSTED'],
])('the certificate error is explained for a clock that is %s', async (_how, now, portalTime, code) => {
  const { origin, requests } = await portalAt(portalTime);
  const met = await checkClock(refused(), now, () => fetchServerDate(origin));
  expect(met.code).toBe(code);
  expect(requests).toEqual(['HEAD no cookie']);
  if (code === 'CLOCK_WRONG' && portalTime !== null) {
    expect(met.details?.['offByMinutes']).toBe((now - NOW) / MINUTE);
  }
});

test('any other certificate error is not blamed on the clock, and no time is requested', async () => {
  const { origin, requests } = await portalAt(NOW);
  for (const reason of ['ERR_CERT_AUTHORITY_INVALID', 'ERR_CERT_COMMON_NAME_INVALID', 'OK']) {
    const error = refused(reason);
    expect(await checkClock(error, NOW - 4_000 * DAY, () => fetchServerDate(origin))).toBe(error);
  }
  const unreachable = appError('PORTAL_UNREACHABLE', 'gone', { reason: 'ERR_CERT_DATE_INVALID' });
  expect(await checkClock(unreachable, NOW, () => fetchServerDate(origin))).toBe(unreachable);
  expect(requests).toEqual([]);
});

test('a server that hangs up or is not reached has no time', async () => {
  const server = createTcpServer((socket) => socket.destroy());
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  const { port } = server.address() as AddressInfo;
  expect(await fetchServerDate(`https://127.0.0.1:${port}`)).toBeNull();
  expect(await fetchServerDate(`http://127.0.0.1:${port}`)).toBeNull();
  expect(await fetchServerDate(`https://127.0.0.1:${port}`, AbortSignal.abort())).toBeNull();
});

/** Returns a page that Chromium does not open because of the certificate's dates alone. */
function refusedPage(): Page {
  const refuse = (): Promise<never> =>
    Promise.reject(new Error('net::ERR_CERT_DATE_INVALID at https://127.0.0.1'));
  const page = { on: () => page, setDefaultTimeout: () => undefined, goto: refuse, evaluate: refuse };
  return page as unknown as Page;
}

test.each([
  [NOW - 4_000 * DAY, NOW, 'CLOCK_WRONG', 0],
  [NOW + 400 * DAY, NOW + 400 * DAY, 'CERTIFICATE_UNTRUSTED', 1],
] as const)(
  'the driver distinguishes a wrong computer clock from an expired certificate',
  async (now, time, code, requests) => {
    const { origin } = await portalAt(time);
    const clock = new FakeClock();
    clock.setWall(now);
    const certificate: UntrustedCertificate = {
      host: new URL(origin).host,
      fingerprint: 'AB',
      subject: 'the portal',
      issuer: 'an authority',
      validFrom: new Date(NOW - 180 * DAY).toISOString(),
      validUntil: new Date(NOW + 180 * DAY).toISOString(),
      verification: 'ERR_CERT_DATE_INVALID',
      coversHost: 'yes',
    };
    const sent: string[] = [];
    const refused: UntrustedCertificate[] = [];
    const driver = createPortalDriver({
      browsers: {
        open: () =>
          Promise.resolve({
            page: refusedPage(),
            blockedHosts: new Set<string>(),
            untrustedCertificate: () => certificate,
            broken: new AbortController().signal,
            beforeNextSend: () => undefined,
            closeConnections: () => Promise.resolve(),
            stopLoading: () => undefined,
            capture: () => Promise.resolve(null),
            close: () => Promise.resolve(),
          }),
        requestQuietly: () => Promise.resolve(null),
        abandon: () => undefined,
        endSessions: () => Promise.resolve(),
      },
      clock,
      log: new TestLog(),
      timeouts: PORTAL_TIMEOUTS,
      tempFolder: tempFolder(),
      logsFolder: tempFolder(),
      pinFor: () => null,
      onUntrusted: (one) => void refused.push(one),
      askDate: fetchServerDate,
    });
    const result = await driver.fetchExport(
      { origin, user: 'rossi', password: 'segreta' },
      {
        signal: new AbortController().signal,
        logins: { isAllowed: () => true, noteSent: () => void sent.push('sent') },
        onProgress: () => undefined,
      },
    );
    expect(result).toMatchObject({ ok: false, error: { code } });
    expect(sent).toEqual([]);
    // The agent must not be asked to trust a certificate refused by a wrong clock.
    expect(refused).toHaveLength(requests);
  },
);
