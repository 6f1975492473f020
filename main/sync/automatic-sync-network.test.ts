import { describe, expect, test } from 'vitest';
import type { AppError } from '../../preload/contract';
import { appError } from '../../preload/contract';
import { AutomaticWorld } from '../../tests/helpers/worlds/automatic-world';
import { DAY, HOUR, MINUTE, SECOND } from '../base/durations';
import type { AutomaticSync } from './automatic-sync';

describe('on another network than the portal’s', () => {
  const HOTEL = appError('CERTIFICATE_UNTRUSTED', 'a hotel', { fingerprint: 'AB', coversHost: 'no' });

  /** Returns an account that has synced once and whose laptop is now in a hotel. */
  async function inHotel(
    failure: AppError,
  ): Promise<{ world: AutomaticWorld; sync: AutomaticSync; reported: string[] }> {
    const world = new AutomaticWorld();
    const sync = await world.start();
    const reported: string[] = [];
    sync.service.alerted.on((kind) => reported.push(kind));
    await world.clock.advance(MINUTE);
    world.failure = failure;
    world.network = 'hotel';
    return { world, sync, reported };
  }

  test.each([
    [HOTEL, 'NETWORK_LOGIN'],
    [appError('PORTAL_CHANGED_ADDRESS', 'a redirect', { host: 'hotel.example' }), 'NETWORK_LOGIN'],
    [
      appError('CERTIFICATE_UNTRUSTED', 'the office inspects', { coversHost: 'yes' }),
      'CERTIFICATE_UNTRUSTED',
    ],
    [appError('PROXY_LOGIN', 'a proxy', { status: 407 }), 'PROXY_LOGIN'],
    [appError('CLOCK_WRONG', 'a clock'), 'CLOCK_WRONG'],
  ])(
    'an account synced before tries at each slot and asks the agent after 24 hours (%j)',
    async (failure, code) => {
      const { world, sync, reported } = await inHotel(failure);
      await world.clock.advance(23 * HOUR);
      expect(world.runs.length).toBeGreaterThan(40);
      expect(world.runs.slice(1).every(({ attempts, logins }) => attempts === 1 && logins === 0)).toBe(true);
      expect(reported).toEqual([]);
      expect(sync.status()).toMatchObject({
        hold: null,
        metrics: {
          health: 'foreign-network',
          consecutiveFailures: 0,
          errorRate: 0,
          lastResult: { error: { code } },
        },
      });
      expect(sync.status().nextSyncAt).not.toBeNull();
      await world.clock.advance(2 * HOUR);
      expect(reported).toEqual(['blocked']);
      expect(sync.status()).toMatchObject({
        hold: null,
        metrics: { health: 'blocked', lastResult: { error: { code: failure.code } } },
      });
      // The error is reported once, but syncs continue: the next network may be the portal's.
      await world.clock.advance(DAY);
      expect(reported).toEqual(['blocked']);
      world.failure = null;
      await world.clock.advance(30 * MINUTE);
      expect(sync.status().metrics).toMatchObject({ health: 'healthy', consecutiveFailures: 0 });
      world.failure = failure;
      await world.clock.advance(5 * HOUR);
      expect(sync.status().metrics.health).toBe('foreign-network');
    },
  );

  test('the 24 hours continue over a restart, and the first sync after it tries again', async () => {
    const { world, sync } = await inHotel(HOTEL);
    await world.clock.advance(20 * HOUR);
    await sync.close();
    const again = await world.start();
    const reported: string[] = [];
    again.service.alerted.on((kind) => reported.push(kind));
    const before = world.runs.length;
    await world.clock.advance(10 * SECOND);
    expect(world.runs).toHaveLength(before + 1);
    expect(again.status()).toMatchObject({ hold: null, metrics: { health: 'foreign-network' } });
    await world.clock.advance(5 * HOUR);
    expect(reported).toEqual(['blocked']);
    await again.close();
    const third = await world.start();
    third.service.alerted.on((kind) => reported.push(kind));
    await world.clock.advance(2 * HOUR);
    expect(third.status().metrics.health).toBe('blocked');
    expect(reported).toEqual(['blocked']);
  });

  test('a failed sync by hand asks the agent at once and stops nothing', async () => {
    const { world, sync } = await inHotel(HOTEL);
    await sync.startByHand();
    await world.clock.advance(SECOND);
    expect(world.runs.at(-1)).toMatchObject({ trigger: 'manual', error: { code: 'CERTIFICATE_UNTRUSTED' } });
    expect(sync.status().hold).toBeNull();
    world.network = 'home';
    world.failure = null;
    await world.clock.advance(2 * MINUTE);
    expect(world.runs.at(-1)).toMatchObject({ trigger: 'online', outcome: 'success' });
  });

  test.each(['CERTIFICATE_UNTRUSTED', 'PORTAL_CHANGED_ADDRESS', 'PROXY_LOGIN', 'NETWORK_LOGIN'] as const)(
    'an account that has never synced waits for the agent (%s), even over a restart',
    async (code) => {
      const world = new AutomaticWorld();
      world.failure = appError(code, 'not the portal', { coversHost: 'no' });
      const sync = await world.start();
      await world.clock.advance(5 * HOUR);
      expect(world.runs).toMatchObject([{ error: { code } }]);
      expect(sync.status()).toMatchObject({
        hold: { reason: 'blocked', code },
        metrics: { health: 'blocked' },
      });
      await sync.close();
      const again = await world.start();
      expect(again.status().hold).toEqual({ reason: 'blocked', code });
    },
  );

  test('a wrong clock does not stop even an account that has never synced', async () => {
    const world = new AutomaticWorld();
    world.failure = appError('CLOCK_WRONG', 'a clock');
    const sync = await world.start();
    await world.clock.advance(MINUTE);
    world.failure = null;
    await world.clock.advance(HOUR);
    expect(sync.status().metrics.health).toBe('healthy');
  });

  test('the session is not kept alive there, and nothing is sent', async () => {
    const { world } = await inHotel(HOTEL);
    await world.clock.advance(30 * MINUTE);
    const kept = world.keptAlive;
    await world.clock.advance(5 * HOUR);
    expect(world.keptAlive).toBe(kept);
  });

  test('credentials lost in that network are not sent again automatically', async () => {
    const { world, sync } = await inHotel(HOTEL);
    world.sessionEnded = true;
    world.loginFailure = HOTEL;
    await world.clock.advance(5 * HOUR);
    expect(world.runs.map(({ logins }) => logins)).toEqual([0, 1]);
    expect(sync.status().hold).toEqual({ reason: 'blocked', code: 'LOGIN_UNCONFIRMED' });
  });

  test('three portal failures in a row raise the alarm even after nights in a hotel', async () => {
    const { world, sync, reported } = await inHotel(HOTEL);
    await world.clock.advance(5 * HOUR);
    world.failure = appError('EXPORT_NOT_FOUND', 'gone');
    await world.clock.advance(3 * HOUR);
    expect(reported).toEqual(['degraded']);
    expect(sync.status().metrics.health).toBe('degraded');
  });
});
