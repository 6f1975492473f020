import { expect, test } from 'vitest';
import type { AppError, ErrorCode } from '../../../preload/contract';
import { appError } from '../../../preload/contract';
import { TestLog } from '../../../tests/helpers/test-log';
import { fail } from '../../base/result';
import { ManualStart } from './manual-start';

/** Creates a start with this outcome, and a window that records its calls. */
function starting({
  code,
  hasAccount = true,
  isOpen = true,
}: {
  readonly code: ErrorCode | 'throws';
  readonly hasAccount?: boolean;
  readonly isOpen?: boolean;
}) {
  const shown: string[] = [];
  const log = new TestLog();
  const start = new ManualStart({
    hasAccount: () => hasAccount,
    automatic: () => ({
      startByHand({ sendsAgain = false } = {}) {
        shown.push(sendsAgain ? 'send again' : 'start');
        return code === 'throws'
          ? Promise.reject(new TypeError('boom'))
          : Promise.resolve(fail(appError(code, 'refused')));
      },
    }),
    window: {
      current: isOpen ? ({} as never) : null,
      show: () => void shown.push('show'),
      showView: (view) => void shown.push(`view ${view}`),
      send: (name, value) => void shown.push(`${name} ${(value as AppError).code}`),
    },
    log,
  });
  return { start, shown, log };
}

test.each([
  'LOGIN_REFUSED',
  'PASSWORD_EXPIRED',
  'ACCOUNT_LOCKED',
  'LOGIN_UNCONFIRMED',
  'PASSWORD_NEEDED',
] as const)('every kind of start opens the account form after a refusal with %s', async (code) => {
  const { start, shown } = starting({ code });
  expect(await start.start()).toMatchObject({ ok: false, error: { code } });
  await start.startFromOutside();
  expect(shown).toEqual(['start', 'view account', 'start', 'view account']);
});

test('a refused start from outside the window is shown in the window', async () => {
  const { start, shown } = starting({ code: 'OFFLINE' });
  await start.startFromOutside();
  expect(shown).toEqual(['start', 'show', 'sync:refused OFFLINE']);
});

test('a new window shows a refusal once, after it is drawn', async () => {
  const { start, shown } = starting({ code: 'DISK_FULL', isOpen: false });
  await start.startFromOutside();
  expect(shown).toEqual(['start', 'show']);
  start.reportUnseen();
  start.reportUnseen();
  expect(shown).toEqual(['start', 'show', 'sync:refused DISK_FULL']);
});

test('without an account no sync starts, and the first-run screen comes to the front', async () => {
  const { start, shown } = starting({ code: 'OFFLINE', hasAccount: false });
  expect(await start.start()).toMatchObject({ error: { code: 'NO_ACCOUNT' } });
  await start.startFromOutside();
  expect(shown).toEqual(['show']);
});

test('a start that throws returns an error with a code, and the log has the reason', async () => {
  const { start, log } = starting({ code: 'throws' });
  expect(await start.start()).toMatchObject({ ok: false, error: { code: 'INTERNAL' } });
  expect(log.lines.join('\n')).toMatch(/TypeError at /);
});

test('a refused password is sent again only on an explicit request', async () => {
  const { start, shown } = starting({ code: 'LOGIN_REFUSED' });
  await start.start({ sendsAgain: true });
  expect(shown).toEqual(['send again', 'view account']);
});
