/** Faults of networks that answer instead of the portal, for an account that has synced before. */
import { HOUR, MINUTE } from '../../../main/base/durations';
import type { AppError, ErrorCode } from '../../../preload/contract';
import { appError } from '../../../preload/contract';
import { it } from '../../../renderer/strings/it';
import { demoExport } from './laboratory';
import type { Laboratory } from './laboratory';
import type { Observed } from './laboratory';
import type { Row } from './row';
import { RECOVERED } from './row';

const MOVED = appError('PORTAL_CHANGED_ADDRESS', 'a redirect', { host: 'hotel.example' });
const HOTEL = appError('CERTIFICATE_UNTRUSTED', 'another host’s certificate', { coversHost: 'no' });
const CHANGED = appError('CERTIFICATE_UNTRUSTED', 'another certificate of the portal', { coversHost: 'yes' });
const PROXY = appError('PROXY_LOGIN', 'the proxy requires a login', { status: 407 });
const CLOCK = appError('CLOCK_WRONG', 'the clock is wrong');

function seen(code: ErrorCode, banner: Observed['banner']): Observed {
  return { shown: it.errors[code].title, banner, kept: 'as before', attempts: 1, then: 'next slot' };
}

/** Returns a row in which the app tries again at the next slot. */
function passes(fault: number, name: string, error: AppError, shown: ErrorCode): Row {
  return {
    fault,
    name: `${name}: tried again at the next slot`,
    run: (lab) => lab.syncWith(error),
    sees: seen(shown, 'foreign-network'),
  };
}

/** Returns a row in which the fault lasts for a day, after which the app asks the agent. */
function lasts(fault: number, name: string, error: AppError): Row {
  return {
    fault,
    name: `${name}, for a day: the agent is asked`,
    run: async (lab) => {
      await lab.syncWith(error);
      lab.shiftMs += 25 * HOUR;
      await lab.syncWith(error);
    },
    sees: seen(error.code, 'blocked'),
  };
}

function byHand(fault: number, name: string, error: AppError): Row {
  return {
    fault,
    name: `${name}, by hand: the agent is asked`,
    run: async (lab) => {
      lab.answers = [error];
      await lab.sync('manual');
    },
    sees: seen(error.code, 'failed'),
  };
}

function over(fault: number, name: string, change: (lab: Laboratory) => Promise<void> | void): Row {
  return {
    fault,
    name,
    run: async (lab) => {
      lab.network = 'hotel';
      await lab.syncWith(HOTEL);
      lab.answers = [await demoExport()];
      lab.shiftMs += 2 * MINUTE;
      await change(lab);
      lab.automatic.scheduler.look();
      // The sync begins only after the app has looked up the account, which takes a moment.
      await new Promise((resolve) => setImmediate(resolve));
      await lab.settled();
    },
    sees: { ...RECOVERED, attempts: 1 },
  };
}

export const NETWORK_ROWS: readonly Row[] = [
  passes(15, 'a redirect to another host', MOVED, 'NETWORK_LOGIN'),
  lasts(15, 'a redirect to another host', MOVED),
  byHand(15, 'a redirect to another host', MOVED),
  passes(32, 'a hotel’s certificate', HOTEL, 'NETWORK_LOGIN'),
  lasts(32, 'a hotel’s certificate', HOTEL),
  byHand(32, 'a hotel’s certificate', HOTEL),
  over(32, 'the next network leads to the portal', (lab) => {
    lab.network = 'home';
  }),
  over(32, 'after waking the portal is there', (lab) => lab.automatic.scheduler.noteResume()),
  over(32, 'after a restart the portal is there', async (lab) => {
    await lab.stop();
    await lab.start();
    lab.shiftMs += MINUTE;
  }),
  passes(33, 'the proxy requires a login', PROXY, 'PROXY_LOGIN'),
  lasts(33, 'the proxy requires a login', PROXY),
  passes(34, 'the certificate has changed', CHANGED, 'CERTIFICATE_UNTRUSTED'),
  lasts(34, 'the certificate has changed', CHANGED),
  byHand(34, 'the certificate has changed', CHANGED),
  passes(35, 'the computer’s clock is wrong', CLOCK, 'CLOCK_WRONG'),
];
