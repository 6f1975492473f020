/** Faults of portal, login and network, as errors of the driver (see real-portal.test.ts). */
import type { ErrorCode } from '../../../preload/contract';
import { appError } from '../../../preload/contract';
import { it } from '../../../renderer/strings/it';
import { demoExport } from './laboratory';
import type { Observed } from './laboratory';
import type { Row } from './row';
import { RECOVERED } from './row';

type Details = Readonly<Record<string, string | number>>;

const title = (code: ErrorCode): string => it.errors[code].title;

function fails(
  fault: number,
  name: string,
  code: ErrorCode,
  sees: Omit<Observed, 'shown' | 'kept'>,
  details?: Details,
): Row {
  return {
    fault,
    name,
    run: (lab) => lab.syncWith(appError(code, name, details)),
    sees: { ...sees, shown: title(code), kept: 'as before' },
  };
}

/** Returns two rows of a quick failure: the second attempt succeeds, or all four fail. */
function quick(fault: number, name: string, code: ErrorCode, details?: Details): readonly Row[] {
  return [
    {
      fault,
      name: `${name}, once`,
      run: async (lab) => lab.syncWith(appError(code, name, details), await demoExport()),
      sees: RECOVERED,
    },
    fails(
      fault,
      `${name}, again and again`,
      code,
      { banner: 'hidden', attempts: 4, then: 'next slot' },
      details,
    ),
  ];
}

/** Returns a row of a failure after which the server may still be working; one more try follows. */
function patient(fault: number, name: string, code: ErrorCode, details?: Details): Row {
  return fails(fault, name, code, { banner: 'hidden', attempts: 1, then: 'once more' }, details);
}

/** Returns a row of a failure that only the agent can resolve. */
function stops(fault: number, name: string, code: ErrorCode, details?: Details): Row {
  return fails(fault, name, code, { banner: 'blocked', attempts: 1, then: 'stops' }, details);
}

export const PORTAL_ROWS: readonly Row[] = [
  patient(3, 'the export item is missing', 'EXPORT_NOT_FOUND'),
  ...quick(5, 'the loading panel swallows the click', 'EXPORT_REFUSED'),
  ...quick(7, 'the server fails with 500', 'PORTAL_ERROR', { status: 500 }),
  fails(8, 'maintenance', 'PORTAL_MAINTENANCE', { banner: 'maintenance', attempts: 1, then: 'once more' }),
  fails(
    9,
    'Retry-After of twenty minutes',
    'PORTAL_MAINTENANCE',
    { banner: 'maintenance', attempts: 1, then: 'once more' },
    { retryAfter: '1200' },
  ),
  patient(11, 'the portal is silent', 'PORTAL_TIMEOUT'),
  patient(11, 'the export never arrives', 'EXPORT_TIMEOUT'),
  ...quick(12, 'a page instead of the PDF', 'NOT_A_PDF'),
  patient(12, 'an account that is set to Excel', 'EXPORT_NOT_PDF', { kind: 'xlsx' }),
  ...quick(18, 'the page of the portal crashes', 'PORTAL_ERROR', { reason: 'crashed' }),
  ...quick(18, 'the page of the portal reloads itself during the visit', 'PORTAL_ERROR'),
  patient(11, 'the page of the portal does not answer', 'PORTAL_TIMEOUT', { step: 'page ready' }),
  patient(87, 'a bug in a visit to the portal', 'INTERNAL'),
  fails(54, 'the disk fills up during the download', 'DISK_FULL', {
    banner: 'hidden',
    attempts: 1,
    then: 'once more',
  }),
  stops(20, 'a wrong password is never tried twice', 'LOGIN_REFUSED'),
  stops(20, 'a login that ends without a message is never tried twice', 'LOGIN_UNCONFIRMED'),
  stops(20, 'a login that is never answered is never tried twice', 'LOGIN_UNCONFIRMED', {
    cause: 'PORTAL_TIMEOUT',
  }),
  stops(20, 'a connection that breaks after the login was sent', 'LOGIN_UNCONFIRMED', {
    cause: 'PORTAL_UNREACHABLE',
    reason: 'ERR_CONNECTION_RESET',
  }),
  // The app tries again at most once an hour.
  fails(
    20,
    'the portal refuses this computer’s address',
    'PORTAL_REFUSES_ADDRESS',
    { banner: 'hidden', attempts: 1, then: 'next slot' },
    { status: 403 },
  ),
  stops(21, 'the account is locked', 'ACCOUNT_LOCKED'),
  stops(22, 'the password must be changed', 'PASSWORD_EXPIRED'),
  ...quick(23, 'the session expires', 'SESSION_EXPIRED'),
  stops(25, 'a second factor is required', 'LOGIN_STEP_REQUIRED'),
  {
    fault: 28,
    name: 'no account',
    run: async (lab) => {
      lab.obstacle = appError('NO_ACCOUNT', 'no account');
      await lab.sync('manual');
    },
    sees: { shown: title('NO_ACCOUNT'), banner: 'hidden', kept: 'as before', attempts: 0, then: 'next slot' },
  },
  {
    fault: 29,
    name: 'offline',
    run: async (lab) => {
      lab.online = false;
      lab.automatic.scheduler.look();
      await lab.sync('manual');
    },
    sees: { shown: title('OFFLINE'), banner: 'offline', kept: 'as before', attempts: 0, then: 'waits' },
  },
  {
    fault: 30,
    name: 'online again',
    run: async (lab) => {
      lab.online = false;
      lab.automatic.scheduler.look();
      lab.online = true;
      lab.automatic.scheduler.look();
      await lab.syncWith(await demoExport());
    },
    sees: { ...RECOVERED, attempts: 1 },
  },
  patient(31, 'the name is unknown: VPN down', 'PORTAL_UNREACHABLE', { reason: 'ERR_NAME_NOT_RESOLVED' }),
  ...quick(36, 'the connection breaks in the middle of the download', 'DOWNLOAD_BROKEN'),
  ...quick(36, 'the connection is reset while the export is requested', 'PORTAL_UNREACHABLE', {
    reason: 'ERR_CONNECTION_RESET',
  }),
  ...quick(40, 'the connection is refused', 'PORTAL_UNREACHABLE', { reason: 'ERR_CONNECTION_REFUSED' }),
  {
    fault: 29,
    name: 'offline during the sync, although the system reported a network',
    run: (lab) =>
      lab.syncWith(appError('PORTAL_UNREACHABLE', 'gone', { reason: 'ERR_INTERNET_DISCONNECTED' })),
    sees: {
      shown: title('PORTAL_UNREACHABLE'),
      banner: 'hidden',
      kept: 'as before',
      attempts: 1,
      then: 'next slot',
    },
  },
  {
    fault: 11,
    name: 'three failed syncs in a row',
    run: async (lab) => {
      for (let failed = 0; failed < 3; failed += 1) {
        await lab.syncWith(appError('EXPORT_TIMEOUT', 'silent'));
      }
    },
    sees: {
      shown: title('EXPORT_TIMEOUT'),
      banner: 'degraded',
      kept: 'as before',
      attempts: 1,
      then: 'next slot',
    },
  },
];
