import { expect, test } from 'vitest';
import { FakeClock, settle } from '../../tests/helpers/fake-clock';
import { manyCustomers } from '../../tests/helpers/customers';
import type { AppError, ErrorCode, SyncProgress, SyncRun } from '../../preload/contract';
import { ERROR_CODES, appError } from '../../preload/contract';
import { SECOND } from '../base/durations';
import { fail, ok } from '../base/result';
import type { Portal, Reader, SyncStore } from './ports';
import { RETRY_CLASSES, RETRY_DELAYS_MS } from './retry';
import { SyncService } from './service';

/** Parts that do what a test says, and note what was asked of them. */
class World {
  readonly clock = new FakeClock();
  readonly lines: string[] = [];
  readonly runs: SyncRun[] = [];
  readonly disposed: string[] = [];
  readonly attemptedAt: number[] = [];
  applied = 0;
  /** What the portal answers, attempt by attempt; the last answer stands for all further ones. */
  answers: readonly (ErrorCode | 'export' | 'hang' | 'deaf')[] = ['export'];
  #opened = 0;

  readonly portal: Portal = {
    fetchExport: async ({ signal, onProgress }) => {
      const answer = this.answers[Math.min(this.attemptedAt.length, this.answers.length - 1)] ?? 'export';
      this.attemptedAt.push(this.clock.monotonicMs());
      onProgress({ stage: 'login', bytesReceived: 0 });
      if (answer === 'deaf') {
        await new Promise(() => undefined);
      }
      if (answer === 'hang' || answer === 'deaf') {
        await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()));
        return fail(appError('CANCELLED', 'cancelled'));
      }
      if (answer !== 'export') {
        return fail(appError(answer, 'as told'));
      }
      const path = `export-${this.attemptedAt.length}.pdf`;
      return ok({ path, sizeBytes: 1_000, dispose: () => Promise.resolve(void this.disposed.push(path)) });
    },
  };

  readonly reader: Reader = {
    read: (_path, { onProgress }) => {
      onProgress(5, 10);
      return Promise.resolve(
        ok({
          customers: manyCustomers(10),
          warnings: [{ code: 'UNKNOWN_COLUMN', column: 'ZONA' }],
          pages: 8,
          declaredCount: 10,
          sums: { printed: 6, verified: 6 },
        }),
      );
    },
  };

  readonly store: { -readonly [Name in keyof SyncStore]: SyncStore[Name] } = {
    beginRun: () => {
      this.#opened += 1;
      return Promise.resolve(ok(this.#opened));
    },
    finishRun: (run) => {
      this.runs.push(run);
      return Promise.resolve(ok(null));
    },
    applyExport: () => {
      this.applied += 1;
      return Promise.resolve(ok({ processed: 10, added: 10, updated: 0, unchanged: 0, missing: 0 }));
    },
    countCustomers: () => Promise.resolve(ok(10)),
    listRuns: () => Promise.resolve(ok([])),
  };

  async service(): Promise<SyncService> {
    const note = (line: string): void => void this.lines.push(line);
    const { portal, reader, store, clock } = this;
    const created = await SyncService.create({
      parts: { portal, reader, store, clock },
      log: { info: note, warn: note, error: note },
      retryDelaysMs: RETRY_DELAYS_MS,
    });
    if (!created.ok) {
      throw new Error(created.error.message);
    }
    return created.value;
  }

  /** One run from start to end, with as much time as it needs. */
  async run(service: SyncService, trigger: 'schedule' | 'manual' = 'schedule'): Promise<SyncRun> {
    const started = await service.start(trigger);
    if (!started.ok) {
      throw new Error(started.error.message);
    }
    await this.clock.advance(60 * SECOND);
    return started.value.finished;
  }
}

test('stores what a successful run did, and removes the download', async () => {
  const world = new World();
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
    },
    error: null,
  });
  expect(world.runs).toEqual([run]);
  expect(world.disposed).toEqual(['export-1.pdf']);
});

test('tries again after 5, 10 and 20 s, and then fails without touching the cache', async () => {
  const world = new World();
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

test('tries again once after a total that differs, and then not before the next slot', async () => {
  const world = new World();
  world.answers = ['COUNT_MISMATCH'];
  expect(await world.run(await world.service())).toMatchObject({ outcome: 'failed', attempts: 2 });
  expect(world.attemptedAt).toEqual([0, 5 * SECOND]);
});

test('succeeds at a later attempt and says how many it took', async () => {
  const world = new World();
  world.answers = ['PORTAL_UNREACHABLE', 'export'];
  expect(await world.run(await world.service())).toMatchObject({
    outcome: 'success',
    attempts: 2,
    error: null,
  });
});

test.each(ERROR_CODES.filter((code) => RETRY_CLASSES[code] !== 'quick' && RETRY_CLASSES[code] !== 'once'))(
  'never tries again by itself after %s',
  async (code) => {
    const world = new World();
    world.answers = [code];
    expect((await world.run(await world.service())).attempts).toBe(1);
  },
);

test('joins a second request to the run under way', async () => {
  const world = new World();
  world.answers = ['hang'];
  const service = await world.service();
  const [first, second] = await Promise.all([service.start('schedule'), service.start('manual')]);
  const third = await service.start('manual');
  expect([first.ok, second.ok, third.ok]).toEqual([true, true, true]);
  expect(world.attemptedAt).toHaveLength(1);
  await service.stop('cancelled');
  expect(world.runs).toHaveLength(1);
});

test('is cancelled at once, also while it waits for the next attempt, and that is no failure', async () => {
  const world = new World();
  world.answers = ['DOWNLOAD_BROKEN'];
  const service = await world.service();
  await service.start('manual');
  await world.clock.advance(2 * SECOND);
  await service.stop('cancelled');
  expect(world.runs).toMatchObject([{ outcome: 'cancelled', error: { code: 'CANCELLED' } }]);
  expect(service.status().metrics).toMatchObject({ consecutiveFailures: 0, errorRate: 0, health: 'unknown' });
  expect(world.clock.pendingTimers).toBe(0);
});

test('is interrupted when it is closed, and starts nothing afterwards', async () => {
  const world = new World();
  world.answers = ['hang'];
  const service = await world.service();
  await service.start('schedule');
  await service.close();
  expect(world.runs).toMatchObject([{ outcome: 'interrupted' }]);
  expect(await service.start('manual')).toMatchObject({ ok: false, error: { code: 'INTERRUPTED' } });
});

test('raises the alarm at the third failure in a row, once, and is well again after a success', async () => {
  const world = new World();
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

test('tells the agent once an episode, however often syncs fail, and not of what the agent saw fail', async () => {
  const world = new World();
  world.answers = ['PORTAL_TIMEOUT'];
  const service = await world.service();
  const told: string[] = [];
  service.alerted.on((kind) => told.push(kind));
  for (let run = 0; run < 5; run += 1) {
    await world.run(service, 'manual');
  }
  expect(told).toEqual([]);
  for (let run = 0; run < 50; run += 1) {
    await world.run(service);
  }
  expect(told).toEqual(['degraded']);
  expect(world.lines.filter((line) => line.startsWith('ALERT'))).toHaveLength(1);
  world.answers = ['export'];
  await world.run(service, 'manual');
  world.answers = ['PORTAL_TIMEOUT'];
  for (let run = 0; run < 10; run += 1) {
    await world.run(service);
  }
  expect(told).toEqual(['degraded', 'degraded']);
});

test('goes on with the episode of the last start, and does not know its health before the first check', async () => {
  const world = new World();
  world.answers = ['PORTAL_TIMEOUT'];
  const first = await world.service();
  for (let run = 0; run < 3; run += 1) {
    await world.run(first);
  }
  world.store.listRuns = () => Promise.resolve(ok([...world.runs].reverse()));
  const second = await world.service();
  const told: string[] = [];
  second.alerted.on((kind) => told.push(kind));
  expect(second.status().metrics).toMatchObject({ consecutiveFailures: 3, health: 'unknown' });
  await world.run(second);
  expect(second.status().metrics).toMatchObject({ consecutiveFailures: 4, health: 'degraded' });
  expect(told).toEqual([]);
});

test('stops a sync without progress for 5 minutes, which is a failure', async () => {
  const world = new World();
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

test('does not wait for ever for what does not let itself be stopped', async () => {
  const world = new World();
  world.answers = ['deaf', 'export'];
  const service = await world.service();
  await service.start('schedule');
  await world.clock.advance(6 * 60 * SECOND);
  expect(world.runs).toMatchObject([{ outcome: 'failed', error: { code: 'NO_PROGRESS' } }]);
  expect((await world.run(service)).outcome).toBe('success');
  expect(world.clock.pendingTimers).toBe(0);
});

test('waits for the agent after a refused login', async () => {
  const world = new World();
  world.answers = ['LOGIN_REFUSED'];
  const service = await world.service();
  await world.run(service);
  expect(service.status().metrics.health).toBe('blocked');
});

test('tells progress that only goes forward, with real counts', async () => {
  const world = new World();
  const service = await world.service();
  const told: SyncProgress[] = [];
  service.progressed.on((progress) => told.push(progress));
  await world.run(service);
  const fractions = told.map(({ fraction }) => fraction);
  expect(fractions).toEqual([...fractions].sort((a, b) => a - b));
  expect(told.map(({ stage }) => stage)).toEqual(expect.arrayContaining(['read', 'apply']));
  expect(told.at(-1)).toMatchObject({ customersRead: 10, customersExpected: 10 });
});

test('does not start when the cache cannot open a run, and says why', async () => {
  const world = new World();
  const service = await world.service();
  const error: AppError = appError('DISK_FULL', 'no space');
  world.store.beginRun = () => Promise.resolve(fail(error));
  expect(await service.start('manual')).toEqual({ ok: false, error });
  expect(service.isRunning).toBe(false);
  await settle();
  expect(world.attemptedAt).toEqual([]);
});
