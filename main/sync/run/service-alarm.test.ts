import { expect, test } from 'vitest';
import { ServiceWorld } from '../../../tests/helpers/worlds/service-world';
import { ok } from '../../base/result';

test('the alarm is raised once, at the third failure in a row, and ends with a success', async () => {
  const world = new ServiceWorld();
  world.answers = ['PORTAL_TIMEOUT'];
  const service = await world.service();
  const healths: string[] = [];
  for (let run = 0; run < 5; run += 1) {
    await world.run(service);
    healths.push(service.status().metrics.health);
  }
  expect(healths).toEqual(['failing', 'failing', 'degraded', 'degraded', 'degraded']);
  expect(world.lines.filter((line) => line.startsWith('ALERT'))).toHaveLength(1);
  world.answers = ['export'];
  await world.run(service);
  expect(service.status().metrics).toMatchObject({
    consecutiveFailures: 0,
    health: 'healthy',
    totalSyncs: 6,
  });
});

test('the agent is notified once per episode, and not of failures the agent has seen', async () => {
  const world = new ServiceWorld();
  world.answers = ['PORTAL_TIMEOUT'];
  const service = await world.service();
  const reported: string[] = [];
  service.alerted.on((kind) => reported.push(kind));
  for (let run = 0; run < 5; run += 1) {
    await world.run(service, 'manual');
  }
  expect(reported).toEqual([]);
  for (let run = 0; run < 50; run += 1) {
    await world.run(service);
  }
  expect(reported).toEqual(['degraded']);
  expect(world.lines.filter((line) => line.startsWith('ALERT'))).toHaveLength(1);
  world.answers = ['export'];
  await world.run(service, 'manual');
  world.answers = ['PORTAL_TIMEOUT'];
  for (let run = 0; run < 10; run += 1) {
    await world.run(service);
  }
  expect(reported).toEqual(['degraded', 'degraded']);
});

test('a run that only waits for an allowed login does not raise the alarm again', async () => {
  const world = new ServiceWorld();
  const service = await world.service();
  const reported: string[] = [];
  service.alerted.on((kind) => reported.push(kind));
  for (const answer of ['PORTAL_TIMEOUT', 'PORTAL_TIMEOUT', 'PORTAL_TIMEOUT', 'LOGIN_LIMIT'] as const) {
    world.answers = [answer];
    await world.run(service);
  }
  expect(reported).toEqual(['degraded']);
});

test('the episode continues over a restart, and the health is unknown before the first check', async () => {
  const world = new ServiceWorld();
  world.answers = ['PORTAL_TIMEOUT'];
  const first = await world.service();
  for (let run = 0; run < 3; run += 1) {
    await world.run(first);
  }
  world.store.listRuns = () => Promise.resolve(ok([...world.runs].reverse()));
  const second = await world.service();
  const reported: string[] = [];
  second.alerted.on((kind) => reported.push(kind));
  expect(second.status().metrics).toMatchObject({ consecutiveFailures: 3, health: 'unknown' });
  await world.run(second);
  expect(second.status().metrics).toMatchObject({ consecutiveFailures: 4, health: 'degraded' });
  expect(reported).toEqual([]);
});

test('failed runs by hand are not counted', async () => {
  const world = new ServiceWorld();
  world.answers = ['PORTAL_TIMEOUT'];
  const service = await world.service();
  for (let run = 0; run < 4; run += 1) {
    await world.run(service, 'manual');
  }
  expect(service.status().metrics).toMatchObject({ consecutiveFailures: 0, health: 'failing', errorRate: 1 });
});

test('a refused login waits for the agent', async () => {
  const world = new ServiceWorld();
  world.answers = ['LOGIN_REFUSED'];
  const service = await world.service();
  await world.run(service);
  expect(service.status().metrics.health).toBe('blocked');
});
