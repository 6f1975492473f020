import { expect, test } from 'vitest';
import { ERROR_CODES } from '../../../preload/contract';
import { ServiceWorld } from '../../../tests/helpers/worlds/service-world';
import { SECOND } from '../../base/durations';
import { classifyRetry } from './retry';

test('a run tries again after 5, 10 and 20 s, and then fails without touching the cache', async () => {
  const world = new ServiceWorld();
  world.answers = ['DOWNLOAD_BROKEN'];
  const run = await world.run(await world.service());
  expect(run).toMatchObject({
    outcome: 'failed',
    attempts: 4,
    reading: null,
    error: { code: 'DOWNLOAD_BROKEN' },
  });
  expect(world.attemptedAt).toEqual([0, 5 * SECOND, 15 * SECOND, 35 * SECOND]);
  expect(world.applied).toBe(0);
  expect(world.lines.filter((line) => /^Background sync attempt \d\/4$/.test(line))).toHaveLength(4);
});

test('a differing total is retried once, and then not before the next slot', async () => {
  const world = new ServiceWorld();
  world.answers = ['COUNT_MISMATCH'];
  expect(await world.run(await world.service())).toMatchObject({ outcome: 'failed', attempts: 2 });
  expect(world.attemptedAt).toEqual([0, 5 * SECOND]);
});

test('a run that succeeds at a later attempt reports the number of attempts', async () => {
  const world = new ServiceWorld();
  world.answers = ['PORTAL_UNREACHABLE', 'export'];
  expect(await world.run(await world.service())).toMatchObject({
    outcome: 'success',
    attempts: 2,
    error: null,
  });
});

test.each(ERROR_CODES.filter((code) => !['quick', 'once'].includes(classifyRetry({ code }))))(
  'no automatic retry follows %s',
  async (code) => {
    const world = new ServiceWorld();
    world.answers = [code];
    expect((await world.run(await world.service())).attempts).toBe(1);
  },
);

test('the number of remaining attempts is reported as soon as it is known', async () => {
  const world = new ServiceWorld();
  world.answers = ['COUNT_MISMATCH'];
  const service = await world.service();
  const progress: [attempt: number, of: number][] = [];
  service.progressed.on(({ attempt, maxAttempts }) => progress.push([attempt, maxAttempts]));
  await world.run(service);
  expect(progress.at(-1)).toEqual([2, 2]);
  expect(world.lines).toContain('Background sync attempt 2/2');
  expect(world.lines).toContain('All retries exhausted, giving up');
  // An automatic run logs in twice at most.
  world.answers = ['DOWNLOAD_BROKEN'];
  world.loginsAt = 'after-answer';
  await world.run(service);
  expect(world.lines.filter((line) => line.includes('attempt'))).toContain('Background sync attempt 2/2');
  await world.run(service, 'manual');
  expect(world.lines).toContain('Manual sync attempt 4/4');
});
