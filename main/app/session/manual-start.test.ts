import { expect, test } from 'vitest';
import type { AppError, ErrorCode } from '../../../preload/contract';
import { appError } from '../../../preload/contract';
import { TestLog } from '../../../tests/helpers/test-log';
import { fail } from '../../base/result';
import { ManualStart } from './manual-start';

/** A start that fails as a test says, with a window that only says what it is asked. */
function starting({
  code,
  hasAccount = true,
  isOpen = true,
}: {
  readonly code: ErrorCode | 'throws';
  readonly hasAccount?: boolean;
  readonly isOpen?: boolean;
}) {
  const said: string[] = [];
  const log = new TestLog();
  const start = new ManualStart({
    hasAccount: () => hasAccount,
    automatic: () => ({
      startByHand({ sendsAgain = false } = {}) {
        said.push(sendsAgain ? 'send again' : 'start');
        return code === 'throws'
          ? Promise.reject(new TypeError('boom'))
          : Promise.resolve(fail(appError(code, 'refused')));
      },
    }),
    window: {
      current: isOpen ? ({} as never) : null,
      show: () => void said.push('show'),
      showView: (view) => void said.push(`view ${view}`),
      tell: (name, value) => void said.push(`${name} ${(value as AppError).code}`),
    },
    log,
  });
  return { start, said, log };
}

test.each([
  'LOGIN_REFUSED',
  'PASSWORD_EXPIRED',
  'ACCOUNT_LOCKED',
  'LOGIN_UNCONFIRMED',
  'PASSWORD_NEEDED',
] as const)('every way to start opens the account form when the start is refused for %s', async (code) => {
  const { start, said } = starting({ code });
  expect(await start.start()).toMatchObject({ ok: false, error: { code } });
  await start.startFromOutside();
  expect(said).toEqual(['start', 'view account', 'start', 'view account']);
});

test('a start that is refused outside the window is shown in the window', async () => {
  const { start, said } = starting({ code: 'OFFLINE' });
  await start.startFromOutside();
  expect(said).toEqual(['start', 'show', 'sync:refused OFFLINE']);
});

test('a window that is made for it is told once it shows something, and once only', async () => {
  const { start, said } = starting({ code: 'DISK_FULL', isOpen: false });
  await start.startFromOutside();
  expect(said).toEqual(['start', 'show']);
  start.noteDrawn();
  start.noteDrawn();
  expect(said).toEqual(['start', 'show', 'sync:refused DISK_FULL']);
});

test('without an account nothing is started, and the first-run screen comes to the front', async () => {
  const { start, said } = starting({ code: 'OFFLINE', hasAccount: false });
  expect(await start.start()).toMatchObject({ error: { code: 'NO_ACCOUNT' } });
  await start.startFromOutside();
  expect(said).toEqual(['show']);
});

test('a start that throws is an error with a code, and the log says why', async () => {
  const { start, log } = starting({ code: 'throws' });
  expect(await start.start()).toMatchObject({ ok: false, error: { code: 'INTERNAL' } });
  expect(log.lines.join('\n')).toMatch(/TypeError at /);
});

test('a refused password is sent again only when that is what was asked for', async () => {
  const { start, said } = starting({ code: 'LOGIN_REFUSED' });
  await start.start({ sendsAgain: true });
  expect(said).toEqual(['send again', 'view account']);
});
