import { expect, test } from 'vitest';
import type { SyncCounts, SyncRun } from '../../preload/contract';
import type { AppError } from '../../preload/contract';
import { appError } from '../../preload/contract';
import { FakeClock } from '../../tests/helpers/fake-clock';
import { UNFILTERED_LIST } from '../../tests/helpers/logins';
import { aReadExport } from '../../tests/helpers/sync';
import { TestLog } from '../../tests/helpers/test-log';
import { HOUR, MINUTE, SECOND } from '../base/durations';
import type { Result } from '../base/result';
import { fail, ok } from '../base/result';
import { AutomaticSync } from './automatic-sync';
import type { ExportFile, Portal, ScheduleState, SyncStore } from './ports';
import type { LoginEntry } from './run/login-journal';
import { LoginJournal } from './run/login-journal';
import { SyncService } from './run/service';

type Visit = Parameters<Portal['fetchExport']>[0];

const COUNTS: SyncCounts = { processed: 3, added: 0, updated: 0, unchanged: 3, missing: 0 };
const EXPORT: Result<ExportFile, AppError> = ok({
  path: 'export.pdf',
  sizeBytes: 1,
  list: UNFILTERED_LIST,
  dispose: () => Promise.resolve(),
});

/** Simulates a sync whose portal and store a test controls, visit by visit. */
class World {
  readonly clock = new FakeClock();
  readonly log = new TestLog();
  readonly visits: Visit[] = [];
  readonly runs: SyncRun[] = [];
  logins: readonly LoginEntry[] = [];
  prepared = 0;
  abandoned = 0;
  visit: (visit: Visit) => Promise<Result<ExportFile, AppError>> = () => Promise.resolve(EXPORT);
  readonly store: { -readonly [Name in keyof SyncStore]: SyncStore[Name] } = {
    beginRun: () => Promise.resolve(ok((this.#opened += 1))),
    finishRun: (run) => {
      this.runs.push(run);
      return Promise.resolve(ok(null));
    },
    applyExport: () => Promise.resolve(ok(COUNTS)),
    countCustomers: () => Promise.resolve(ok(3)),
    listRuns: () => Promise.resolve(ok([])),
  };
  #opened = 0;

  readonly parts = {
    clock: this.clock,
    store: this.store,
    portal: {
      fetchExport: (visit: Visit) => {
        this.visits.push(visit);
        return this.visit(visit);
      },
      abandon: () => void (this.abandoned += 1),
    },
    reader: {
      prepare: () => {
        this.prepared += 1;
        return () => void (this.prepared -= 1);
      },
      read: () => Promise.resolve(ok(aReadExport(3))),
    },
  };

  readonly journal = new LoginJournal({
    clock: this.clock,
    memory: { load: () => [], save: (entries) => void (this.logins = entries) },
  });

  async service(): Promise<SyncService> {
    const { parts, journal: logins, log } = this;
    const created = await SyncService.create({ parts, logins, log, retryDelaysMs: [] });
    if (!created.ok) {
      throw new Error(created.error.message);
    }
    return created.value;
  }

  async automatic(
    obstacle: () => Promise<AppError | null>,
    save: (state: ScheduleState) => void = () => undefined,
  ): Promise<AutomaticSync> {
    const created = await AutomaticSync.create({
      parts: this.parts,
      log: this.log,
      logins: this.journal,
      retryDelaysMs: [],
      frequencyMs: 30 * MINUTE,
      hours: 'always',
      session: { keepAlive: () => Promise.resolve() },
      installationId: 'one',
      memory: { load: () => null, save },
      environment: { isOnline: () => true, network: () => 'home', isInUse: () => false, random: () => 0.5 },
      obstacle,
    });
    if (!created.ok) {
      throw new Error(created.error.message);
    }
    return created.value;
  }
}

const forever = <Value>(): Promise<Value> => new Promise(() => undefined);

test('late progress of a failed portal visit belongs to no run: no run is shown as under way', async () => {
  const world = new World();
  const service = await world.service();
  world.visit = () => Promise.reject(new Error('Execution context was destroyed'));
  const started = await service.start('schedule');
  expect(started.ok && (await started.value.finished).outcome).toBe('failed');
  world.visits[0]?.onProgress({ stage: 'download', bytesReceived: 1_000 });
  expect(service.status().running).toBeNull();

  world.visit = () => forever();
  await service.start('schedule');
  world.visits[0]?.onProgress({ stage: 'download', bytesReceived: 2_000 });
  expect(service.status().running).toMatchObject({ runNumber: 2, stage: 'login', bytesReceived: 0 });
});

test('progress of an abandoned attempt does not answer the login of the next run', async () => {
  const world = new World();
  const service = await world.service();
  world.visit = ({ logins }) => {
    logins.noteSent();
    return forever();
  };
  await service.start('manual');
  void service.stop('cancelled');
  await world.clock.advance(2 * SECOND);
  await service.start('manual');
  expect(world.journal.isUnanswered).toBe(true);
  world.visits[0]?.onProgress({ stage: 'list', bytesReceived: 0 });
  expect(world.journal.isUnanswered).toBe(true);
});

test('an attempt may not log in once its run is stopped', async () => {
  const world = new World();
  const service = await world.service();
  world.visit = () => forever();
  await service.start('manual');
  const [visit] = world.visits;
  expect(visit?.logins.isAllowed()).toBe(true);
  void service.stop('cancelled');
  expect(visit?.logins.isAllowed()).toBe(false);
});

test('the reader is not prepared for a stopped attempt', async () => {
  const world = new World();
  const service = await world.service();
  world.visit = () => forever();
  await service.start('manual');
  void service.stop('cancelled');
  world.visits[0]?.onProgress({ stage: 'export', bytesReceived: 0 });
  await world.clock.advance(2 * SECOND);
  world.visits[0]?.onProgress({ stage: 'export', bytesReceived: 0 });
  expect(world.prepared).toBe(0);
});

test('an attempt abandoned after its download does not touch the portal session', async () => {
  const world = new World();
  const service = await world.service();
  world.store.applyExport = () => forever();
  await service.start('manual');
  const stopping = service.stop('cancelled');
  await world.clock.advance(MINUTE);
  await stopping;
  expect(world.runs).toMatchObject([{ error: { code: 'STORE_FAILED' } }]);
  expect(world.abandoned).toBe(0);

  world.visit = () => forever();
  await service.start('manual');
  void service.stop('cancelled');
  await world.clock.advance(MINUTE);
  expect(world.abandoned).toBe(1);
});

test('the end of a run stops everything it has left behind', async () => {
  const world = new World();
  const service = await world.service();
  world.visit = () => Promise.reject(new Error('Execution context was destroyed'));
  const started = await service.start('schedule');
  await (started.ok && started.value.finished);
  expect(world.visits[0]?.signal.aborted).toBe(true);
});

test('the export of an abandoned run does not replace a newer one', async () => {
  const world = new World();
  const service = await world.service();
  const applied: number[] = [];
  let release = (): void => undefined;
  const busy = new Promise<void>((resolve) => {
    release = resolve;
  });
  world.store.applyExport = async (_reading, run, _at, _mayMarkAbsent, signal) => {
    await (run === 1 ? busy : undefined);
    if (signal.aborted) {
      return fail(appError('CANCELLED', 'stopped'));
    }
    applied.push(run);
    return ok(COUNTS);
  };
  await service.start('manual');
  const stopping = service.stop('cancelled');
  await world.clock.advance(MINUTE);
  await stopping;
  const second = await service.start('manual');
  expect(second.ok && (await second.value.finished).outcome).toBe('success');
  release();
  await world.clock.advance(MINUTE);
  expect(applied).toEqual([2]);
});

test('a stopped run whose export failed in the cache does not claim that nothing changed', async () => {
  const world = new World();
  const service = await world.service();
  let breakDown = (): void => undefined;
  world.store.applyExport = () =>
    new Promise((_resolve, reject) => {
      breakDown = (): void => reject(new Error('The thread ended after its commit'));
    });
  await service.start('manual');
  await world.clock.advance(SECOND);
  const stopping = service.stop('cancelled');
  breakDown();
  await stopping;
  expect(world.runs).toMatchObject([{ outcome: 'failed', error: { code: 'INTERNAL' } }]);
});

test('a start after a stop begins a new run and does not join the ending one', async () => {
  const world = new World();
  const service = await world.service();
  world.visit = () => (world.visits.length === 1 ? forever() : Promise.resolve(EXPORT));
  await service.start('schedule');
  void service.stop('cancelled');
  const again = service.start('manual');
  await world.clock.advance(2 * SECOND);
  const started = await again;
  expect(started.ok && (await started.value.finished)).toMatchObject({ number: 2, outcome: 'success' });
  expect(world.runs.map(({ outcome }) => outcome)).toEqual(['cancelled', 'success']);
});

test('a start during the opening of a stopped run begins another run', async () => {
  const world = new World();
  const service = await world.service();
  const first = service.start('schedule');
  const stopping = service.stop('interrupted');
  const again = service.start('manual');
  await Promise.all([first, stopping]);
  const started = await again;
  expect(started.ok && (await started.value.finished)).toMatchObject({ number: 2, outcome: 'success' });
});

test('a start waits for one answer only, even if the store lacks many runs', async () => {
  const world = new World();
  const service = await world.service();
  const { finishRun } = world.store;
  world.store.finishRun = () => Promise.resolve(fail(appError('STORE_FAILED', 'busy')));
  for (let run = 0; run < 10; run += 1) {
    const started = await service.start('schedule');
    await (started.ok && started.value.finished);
  }
  world.store.finishRun = () => forever();
  let isStarted = false;
  void service.start('manual').then(() => (isStarted = true));
  await world.clock.advance(90 * SECOND);
  expect(isStarted).toBe(true);
  world.store.finishRun = finishRun;
  await world.clock.advance(5 * MINUTE);
  await service.close();
  expect(world.runs.map(({ number }) => number).sort((a, b) => a - b)).toEqual([
    1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11,
  ]);
});

test('a run whose opening the store answers too late is closed as interrupted', async () => {
  const world = new World();
  const service = await world.service();
  const { beginRun } = world.store;
  let answer = (): void => undefined;
  world.store.beginRun = (...args) =>
    new Promise((resolve) => {
      answer = (): void => resolve(beginRun(...args));
    });
  const refused = service.start('schedule');
  await world.clock.advance(MINUTE);
  expect(await refused).toMatchObject({ ok: false, error: { code: 'STORE_FAILED' } });
  world.store.beginRun = beginRun;
  const next = await service.start('manual');
  answer();
  expect(next.ok && (await next.value.finished).outcome).toBe('success');
  await world.clock.advance(SECOND);
  expect(world.runs.sort((a, b) => a.number - b.number)).toMatchObject([
    { number: 1, outcome: 'success' },
    { number: 2, outcome: 'interrupted', attempts: 0, error: { code: 'INTERRUPTED' } },
  ]);
});

test('a planned sync does nothing if syncing ends during its account lookup', async () => {
  const world = new World();
  const saved: ScheduleState[] = [];
  let answer: (error: AppError | null) => void = () => undefined;
  const sync = await world.automatic(
    () =>
      new Promise((resolve) => {
        answer = resolve;
      }),
    (state) => saved.push(state),
  );
  for (const found of [null, appError('PASSWORD_NEEDED', 'none')]) {
    sync.start();
    await world.clock.advance(10 * SECOND);
    await sync.service.stop('cancelled');
    sync.scheduler.stop();
    const before = saved.length;
    answer(found);
    await world.clock.advance(HOUR);
    expect(world.visits).toHaveLength(0);
    expect(saved).toHaveLength(before);
  }
  await sync.close();
  await world.clock.advance(HOUR);
  expect(world.clock.pendingTimers).toBe(0);
});

test('a planned sync sends nothing if a sync by hand is refused during its account lookup', async () => {
  const world = new World();
  world.visit = ({ logins }) => {
    logins.noteSent();
    return Promise.resolve(fail(appError('LOGIN_REFUSED', 'refused')));
  };
  let requests = 0;
  const sync = await world.automatic(() => {
    requests += 1;
    // The key store answers the planned sync long after the agent has acted.
    return requests === 1 ? forever() : Promise.resolve(null);
  });
  sync.start();
  await world.clock.advance(6 * SECOND);
  const started = await sync.startByHand();
  await (started.ok && started.value.finished);
  await world.clock.advance(HOUR);
  expect(world.visits).toHaveLength(1);
  expect(sync.status().hold).toEqual({ reason: 'blocked', code: 'LOGIN_REFUSED' });
  await sync.close();
});

test('a planned sync sends nothing after the stop of a run by hand that had sent credentials', async () => {
  const world = new World();
  world.visit = ({ logins }) => {
    logins.noteSent();
    return forever();
  };
  let answer = (): void => undefined;
  let requests = 0;
  const sync = await world.automatic(() => {
    requests += 1;
    return requests > 1
      ? Promise.resolve(null)
      : new Promise((resolve) => {
          answer = (): void => resolve(null);
        });
  });
  sync.start();
  await world.clock.advance(6 * SECOND);
  await sync.startByHand();
  void sync.service.stop('cancelled');
  answer();
  await world.clock.advance(HOUR);
  expect(world.visits).toHaveLength(1);
  expect(sync.status().hold).toEqual({ reason: 'blocked', code: 'LOGIN_UNCONFIRMED' });
  await sync.close();
});
