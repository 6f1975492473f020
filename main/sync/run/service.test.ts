import { describe, expect, test, vi } from 'vitest';
import type { AppError, SyncProgress } from '../../../preload/contract';
import { appError } from '../../../preload/contract';
import { settle } from '../../../tests/helpers/fake-clock';
import { UNFILTERED_LIST } from '../../../tests/helpers/logins';
import { ServiceWorld } from '../../../tests/helpers/worlds/service-world';
import { fail } from '../../base/result';

test('a successful run is stored, and its download removed', async () => {
  const world = new ServiceWorld();
  const run = await world.run(await world.service());
  expect(run).toMatchObject({
    number: 1,
    outcome: 'success',
    attempts: 1,
    counts: { processed: 10, added: 10 },
    bytes: 1_000,
    pages: 8,
    warnings: { UNKNOWN_COLUMN: 1 },
    reading: {
      sums: { printed: 6, verified: 6 },
      columns: [{ code: 'UNKNOWN_COLUMN', column: 'ZONA' }],
      filter: null,
    },
    error: null,
  });
  expect(world.runs).toEqual([run]);
  expect(world.disposed).toEqual(['export-1.pdf']);
});

test('the reader is prepared after the login and released whatever the outcome of the export', async () => {
  const world = new ServiceWorld();
  world.answers = ['LOGIN_REFUSED'];
  const service = await world.service();
  await world.run(service);
  expect(world.prepared).toBe(0);
  world.answers = ['hang'];
  world.loginsAt = 'after-answer';
  const started = await service.start('manual');
  await settle();
  expect([world.prepared, world.unprepared]).toEqual([1, 0]);
  expect(started.ok).toBe(true);
  await service.stop('cancelled');
  expect(world.prepared).toBe(1);
  // The stop undoes the preparation. The end of the attempt may undo it again, without effect.
  expect(world.unprepared).toBeGreaterThan(0);
});

test('a second request joins the current run', async () => {
  const world = new ServiceWorld();
  world.answers = ['hang'];
  const service = await world.service();
  const [first, second] = await Promise.all([service.start('schedule'), service.start('manual')]);
  const third = await service.start('manual');
  expect([first.ok, second.ok, third.ok]).toEqual([true, true, true]);
  expect(world.attemptedAt).toHaveLength(1);
  await service.stop('cancelled');
  expect(world.runs).toHaveLength(1);
});

test('a run that the store did not record is recorded before the next one', async () => {
  const world = new ServiceWorld();
  const { finishRun } = world.store;
  const service = await world.service();
  world.store.finishRun = () => Promise.reject(new Error('held'));
  await world.run(service);
  expect(world.runs).toEqual([]);
  world.store.finishRun = finishRun;
  await world.run(service);
  expect(world.runs.map(({ number }) => number)).toEqual([1, 2]);
});

test('the reported progress only increases and has real counts', async () => {
  const world = new ServiceWorld();
  const service = await world.service();
  const reported: SyncProgress[] = [];
  service.progressed.on((progress) => reported.push(progress));
  await world.run(service);
  const fractions = reported.map(({ fraction }) => fraction);
  expect(fractions).toEqual([...fractions].sort((a, b) => a - b));
  expect(reported.map(({ stage }) => stage)).toEqual(expect.arrayContaining(['read', 'apply']));
  expect(reported.at(-1)).toMatchObject({ customersRead: 10, customersExpected: 10 });
});

test('a run that the cache cannot open does not start and returns the error', async () => {
  const world = new ServiceWorld();
  const service = await world.service();
  const error: AppError = appError('DISK_FULL', 'no space');
  world.store.beginRun = () => Promise.resolve(fail(error));
  expect(await service.start('manual')).toEqual({ ok: false, error });
  expect(service.isRunning).toBe(false);
  await settle();
  expect(world.attemptedAt).toEqual([]);
});

describe('the facts shown by the list', () => {
  test('an export with another number of rows is retried once and changes nothing', async () => {
    const world = new ServiceWorld();
    world.list = { filter: null, total: 11 };
    const run = await world.run(await world.service());
    expect(run).toMatchObject({
      outcome: 'failed',
      attempts: 2,
      error: { code: 'COUNT_MISMATCH', details: { listed: 11, read: 10 } },
    });
    expect(world.applied).toBe(0);
    expect(world.disposed).toHaveLength(2);
    // Without a declared total, the rows are counted.
    world.reading = { ...world.reading, declaredCount: null, warnings: [{ code: 'DUPLICATE_ID', row: 2 }] };
    expect((await world.run(await world.service())).outcome).toBe('success');
  });

  test('the customers of an export are released, applied or not', async () => {
    const world = new ServiceWorld();
    const close = vi.spyOn(world.reading.rows, 'close');
    await world.run(await world.service());
    expect([world.applied, close.mock.calls.length]).toEqual([1, 1]);
    world.list = { filter: null, total: 11 };
    const { attempts } = await world.run(await world.service());
    expect([world.applied, close.mock.calls.length]).toEqual([1, 1 + attempts]);
  });

  test('a filter is kept and reported with the run, marks no customer missing, and is not logged by name', async () => {
    const world = new ServiceWorld();
    world.list = { filter: 'Clienti esclusivi', total: 10 };
    const service = await world.service();
    expect((await world.run(service)).reading?.filter).toBe('Clienti esclusivi');
    expect(service.status().listFilter).toBe('Clienti esclusivi');
    expect(world.lines.join()).toContain('a filter is on');
    expect(world.lines.join()).not.toContain('esclusivi');
    world.answers = ['PORTAL_TIMEOUT'];
    await world.run(service);
    expect(service.status().listFilter).toBe('Clienti esclusivi');
    world.answers = ['export'];
    world.list = UNFILTERED_LIST;
    await world.run(service);
    expect(service.status().listFilter).toBeNull();
    expect(world.mayMarkAbsent).toEqual([false, true]);
  });
});
