import { expect, test } from 'vitest';
import { appError } from '../../preload/contract';
import { AutomaticWorld } from '../../tests/helpers/worlds/automatic-world';
import { DAY, HOUR, MINUTE, SECOND } from '../base/durations';

test('a refused login stops syncing with a reason until the same login, sent on demand, is accepted', async () => {
  const world = new AutomaticWorld();
  world.failure = appError('LOGIN_REFUSED', 'refused');
  const sync = await world.start();
  const reported: string[] = [];
  sync.service.alerted.on((kind) => reported.push(kind));
  await world.clock.advance(5 * HOUR);
  expect(world.runs).toHaveLength(1);
  expect(reported).toEqual(['blocked']);
  expect(sync.status()).toMatchObject({
    nextSyncAt: null,
    hold: { reason: 'blocked', code: 'LOGIN_REFUSED' },
    metrics: { health: 'blocked' },
  });
  // Without a stored plan, the reason comes from the cache.
  await sync.close();
  const again = await world.start();
  expect(again.status().hold).toEqual({ reason: 'blocked', code: 'LOGIN_REFUSED' });
  world.failure = null;
  await again.startByHand({ sendsAgain: true });
  await world.clock.advance(31 * MINUTE);
  expect(world.triggers).toEqual(['startup', 'manual', 'schedule']);
});

test('the login limit stops syncing with a reason and a time, and a successful sync by hand resumes it', async () => {
  const world = new AutomaticWorld();
  world.sessionEnded = true;
  const sync = await world.start();
  await world.clock.advance(3 * HOUR);
  // The limit is three logins here, so the fourth sync reaches it.
  expect(world.runs.map(({ logins }) => logins)).toEqual([1, 1, 1, 0]);
  const until = new Date(world.logins.allowedAt ?? 0).toISOString();
  expect(sync.status()).toMatchObject({
    nextSyncAt: null,
    hold: { reason: 'login-limit', until },
    metrics: { consecutiveFailures: 0, errorRate: 0, health: 'healthy', logins: { last30Days: 3 } },
  });
  await sync.startByHand();
  await world.clock.advance(SECOND);
  expect(world.runs.at(-1)).toMatchObject({ trigger: 'manual', outcome: 'success', logins: 1 });
  expect(sync.status().hold).toBeNull();
  world.sessionEnded = false;
  await world.clock.advance(DAY);
  expect(world.runs.slice(5).every(({ outcome, logins }) => outcome === 'success' && logins === 0)).toBe(
    true,
  );
  expect(world.runs.length).toBeGreaterThan(50);
});

test.each([
  'PORTAL_UNREACHABLE',
  'PORTAL_TIMEOUT',
  'LOGIN_UNCONFIRMED',
  'PORTAL_MAINTENANCE',
  // The agent is asked about these errors, which leave the credentials unanswered.
  'PORTAL_CHANGED_ADDRESS',
  'CERTIFICATE_UNTRUSTED',
] as const)('unanswered credentials are not sent again automatically (%s)', async (code) => {
  const world = new AutomaticWorld();
  world.sessionEnded = true;
  world.loginFailure = appError(code, 'no answer');
  const sync = await world.start();
  await world.clock.advance(DAY);
  expect(world.runs.map(({ logins }) => logins)).toEqual([1]);
  expect(sync.status().hold).toEqual({ reason: 'blocked', code: 'LOGIN_UNCONFIRMED' });
  world.loginFailure = null;
  await sync.startByHand();
  await world.clock.advance(HOUR);
  expect(sync.status().hold).toBeNull();
  expect(world.triggers).toEqual(['startup', 'manual', 'schedule', 'schedule']);
});

test.each(['sleep', 'cancelling', 'quitting'])(
  'credentials left unanswered by %s are not sent again automatically, nor after the next start',
  async (how) => {
    const world = new AutomaticWorld();
    world.sessionEnded = true;
    world.loginFailure = 'hang';
    const sync = await world.start();
    await world.clock.advance(6 * SECOND);
    if (how === 'sleep') {
      await sync.suspend();
      sync.scheduler.noteResume();
    } else {
      await (how === 'cancelling' ? sync.service.stop('cancelled') : sync.close());
    }
    world.loginFailure = null;
    await world.clock.advance(HOUR);
    await sync.close();
    const again = await world.start();
    await world.clock.advance(HOUR);
    expect(world.runs.map(({ logins }) => logins)).toEqual([1]);
    expect(again.status().hold).toEqual({ reason: 'blocked', code: 'LOGIN_UNCONFIRMED' });
    // The agent enters the password again.
    again.unblock();
    await world.clock.advance(MINUTE);
    expect(again.status().hold).toBeNull();
    expect(world.runs.length).toBe(2);
  },
);
