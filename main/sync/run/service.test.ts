import { describe, expect, test, vi } from 'vitest';
import type { AppError, ErrorCode, SyncProgress, SyncRun, SyncTrigger } from '../../../preload/contract';
import { ERROR_CODES, appError } from '../../../preload/contract';
import { FakeClock, settle } from '../../../tests/helpers/fake-clock';
import { WHOLE_LIST, loginJournal } from '../../../tests/helpers/logins';
import { aReadExport } from '../../../tests/helpers/sync';
import { SECOND } from '../../base/durations';
import { fail, ok } from '../../base/result';
import type { ListFacts, Portal, Reader, SyncStore } from '../ports';
import type { LoginEntry } from './login-journal';
import { RETRY_DELAYS_MS, classifyRetry } from './retry';
import { SyncService } from './service';

/** Provides parts that a test controls, and records their calls. */
class World {
  readonly clock = new FakeClock();
  readonly lines: string[] = [];
  readonly runs: SyncRun[] = [];
  readonly disposed: string[] = [];
  readonly attemptedAt: number[] = [];
  applied = 0;
  /** The portal's answer per attempt; the last one repeats. */
  answers: readonly (ErrorCode | 'export' | 'hang' | 'deaf')[] = ['export'];
  list: ListFacts = WHOLE_LIST;
  reading = aReadExport(10, {
    warnings: [{ code: 'UNKNOWN_COLUMN', column: 'ZONA' }],
    sums: { printed: 6, verified: 6 },
  });
  /** The point at which the portal asks for a login, per attempt. */
  loginsAt: 'never' | 'before-answer' | 'after-answer' = 'never';
  storedLogins: readonly LoginEntry[] = [];
  mayRetryAt: ((at: number) => boolean) | null = null;
  /** The value of `mayMarkAbsent` per export. */
  readonly mayMarkAbsent: boolean[] = [];
  readonly loginsSentAt: number[] = [];
  #opened = 0;

  readonly portal: { -readonly [Name in keyof Portal]: Portal[Name] } = {
    fetchExport: async ({ signal, logins, onProgress }) => {
      const answer = this.answers[Math.min(this.attemptedAt.length, this.answers.length - 1)] ?? 'export';
      this.attemptedAt.push(this.clock.monotonicMs());
      onProgress({ stage: 'login', bytesReceived: 0 });
      if (this.loginsAt !== 'never') {
        if (!logins.isAllowed()) {
          return fail(appError('LOGIN_LIMIT', 'no more logins'));
        }
        logins.noteSent();
        this.loginsSentAt.push(this.clock.monotonicMs());
        if (this.loginsAt === 'after-answer') {
          onProgress({ stage: 'list', bytesReceived: 0 });
        }
      }
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
      const dispose = (): Promise<void> => Promise.resolve(void this.disposed.push(path));
      return ok({ path, sizeBytes: 1_000, list: this.list, dispose });
    },
    abandon: () => void (this.abandoned += 1),
  };

  abandoned = 0;

  /** The number of prepared reads. */
  prepared = 0;
  unprepared = 0;

  readonly reader: Reader = {
    prepare: () => {
      this.prepared += 1;
      return () => {
        this.unprepared += 1;
      };
    },
    read: (_path, { onProgress }) => {
      onProgress(5, 10);
      return Promise.resolve(ok(this.reading));
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
    applyExport: (_reading, _run, _at, mayMarkAbsent) => {
      this.applied += 1;
      this.mayMarkAbsent.push(mayMarkAbsent);
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
      logins: loginJournal(clock, this.storedLogins),
      ...(this.mayRetryAt === null ? {} : { mayRetryAt: this.mayRetryAt }),
      log: { info: note, warn: note, error: note },
      retryDelaysMs: RETRY_DELAYS_MS,
    });
    if (!created.ok) {
      throw new Error(created.error.message);
    }
    return created.value;
  }

  /** Runs one sync from start to end, with unlimited time. */
  async run(service: SyncService, trigger: SyncTrigger = 'schedule'): Promise<SyncRun> {
    const started = await service.start(trigger);
    if (!started.ok) {
      throw new Error(started.error.message);
    }
    await this.clock.advance(60 * SECOND);
    return started.value.finished;
  }
}

test('a successful run is stored, and its download removed', async () => {
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
      filter: null,
    },
    error: null,
  });
  expect(world.runs).toEqual([run]);
  expect(world.disposed).toEqual(['export-1.pdf']);
});

test('the reader is prepared after the login and released whatever the outcome of the export', async () => {
  const world = new World();
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
  // Called on the stop, and again without effect at the end of the attempt.
  expect(world.unprepared).toBeGreaterThan(0);
});

test('a run tries again after 5, 10 and 20 s, and then fails without touching the cache', async () => {
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

test('a differing total is retried once, and then not before the next slot', async () => {
  const world = new World();
  world.answers = ['COUNT_MISMATCH'];
  expect(await world.run(await world.service())).toMatchObject({ outcome: 'failed', attempts: 2 });
  expect(world.attemptedAt).toEqual([0, 5 * SECOND]);
});

test('a run that succeeds at a later attempt reports the number of attempts', async () => {
  const world = new World();
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
    const world = new World();
    world.answers = [code];
    expect((await world.run(await world.service())).attempts).toBe(1);
  },
);

test('a second request joins the current run', async () => {
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

test('a run is cancelled at once, even between attempts, without a failure', async () => {
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

test('closing interrupts the run and prevents others', async () => {
  const world = new World();
  world.answers = ['hang'];
  const service = await world.service();
  await service.start('schedule');
  await service.close();
  expect(world.runs).toMatchObject([{ outcome: 'interrupted' }]);
  expect(await service.start('manual')).toMatchObject({ ok: false, error: { code: 'INTERRUPTED' } });
});

test('the alarm is raised once, at the third failure in a row, and ends with a success', async () => {
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

test('the agent is notified once per episode, and not of failures the agent has seen', async () => {
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

test('a run that only waits for an allowed login does not raise the alarm again', async () => {
  const world = new World();
  const service = await world.service();
  const told: string[] = [];
  service.alerted.on((kind) => told.push(kind));
  for (const answer of ['PORTAL_TIMEOUT', 'PORTAL_TIMEOUT', 'PORTAL_TIMEOUT', 'LOGIN_LIMIT'] as const) {
    world.answers = [answer];
    await world.run(service);
  }
  expect(told).toEqual(['degraded']);
});

test('the episode continues over a restart, and the health is unknown before the first check', async () => {
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

test('a sync without progress for 5 minutes is stopped as a failure', async () => {
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

test('an unresponsive attempt is abandoned and its window closed, and the next run starts', async () => {
  const world = new World();
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
  const world = new World();
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
  const world = new World();
  const service = await world.service();
  const started = service.start('manual');
  await service.stop('cancelled');
  expect((await started).ok).toBe(true);
  expect(world.runs).toMatchObject([{ outcome: 'cancelled', attempts: 0 }]);
  expect(world.attemptedAt).toEqual([]);
});

test('a cancelled run waits for its current transaction, whose outcome stands', async () => {
  const world = new World();
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
  const world = new World();
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

test('a run that the store did not record is recorded before the next one', async () => {
  const world = new World();
  const { finishRun } = world.store;
  const service = await world.service();
  world.store.finishRun = () => Promise.reject(new Error('held'));
  await world.run(service);
  expect(world.runs).toEqual([]);
  world.store.finishRun = finishRun;
  await world.run(service);
  expect(world.runs.map(({ number }) => number)).toEqual([1, 2]);
});

test('the number of remaining attempts is reported as soon as it is known', async () => {
  const world = new World();
  world.answers = ['COUNT_MISMATCH'];
  const service = await world.service();
  const said: [attempt: number, of: number][] = [];
  service.progressed.on(({ attempt, maxAttempts }) => said.push([attempt, maxAttempts]));
  await world.run(service);
  expect(said.at(-1)).toEqual([2, 2]);
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

test('failed runs by hand are not counted', async () => {
  const world = new World();
  world.answers = ['PORTAL_TIMEOUT'];
  const service = await world.service();
  for (let run = 0; run < 4; run += 1) {
    await world.run(service, 'manual');
  }
  expect(service.status().metrics).toMatchObject({ consecutiveFailures: 0, health: 'failing', errorRate: 1 });
});

test('a refused login waits for the agent', async () => {
  const world = new World();
  world.answers = ['LOGIN_REFUSED'];
  const service = await world.service();
  await world.run(service);
  expect(service.status().metrics.health).toBe('blocked');
});

test('the reported progress only increases and has real counts', async () => {
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

test('a run that the cache cannot open does not start and returns the error', async () => {
  const world = new World();
  const service = await world.service();
  const error: AppError = appError('DISK_FULL', 'no space');
  world.store.beginRun = () => Promise.resolve(fail(error));
  expect(await service.start('manual')).toEqual({ ok: false, error });
  expect(service.isRunning).toBe(false);
  await settle();
  expect(world.attemptedAt).toEqual([]);
});

describe('logins', () => {
  test('are counted over all attempts, and an automatic run makes two at most', async () => {
    const world = new World();
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
        const world = new World();
        world.loginsAt = 'before-answer';
        world.answers = [code];
        const run = await world.run(await world.service(), trigger);
        expect(world.loginsSentAt, code).toHaveLength(1);
        expect(run, code).toMatchObject({ outcome: 'failed', attempts: 1, logins: 1 });
        // Only an answer of the portal stands; any other error leaves the acceptance open.
        const isAnswer = classifyRetry({ code }) === 'ask-agent';
        expect(run.error?.code, code).toBe(isAnswer ? code : 'LOGIN_UNCONFIRMED');
      }
    },
  );

  test.each(ERROR_CODES)(
    'that were accepted are made twice at most in a run that fails with %s',
    async (code) => {
      const world = new World();
      world.loginsAt = 'after-answer';
      world.answers = [code];
      const run = await world.run(await world.service());
      expect(world.loginsSentAt.length).toBeLessThanOrEqual(2);
      expect(run.error?.code).toBe(code);
    },
  );

  test('that stall are reported as unconfirmed', async () => {
    const world = new World();
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
    const world = new World();
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
      const world = new World();
      const closing = world.clock.now() + 10 * SECOND;
      world.mayRetryAt = (at) => at < closing;
      world.answers = ['DOWNLOAD_BROKEN'];
      expect((await world.run(await world.service(), trigger)).attempts).toBe(attempts);
    }
  });
});

describe('the facts shown by the list', () => {
  test('an export with another number of rows is retried once and changes nothing', async () => {
    const world = new World();
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
    const world = new World();
    const close = vi.spyOn(world.reading.rows, 'close');
    await world.run(await world.service());
    expect([world.applied, close.mock.calls.length]).toEqual([1, 1]);
    world.list = { filter: null, total: 11 };
    const { attempts } = await world.run(await world.service());
    expect([world.applied, close.mock.calls.length]).toEqual([1, 1 + attempts]);
  });

  test('a filter is kept and reported with the run, marks no customer missing, and is not logged by name', async () => {
    const world = new World();
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
    world.list = WHOLE_LIST;
    await world.run(service);
    expect(service.status().listFilter).toBeNull();
    expect(world.mayMarkAbsent).toEqual([false, true]);
  });
});
