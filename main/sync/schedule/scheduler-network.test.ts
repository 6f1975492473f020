import { describe, expect, test } from 'vitest';
import type { ErrorCode } from '../../../preload/contract';
import { appError } from '../../../preload/contract';
import { TestSchedule } from '../../../tests/helpers/schedule';
import { HOUR, MINUTE, SECOND } from '../../base/durations';
import { INITIAL_STATE } from './schedule-state';

/** Returns a laptop whose second sync failed on a hotel's network a minute before the test. */
async function inHotel(plan = new TestSchedule()): Promise<TestSchedule> {
  plan.scheduler.start();
  await plan.clock.advance(MINUTE);
  plan.network = 'hotel';
  plan.outcome = 'failed';
  plan.error = appError('NETWORK_LOGIN', 'a hotel');
  await plan.clock.advance(plan.waitMs);
  expect(plan.runs).toHaveLength(2);
  return plan;
}

const triggers = ({ runs }: TestSchedule): readonly string[] => runs.map(([trigger]) => trigger);

describe('after a sync that another network answered', () => {
  test('the next sync comes at the next slot, without a second try', async () => {
    const plan = await inHotel();
    expect(plan.scheduler.hold).toBeNull();
    await plan.clock.advance(10 * HOUR);
    const gaps = plan.runs.slice(2).map(([, at], index) => at - (plan.runs[index + 1]?.[1] ?? 0));
    expect(new Set(gaps)).toEqual(new Set([plan.waitMs]));
  });

  test.each([
    { inUse: true, withinMs: MINUTE },
    { inUse: false, withinMs: 11 * MINUTE },
  ])(
    'a change of network brings one at once, or in the tray within ten minutes ($inUse)',
    async ({ inUse, withinMs }) => {
      const plan = await inHotel();
      plan.inUse = inUse;
      await plan.clock.advance(2 * MINUTE);
      expect(plan.runs).toHaveLength(2);
      plan.network = 'home';
      plan.outcome = 'success';
      await plan.clock.advance(withinMs);
      expect(triggers(plan)).toEqual(['startup', 'schedule', 'online']);
      await plan.clock.advance(15 * MINUTE);
      expect(plan.runs).toHaveLength(3);
    },
  );

  test('a change of network during the sync counts', async () => {
    const plan = new TestSchedule();
    plan.inUse = true;
    plan.scheduler.start();
    plan.hangs = true;
    plan.network = 'hotel';
    await plan.clock.advance(5 * SECOND);
    plan.network = 'home';
    await plan.clock.advance(MINUTE);
    plan.hangs = false;
    plan.end('failed', appError('CERTIFICATE_UNTRUSTED', 'a hotel'));
    await plan.clock.advance(MINUTE);
    expect(triggers(plan)).toEqual(['startup', 'online']);
  });

  test.each([{ isReported: true }, { isReported: false }])(
    'waking starts a sync before it is due (reported: $isReported)',
    async ({ isReported }) => {
      const plan = await inHotel();
      plan.inUse = true;
      plan.outcome = 'success';
      await plan.clock.advance(MINUTE);
      plan.sleep(5 * MINUTE, { isReported });
      await plan.clock.advance(MINUTE);
      expect(triggers(plan)).toEqual(['startup', 'schedule', 'resume']);
    },
  );

  test('a returning network starts a sync', async () => {
    const plan = await inHotel();
    plan.inUse = true;
    plan.online = false;
    await plan.clock.advance(2 * MINUTE);
    plan.online = true;
    await plan.clock.advance(10 * SECOND);
    expect(triggers(plan)).toEqual(['startup', 'schedule', 'online']);
  });

  test('networks that come and go every few seconds start one sync a minute at most', async () => {
    const plan = await inHotel();
    plan.inUse = true;
    for (let second = 0; second < 20 * 60; second += 5) {
      plan.network = `network ${second}`;
      await plan.clock.advance(5 * SECOND);
    }
    expect(plan.runs.length).toBeGreaterThan(8);
    expect(plan.runs.length).toBeLessThanOrEqual(22);
  });

  test('a sync that reached nothing waits for another network, one failed by the portal does not', async () => {
    for (const [code, expected] of [
      ['PORTAL_UNREACHABLE', 4],
      ['EXPORT_NOT_FOUND', 3],
    ] as const) {
      const plan = await inHotel();
      plan.inUse = true;
      plan.random = 1;
      plan.error = appError(code, 'another failure');
      plan.network = 'train';
      await plan.clock.advance(2 * MINUTE);
      expect(plan.runs).toHaveLength(3);
      plan.network = 'home';
      await plan.clock.advance(2 * MINUTE);
      expect(plan.runs, code).toHaveLength(expected);
    }
  });
});

test('a change of network starts nothing when all is well', async () => {
  const plan = new TestSchedule();
  plan.inUse = true;
  plan.scheduler.start();
  await plan.clock.advance(MINUTE);
  for (const network of ['home', 'train', 'office']) {
    plan.network = network;
    await plan.clock.advance(5 * MINUTE);
  }
  expect(plan.runs).toHaveLength(1);
});

describe('a stop stored by an earlier version', () => {
  const stored = (blockedBy: ErrorCode): TestSchedule => {
    const plan = new TestSchedule(30 * MINUTE, { ...INITIAL_STATE, blockedBy });
    plan.scheduler.start();
    return plan;
  };

  test.each([
    'CERTIFICATE_UNTRUSTED',
    'PORTAL_CHANGED_ADDRESS',
    'PORTAL_UNREACHABLE',
    'PORTAL_NOT_SECURE',
  ] as const)('is released for an account that has synced before (%s)', async (code) => {
    const plan = stored(code);
    await plan.clock.advance(MINUTE);
    expect(plan.runs).toHaveLength(1);
    expect(plan.stored?.blockedBy).toBeNull();
  });

  test.each(['LOGIN_REFUSED', 'LOGIN_UNCONFIRMED', 'ACCOUNT_LOCKED'] as const)(
    'stays for %s',
    async (code) => {
      const plan = stored(code);
      await plan.clock.advance(HOUR);
      expect(plan.runs).toEqual([]);
      expect(plan.scheduler.hold).toEqual({ reason: 'blocked', code });
    },
  );

  test('stays for an account that has never synced', async () => {
    const plan = new TestSchedule(30 * MINUTE, { ...INITIAL_STATE, blockedBy: 'CERTIFICATE_UNTRUSTED' });
    plan.lastSuccessAt = null;
    plan.restart().start();
    await plan.clock.advance(HOUR);
    expect(plan.runs).toEqual([]);
  });
});
