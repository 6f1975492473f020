/** Faults of sleep, clock, process and key store, on the app's own scheduling. */
import { DAY, HOUR, MINUTE } from '../../../main/base/durations';
import type { ErrorCode } from '../../../preload/contract';
import { appError } from '../../../preload/contract';
import { it } from '../../../renderer/strings/it';
import { demoExport } from './laboratory';
import type { Laboratory } from './laboratory';
import type { Observed } from './laboratory';
import type { Row } from './row';
import { RECOVERED } from './row';

const RENEWED: Observed = { ...RECOVERED, attempts: 1 };
const title = (code: ErrorCode): string => it.errors[code].title;

/** Sets the clock and makes the app check it, as its timers would. */
async function clockSet(lab: Laboratory, shiftMs: number): Promise<void> {
  lab.shiftMs += shiftMs;
  lab.automatic.scheduler.look();
  await lab.settled();
}

/** Starts a sync that runs until it is stopped. */
async function hanging(lab: Laboratory): Promise<void> {
  lab.answers = ['hang'];
  await lab.automatic.service.start('schedule');
}

function exactlyOneRun(lab: Laboratory): void {
  if (lab.runs !== 1) {
    throw new Error(`${lab.runs} runs instead of one`);
  }
}

export const TIME_ROWS: readonly Row[] = [
  {
    fault: 73,
    name: 'the lid is closed during a sync',
    run: async (lab) => {
      await hanging(lab);
      await lab.automatic.suspend();
    },
    sees: {
      shown: title('INTERRUPTED'),
      banner: 'hidden',
      kept: 'as before',
      attempts: 1,
      then: 'once more',
    },
  },
  {
    fault: 74,
    name: 'waking after eight hours: one sync, not sixteen',
    run: async (lab) => {
      lab.answers = [await demoExport()];
      lab.automatic.scheduler.noteSuspend();
      lab.shiftMs += 8 * HOUR;
      lab.automatic.scheduler.noteResume();
      await clockSet(lab, 0);
      await clockSet(lab, MINUTE);
      exactlyOneRun(lab);
    },
    sees: RENEWED,
  },
  {
    fault: 75,
    name: 'waking before the network is there',
    run: async (lab) => {
      lab.online = false;
      lab.automatic.scheduler.noteSuspend();
      lab.shiftMs += 8 * HOUR;
      lab.automatic.scheduler.noteResume();
      await clockSet(lab, MINUTE);
      if (lab.runs !== 0) {
        throw new Error('A sync was attempted without a network');
      }
    },
    sees: { shown: it.banner.offline('…'), banner: 'offline', kept: 'as before', attempts: 1, then: 'waits' },
  },
  {
    fault: 76,
    name: 'the clock is set back by ten days: neither a storm nor a wait of ten days',
    run: async (lab) => {
      await clockSet(lab, -10 * DAY);
      if (lab.runs !== 0) {
        throw new Error('A sync began though none was due');
      }
    },
    sees: { shown: 'nothing', banner: 'hidden', kept: 'as before', attempts: 1, then: 'next slot' },
  },
  {
    fault: 77,
    name: 'the clock is set forward by three days: one sync',
    run: async (lab) => {
      lab.answers = [await demoExport()];
      await clockSet(lab, 3 * DAY);
      await clockSet(lab, MINUTE);
      exactlyOneRun(lab);
    },
    sees: RENEWED,
  },
  {
    fault: 77,
    name: 'summer time ends: an hour back changes no more than the clock',
    run: async (lab) => {
      await clockSet(lab, -HOUR);
      if (lab.runs !== 0) {
        throw new Error('A sync began though none was due');
      }
    },
    sees: { shown: 'nothing', banner: 'hidden', kept: 'as before', attempts: 1, then: 'next slot' },
  },
  {
    fault: 80,
    name: 'a run that was never closed, as after a kill',
    run: async (lab) => {
      await lab.customers.beginRun('schedule', new Date().toISOString());
      await lab.stop();
      await lab.start();
      const runs = await lab.customers.listRuns(1);
      if (!runs.ok || runs.value[0]?.outcome !== 'interrupted') {
        throw new Error('The run is not found as interrupted');
      }
    },
    sees: { shown: 'nothing', banner: 'hidden', kept: 'as before', attempts: 1, then: 'once more' },
  },
  {
    fault: 81,
    name: 'quitting during a sync',
    run: async (lab) => {
      await hanging(lab);
      await lab.stop();
      await lab.start();
    },
    sees: {
      shown: title('INTERRUPTED'),
      banner: 'hidden',
      kept: 'as before',
      attempts: 1,
      then: 'once more',
    },
  },
  {
    fault: 81,
    name: 'the agent cancels a sync',
    run: async (lab) => {
      await hanging(lab);
      await lab.automatic.service.stop('cancelled');
    },
    sees: { shown: title('CANCELLED'), banner: 'hidden', kept: 'as before', attempts: 1, then: 'next slot' },
  },
  {
    fault: 81,
    name: 'the agent cancels a sync whose portal does not listen: it is abandoned, and the next one starts',
    run: async (lab) => {
      lab.answers = ['deaf'];
      await lab.automatic.service.start('schedule');
      await lab.automatic.service.stop('cancelled');
      lab.answers = [await demoExport()];
      await lab.sync();
    },
    sees: RENEWED,
  },
  {
    fault: 86,
    name: 'the page of the app’s window crashes: it is reloaded',
    impossible: 'the laboratory has no window; tests/e2e/crash.spec.ts crashes it in the real app',
    run: () => Promise.resolve(),
    sees: RENEWED,
  },
  {
    fault: 23,
    name: 'the session is kept between syncs by one small request',
    impossible: 'its timers take five minutes; tests/e2e/portal-session.spec.ts asks for it in the real app',
    run: () => Promise.resolve(),
    sees: RENEWED,
  },
  {
    fault: 87,
    name: 'a part of the app throws during a sync: the run ends, is recorded, and one more try follows',
    run: async (lab) => {
      lab.answers = [() => Promise.reject(new Error('Execution context was destroyed'))];
      await lab.sync();
      const runs = await lab.customers.listRuns(1);
      if (!runs.ok || runs.value[0]?.error?.code !== 'INTERNAL') {
        throw new Error('The run is not recorded as failed');
      }
    },
    sees: { shown: title('INTERNAL'), banner: 'hidden', kept: 'as before', attempts: 1, then: 'once more' },
  },
  {
    fault: 88,
    name: 'a click while a scheduled sync runs joins it',
    run: async (lab) => {
      lab.answers = [await demoExport()];
      await Promise.all([lab.automatic.service.start('schedule'), lab.automatic.startByHand()]);
      await lab.settled();
      exactlyOneRun(lab);
    },
    sees: RENEWED,
  },
  {
    fault: 89,
    name: 'the frequency is changed during a sync',
    run: async (lab) => {
      const bytes = await demoExport();
      await lab.syncWith(() => {
        lab.automatic.scheduler.setFrequency(60 * MINUTE);
        return Promise.resolve(bytes);
      });
      const { nextSyncAt } = lab.automatic.status();
      if (nextSyncAt === null || Date.parse(nextSyncAt) - Date.now() < 55 * MINUTE) {
        throw new Error('The new frequency does not count');
      }
    },
    sees: RENEWED,
  },
  {
    fault: 101,
    name: 'the key store is locked when a sync is due',
    run: async (lab) => {
      lab.obstacle = appError('PASSWORD_NEEDED', 'locked');
      await clockSet(lab, HOUR);
    },
    sees: {
      shown: title('PASSWORD_NEEDED'),
      banner: 'password-needed',
      kept: 'as before',
      attempts: 1,
      then: 'waits',
    },
  },
  {
    fault: 101,
    name: 'the key store is unlocked again',
    run: async (lab) => {
      lab.obstacle = appError('PASSWORD_NEEDED', 'locked');
      await clockSet(lab, HOUR);
      lab.obstacle = null;
      lab.answers = [await demoExport()];
      await clockSet(lab, 2 * MINUTE);
    },
    sees: RENEWED,
  },
  {
    fault: 102,
    name: 'the stored password cannot be decrypted: a sync by hand asks for it',
    run: async (lab) => {
      lab.obstacle = appError('PASSWORD_NEEDED', 'not decrypted');
      await lab.sync('manual');
    },
    sees: {
      shown: title('PASSWORD_NEEDED'),
      banner: 'hidden',
      kept: 'as before',
      attempts: 0,
      then: 'next slot',
    },
  },
];
