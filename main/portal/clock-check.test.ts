import { readFileSync } from 'node:fs';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { createServer as createTcpServer } from 'node:net';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { AppError } from '../../preload/contract';
import { appError } from '../../preload/contract';
import { DAY, MINUTE } from '../base/durations';
import { withClockChecked } from './clock-check';
import { askDate } from './portal-date';

const TLS = join(import.meta.dirname, '../../tests/fixtures/tls');
const NOW = Date.UTC(2026, 10, 28, 12);

/** A real server whose certificate no system vouches for, and whose clock says so. */
async function portalAt(time: number | null): Promise<{ origin: string; asked: string[] }> {
  const asked: string[] = [];
  const server = createServer(
    { key: readFileSync(join(TLS, 'first-key.pem')), cert: readFileSync(join(TLS, 'first-cert.pem')) },
    (request, response) => {
      asked.push(`${request.method} ${request.headers.cookie ?? 'no cookie'}`);
      response.sendDate = false;
      if (time !== null) {
        response.setHeader('date', new Date(time).toUTCString());
      }
      response.writeHead(302, { location: 'https://elsewhere.example/' }).end();
    },
  );
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  return { origin: `https://127.0.0.1:${(server.address() as AddressInfo).port}`, asked };
}

/** A certificate that is valid for the year around {@link NOW}. */
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
])('a clock that is %s', async (_how, now, portalTime, code) => {
  const { origin, asked } = await portalAt(portalTime);
  const met = await withClockChecked(refused(), now, () => askDate(origin));
  expect(met.code).toBe(code);
  expect(asked).toEqual(['HEAD no cookie']);
  if (code === 'CLOCK_WRONG' && portalTime !== null) {
    expect(met.details?.['offByMinutes']).toBe((now - NOW) / MINUTE);
  }
});

test('no other certificate is taken for a wrong clock, and nobody is asked for the time', async () => {
  const { origin, asked } = await portalAt(NOW);
  for (const reason of ['ERR_CERT_AUTHORITY_INVALID', 'ERR_CERT_COMMON_NAME_INVALID', 'OK']) {
    const error = refused(reason);
    expect(await withClockChecked(error, NOW - 4_000 * DAY, () => askDate(origin))).toBe(error);
  }
  const unreachable = appError('PORTAL_UNREACHABLE', 'gone', { reason: 'ERR_CERT_DATE_INVALID' });
  expect(await withClockChecked(unreachable, NOW, () => askDate(origin))).toBe(unreachable);
  expect(asked).toEqual([]);
});

test('a server that hangs up, or is left alone, says no time', async () => {
  const server = createTcpServer((socket) => socket.destroy());
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  const { port } = server.address() as AddressInfo;
  expect(await askDate(`https://127.0.0.1:${port}`)).toBeNull();
  expect(await askDate(`http://127.0.0.1:${port}`)).toBeNull();
  expect(await askDate(`https://127.0.0.1:${port}`, AbortSignal.abort())).toBeNull();
});
