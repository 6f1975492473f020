/** Faults of logins, their limit and the list's facts (portal.md). */
import { MINUTE } from '../../../main/base/durations';
import { appError } from '../../../preload/contract';
import type { ErrorCode, HeldLogin } from '../../../preload/contract';
import { it } from '../../../renderer/strings/it';
import type { Laboratory } from './laboratory';
import { demoExport } from './laboratory';
import type { Row } from './row';
import { RECOVERED } from './row';

const title = (code: ErrorCode): string => it.errors[code].title;

/** Returns a row in which credentials were sent before the attempt ended with `code`. */
function unconfirmed(fault: number, name: string, code: ErrorCode): Row {
  return {
    fault,
    name,
    async run(lab) {
      lab.asksForLogin = true;
      await lab.syncWith(appError(code, name));
    },
    sees: {
      shown: title('LOGIN_UNCONFIRMED'),
      banner: 'blocked',
      kept: 'as before',
      attempts: 1,
      then: 'stops',
    },
  };
}

/** Returns a row in which the agent repeats a sync by hand after a login ended with `code`. */
function pressedAgain(fault: number, name: string, code: HeldLogin, logins = 1): Row {
  return {
    fault,
    name,
    async run(lab) {
      lab.asksForLogin = true;
      await lab.syncWith(appError(code, name));
      for (let press = 0; press < 4; press += 1) {
        await lab.sync('manual');
      }
      if (lab.logins.length !== logins) {
        throw new Error(`The password was sent ${lab.logins.length} times`);
      }
    },
    sees: {
      shown: title(code),
      // A retry by hand has its own banner with the same sentence.
      banner: logins === 1 ? 'blocked' : 'failed',
      kept: 'as before',
      attempts: 0,
      then: 'stops',
    },
  };
}

/** Simulates an accepted login whose connection breaks on the way to the list. */
function brokenAfterLogin(lab: Laboratory): void {
  lab.asksForLogin = true;
  lab.advancesToList = true;
}

const BROKEN = appError('PORTAL_UNREACHABLE', 'gone', { reason: 'ERR_CONNECTION_RESET' });
const NOTHING_SENT = appError('LOGIN_FORM_NOT_FOUND', 'the login form sends nothing', { field: 'control' });

export const LOGIN_ROWS: readonly Row[] = [
  pressedAgain(20, 'a refused password, and the button pressed again', 'LOGIN_REFUSED'),
  pressedAgain(21, 'a locked account, and the button pressed again', 'ACCOUNT_LOCKED'),
  pressedAgain(
    20,
    'a login without an answer, retried by hand once and then pressed again',
    'LOGIN_UNCONFIRMED',
    2,
  ),
  unconfirmed(20, 'the login form stays without a message', 'LOGIN_UNCONFIRMED'),
  unconfirmed(30, 'a time-out after the password', 'PORTAL_TIMEOUT'),
  unconfirmed(40, 'the connection is reset while the password is on its way', 'PORTAL_UNREACHABLE'),
  unconfirmed(8, 'maintenance begins while the password is on its way', 'PORTAL_MAINTENANCE'),
  {
    fault: 21,
    name: 'as many logins in a day as are allowed',
    async run(lab) {
      lab.asksForLogin = true;
      const at = Date.now() - MINUTE;
      await lab.stop();
      lab.logins = Array.from({ length: 12 }, () => ({ at, kind: 'automatic', answered: true }) as const);
      await lab.start();
      await lab.syncWith(await demoExport());
    },
    sees: {
      shown: title('LOGIN_LIMIT'),
      banner: 'login-limit',
      kept: 'as before',
      attempts: 1,
      then: 'waits',
    },
  },
  {
    fault: 21,
    name: 'the same, by hand',
    async run(lab) {
      const at = Date.now() - MINUTE;
      await lab.stop();
      lab.logins = Array.from({ length: 12 }, () => ({ at, kind: 'automatic', answered: true }) as const);
      await lab.start();
      lab.asksForLogin = true;
      lab.answers = [await demoExport()];
      await lab.sync('manual');
    },
    sees: { shown: 'nothing', banner: 'changes', kept: 'renewed', attempts: 1, then: 'next slot' },
  },
  {
    fault: 32,
    name: 'the portal refuses this computer',
    run: (lab) => lab.syncWith(appError('PORTAL_REFUSES_ADDRESS', 'refused', { status: 403 })),
    sees: {
      shown: title('PORTAL_REFUSES_ADDRESS'),
      banner: 'hidden',
      kept: 'as before',
      attempts: 1,
      then: 'next slot',
    },
  },
  {
    fault: 42,
    name: 'the list shows another number than the PDF contains',
    async run(lab) {
      lab.list = { filter: null, total: 59 };
      await lab.syncWith(await demoExport());
    },
    sees: {
      shown: title('COUNT_MISMATCH'),
      banner: 'hidden',
      kept: 'as before',
      attempts: 2,
      then: 'once more',
    },
  },
  {
    fault: 20,
    name: 'a login form that sends nothing, once',
    run: async (lab) => lab.syncWith(NOTHING_SENT, await demoExport()),
    sees: RECOVERED,
  },
  {
    fault: 20,
    name: 'a login form that sends nothing, again and again: no login is counted and none is held back',
    async run(lab) {
      await lab.syncWith(NOTHING_SENT);
      if (lab.logins.length > 0) {
        throw new Error('A login was counted though nothing was sent');
      }
    },
    sees: {
      shown: title('LOGIN_FORM_NOT_FOUND'),
      banner: 'hidden',
      kept: 'as before',
      attempts: 4,
      then: 'next slot',
    },
  },
  {
    fault: 36,
    name: 'the connection breaks after an accepted login, once',
    async run(lab) {
      brokenAfterLogin(lab);
      await lab.syncWith(BROKEN, await demoExport());
    },
    sees: RECOVERED,
  },
  {
    fault: 36,
    name: 'the connection breaks after each accepted login: two logins, and the next sync comes',
    async run(lab) {
      brokenAfterLogin(lab);
      await lab.syncWith(BROKEN);
    },
    sees: {
      shown: title('PORTAL_UNREACHABLE'),
      banner: 'hidden',
      kept: 'as before',
      attempts: 2,
      then: 'next slot',
    },
  },
  {
    fault: 19,
    name: 'a filter hides a few customers for days: none is marked or removed',
    async run(lab) {
      const before = await lab.all();
      lab.list = { filter: 'Clienti liberi', total: 57 };
      for (let sync = 0; sync < 3; sync += 1) {
        await lab.syncWith(await demoExport({ gridFilter: 57 }));
      }
      const after = await lab.all();
      if (after.length < before.length || after.some(({ missingSince }) => missingSince !== null)) {
        throw new Error('A customer that the filter hides is marked or gone');
      }
    },
    sees: {
      shown: it.cache.filter('Clienti liberi'),
      banner: 'hidden',
      kept: 'renewed',
      attempts: 1,
      then: 'next slot',
    },
  },
  {
    fault: 19,
    name: 'a filter is on in the portal, by its own name',
    async run(lab) {
      lab.list = { filter: 'Clienti esclusivi', total: null };
      await lab.syncWith(await demoExport({ gridFilter: 30 }));
    },
    sees: {
      shown: it.cache.filter('Clienti esclusivi'),
      banner: 'changes',
      kept: 'renewed',
      attempts: 1,
      then: 'next slot',
    },
  },
];
