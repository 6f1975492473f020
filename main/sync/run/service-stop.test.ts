import { expect, test } from 'vitest';
import { appError } from '../../../preload/contract';
import { settle } from '../../../tests/helpers/fake-clock';
import { ServiceWorld } from '../../../tests/helpers/worlds/service-world';
import { SECOND } from '../../base/durations';
import { fail, ok } from '../../base/result';

test('a run is cancelled at once, even between attempts, without a failure', async () => {
  const world = new ServiceWorld();
  world.answers = ['DOWNLOAD_BROKEN'];
  const service = await world.service();
  await service.start('manual');
  await world.clock.advance(2 * SECOND);
  await service.stop('cancelled');
  expect(world.runs).toMatchObject([{ outcome: 'cancelled', error: { code: 'CANCELLED' } }]);
  expect(service.status().metrics).toMatchObject({ consecutiveFailures: 0, errorRate: 0, health: 'unknown' });
  expect(world.clock.pendingTimers).toBe(0);
});

test('closing interrupts the run and prevents others', async () => {
  const world = new ServiceWorld();
  world.answers = ['hang'];
  const service = await world.service();
  await service.start('schedule');
  await service.close();
  expect(world.runs).toMatchObject([{ outcome: 'interrupted' }]);
  expect(await service.start('manual')).toMatchObject({ ok: false, error: { code: 'INTERRUPTED' } });
});

test('a sync without progress for 5 minutes is stopped as a failure', async () => {
  const world = new ServiceWorld();
  world.answers = ['hang'];
  const service = await world.service();
  const started = await service.start('schedule');
  await world.clock.advance(5 * 60 * SECOND - 1);
  expect(service.isRunning).toBe(true);
  await world.clock.advance(1);
  expect(started.ok && (await started.value.finished)).toMatchObject({
    outcome: 'failed',
    attempts: 1,
    error: { code: 'NO_PROGRESS' },
  });
  expect(service.status().metrics.consecutiveFailures).toBe(1);
  expect(world.clock.pendingTimers).toBe(0);
});

test('an unresponsive attempt is abandoned and its window closed, and the next run starts', async () => {
  const world = new ServiceWorld();
  world.answers = ['deaf', 'export'];
  const service = await world.service();
  await service.start('schedule');
  await world.clock.advance(6 * 60 * SECOND);
  expect(world.runs).toMatchObject([{ outcome: 'failed', error: { code: 'NO_PROGRESS' } }]);
  expect(world.abandoned).toBe(1);
  expect((await world.run(service)).outcome).toBe('success');
  expect(world.abandoned).toBe(1);
  expect(world.clock.pendingTimers).toBe(0);
});

test('cancelling takes at most a second, even if an attempt ignores it', async () => {
  const world = new ServiceWorld();
  world.answers = ['deaf'];
  const service = await world.service();
  await service.start('manual');
  const stopped = service.stop('cancelled');
  await world.clock.advance(SECOND);
  await stopped;
  expect(world.runs).toMatchObject([{ outcome: 'cancelled', durationMs: SECOND }]);
  expect(world.abandoned).toBe(1);
  expect(service.isRunning).toBe(false);
});

test('cancelling during the opening ends the run before the portal is contacted', async () => {
  const world = new ServiceWorld();
  const service = await world.service();
  const started = service.start('manual');
  await service.stop('cancelled');
  expect((await started).ok).toBe(true);
  expect(world.runs).toMatchObject([{ outcome: 'cancelled', attempts: 0 }]);
  expect(world.attemptedAt).toEqual([]);
});

test('a cancelled run waits for its current transaction, whose outcome stands', async () => {
  const world = new ServiceWorld();
  const service = await world.service();
  let applied = (): void => undefined;
  world.store.applyExport = () =>
    new Promise((resolve) => {
      applied = () => resolve(ok({ processed: 10, added: 0, updated: 0, unchanged: 10, missing: 0 }));
    });
  const started = await service.start('manual');
  await settle();
  const stopped = service.stop('cancelled');
  await world.clock.advance(20 * SECOND);
  expect(service.isRunning).toBe(true);
  applied();
  await stopped;
  expect(started.ok && (await started.value.finished).outcome).toBe('success');
  expect(world.abandoned).toBe(0);
});

test('repeated progress reports of the portal do not count as progress', async () => {
  const world = new ServiceWorld();
  const service = await world.service();
  world.portal.fetchExport = ({ signal, onProgress }) => {
    const again = (): void => {
      onProgress({ stage: 'export', bytesReceived: 0 });
      world.clock.setTimer(SECOND, again);
    };
    again();
    return new Promise((resolve) => {
      signal.addEventListener('abort', () => resolve(fail(appError('CANCELLED', 'stopped'))));
    });
  };
  await service.start('schedule');
  await world.clock.advance(6 * 60 * SECOND);
  expect(world.runs).toMatchObject([{ outcome: 'failed', error: { code: 'NO_PROGRESS' } }]);
});
