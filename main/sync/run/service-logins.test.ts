import { describe, expect, test } from 'vitest';
import { ERROR_CODES } from '../../../preload/contract';
import { ServiceWorld } from '../../../tests/helpers/worlds/service-world';
import { SECOND } from '../../base/durations';
import { classifyRetry } from './retry';

describe('logins', () => {
  test('are counted over all attempts, and an automatic run makes two at most', async () => {
    const world = new ServiceWorld();
    world.loginsAt = 'after-answer';
    expect((await world.run(await world.service())).logins).toBe(1);
    world.answers = ['DOWNLOAD_BROKEN'];
    const run = await world.run(await world.service());
    // The real failure is reported, not the forbidden retry.
    expect(run).toMatchObject({ attempts: 2, logins: 2, error: { code: 'DOWNLOAD_BROKEN' } });
    const byHand = await world.run(await world.service(), 'manual');
    expect(byHand).toMatchObject({ attempts: 4, logins: 4, error: { code: 'DOWNLOAD_BROKEN' } });
  });

  test.each(['schedule', 'manual'] as const)(
    'are never repeated in a run (%s) after unanswered credentials, whatever the failure',
    async (trigger) => {
      for (const code of ERROR_CODES) {
        const world = new ServiceWorld();
        world.loginsAt = 'before-answer';
        world.answers = [code];
        const run = await world.run(await world.service(), trigger);
        expect(world.loginsSentAt, code).toHaveLength(1);
        expect(run, code).toMatchObject({ outcome: 'failed', attempts: 1, logins: 1 });
        // Only the portal's own answer is reported; after any other error the login is unconfirmed.
        const isAnswer = classifyRetry({ code }) === 'ask-agent';
        expect(run.error?.code, code).toBe(isAnswer ? code : 'LOGIN_UNCONFIRMED');
      }
    },
  );

  test.each(ERROR_CODES)(
    'that were accepted are made twice at most in a run that fails with %s',
    async (code) => {
      const world = new ServiceWorld();
      world.loginsAt = 'after-answer';
      world.answers = [code];
      const run = await world.run(await world.service());
      expect(world.loginsSentAt.length).toBeLessThanOrEqual(2);
      expect(run.error?.code).toBe(code);
    },
  );

  test('that stall are reported as unconfirmed', async () => {
    const world = new ServiceWorld();
    world.loginsAt = 'before-answer';
    world.answers = ['hang'];
    const service = await world.service();
    const started = await service.start('schedule');
    await world.clock.advance(6 * 60 * SECOND);
    expect(started.ok && (await started.value.finished)).toMatchObject({
      outcome: 'failed',
      error: { code: 'LOGIN_UNCONFIRMED' },
    });
  });

  test('beyond the daily limit are made by hand only, without a failure', async () => {
    const world = new ServiceWorld();
    world.loginsAt = 'after-answer';
    const at = world.clock.now();
    world.storedLogins = Array.from({ length: 12 }, () => ({ at, kind: 'manual', answered: true }) as const);
    const service = await world.service();
    expect(await world.run(service)).toMatchObject({
      attempts: 1,
      logins: 0,
      error: { code: 'LOGIN_LIMIT' },
    });
    expect(service.status().metrics).toMatchObject({
      consecutiveFailures: 0,
      errorRate: 0,
      health: 'unknown',
      logins: { last30Days: 12 },
    });
    expect(world.applied).toBe(0);
    expect(await world.run(service, 'manual')).toMatchObject({ outcome: 'success', logins: 1 });
  });

  test('are not made if a retry would fall outside the hours, except by hand', async () => {
    for (const [trigger, attempts] of [
      ['schedule', 2],
      ['manual', 4],
    ] as const) {
      const world = new ServiceWorld();
      const closing = world.clock.now() + 10 * SECOND;
      world.mayRetryAt = (at) => at < closing;
      world.answers = ['DOWNLOAD_BROKEN'];
      expect((await world.run(await world.service(), trigger)).attempts).toBe(attempts);
    }
  });
});
