import { expect, test } from 'vitest';
import { FakeClock } from '../../tests/helpers/fake-clock';
import { tempFolder } from '../../tests/helpers/temp-folder';
import { TestLog } from '../../tests/helpers/test-log';
import type { PortalDriver } from './driver';
import { createPortalDriver } from './driver';
import { PORTAL_TIMEOUTS } from './timeouts';

const ACCOUNT = { origin: 'https://archibald.example.it', user: 'rossi', password: 'segreta' };

/** A driver whose browser only notes what is asked of it; pages are met in tests/e2e. */
function driver(): { readonly driver: PortalDriver; readonly asked: string[] } {
  const asked: string[] = [];
  const made = createPortalDriver({
    browsers: {
      open: () => Promise.reject(new Error('There is no browser here')),
      touch: ({ path }) => {
        asked.push(`touch ${path}`);
        return Promise.resolve(null);
      },
      abandon: () => undefined,
      endSessions: () => {
        asked.push('end');
        return Promise.resolve();
      },
    },
    clock: new FakeClock(),
    log: new TestLog(),
    timeouts: PORTAL_TIMEOUTS,
    tempFolder: tempFolder(),
    logsFolder: tempFolder(),
    pinFor: () => null,
    onUntrusted: () => undefined,
  });
  return { driver: made, asked };
}

test('asks the portal for nothing while no session is kept', async () => {
  const { driver: idle, asked } = driver();
  await idle.keepSessionAlive();
  expect(asked).toEqual([]);
});

test('empties the browser’s sessions when it is told to forget', async () => {
  const { driver: told, asked } = driver();
  await told.forgetSession();
  expect(asked).toEqual(['end']);
});

test('opens no window and sends nothing once it is cancelled', async () => {
  const sent: string[] = [];
  const { driver: cancelled } = driver();
  const result = await cancelled.fetchExport(ACCOUNT, {
    signal: AbortSignal.abort(),
    logins: { isAllowed: () => true, noteSent: () => void sent.push('sent') },
    onProgress: () => undefined,
  });
  expect(result).toMatchObject({ ok: false, error: { code: 'CANCELLED' } });
  expect(sent).toEqual([]);
});
