import { closeSync, fstatSync, openSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import type { MessagePort, Worker } from 'node:worker_threads';
import Database from 'better-sqlite3';
import { expect, onTestFinished, test } from 'vitest';
import { systemClock } from '../../main/base/clock';
import type { CustomersOptions } from '../../main/customers/client';
import { Customers } from '../../main/customers/client';
import { SpareThreads } from '../../main/customers/threads/spare-threads';
import { TIDY_AFTER_MS } from '../../main/customers/threads/thread-supervisor';
import { asReaderRows, manyCustomers } from '../helpers/customers';
import { FakeClock } from '../helpers/fake-clock';
import { aRun } from '../helpers/sync';
import { tempFolder } from '../helpers/temp-folder';
import { TestLog } from '../helpers/test-log';

/** Built by the set-up. */
const WORKER = join(import.meta.dirname, '../../out/main/customers-worker.js');
const AT = '2026-11-23T08:00:00.000Z';

function reading(count: number): ReturnType<typeof asReaderRows> {
  return asReaderRows(manyCustomers(count));
}

type Given = Partial<Pick<CustomersOptions, 'threads' | 'clock' | 'log'>>;

function tryToOpen(folder: string, given: Given = {}): ReturnType<typeof Customers.open> {
  return Customers.open({
    threads: new SpareThreads(WORKER),
    clock: systemClock,
    log: new TestLog(),
    retentionMonths: () => 24,
    folder,
    ...given,
  });
}

async function openAtRest(folder: string, given?: Given): Promise<Customers> {
  const opened = await tryToOpen(folder, given);
  if (!opened.ok) {
    throw new Error(opened.error.message);
  }
  return opened.value;
}

/** Opens the cache as the window does, with two threads. */
async function open(folder: string, log = new TestLog()): Promise<Customers> {
  const customers = await openAtRest(folder, { log });
  await customers.wake();
  return customers;
}

/** Creates a folder with the cache of `count` customers, closed properly. */
async function storedFolder(count: number): Promise<string> {
  const folder = tempFolder();
  const customers = await open(folder);
  await customers.applyExport(reading(count), 1, AT);
  await customers.close();
  return folder;
}

test('one thread writes and another reads', async () => {
  const customers = await open(tempFolder());
  onTestFinished(() => customers.close());
  const number = await customers.beginRun('manual', AT);
  expect(number).toEqual({ ok: true, value: 1 });
  expect(await customers.applyExport(reading(30), 1, AT)).toMatchObject({ ok: true, value: { added: 30 } });
  expect(await customers.finishRun(aRun({ number: 1 }))).toEqual({ ok: true, value: null });
  expect(await customers.countCustomers()).toEqual({ ok: true, value: 30 });
  expect(await customers.listRuns(5)).toMatchObject({ value: [{ number: 1, outcome: 'success' }] });
  const page = await customers.search({
    search: 'cliente 7',
    sort: 'name',
    filter: 'current',
    offset: 0,
    limit: 10,
  });
  expect(page).toMatchObject({ ok: true, value: { total: 1, items: [{ id: '7' }] } });
  expect(await customers.ask('get', '7')).toMatchObject({ ok: true, value: { record: { id: '7' } } });
  expect(await customers.ask('get', '999')).toEqual({ ok: true, value: null });
});

test('searches are answered while a large export is written', async () => {
  const customers = await open(tempFolder());
  onTestFinished(() => customers.close());
  await customers.applyExport(reading(100), 1, AT);
  let written = false;
  const writing = customers.applyExport(reading(20_000), 2, AT).then((result) => {
    written = true;
    return result;
  });
  const during = await customers.search({
    search: '',
    sort: 'name',
    filter: 'current',
    offset: 0,
    limit: 10,
  });
  expect(written).toBe(false);
  expect(during).toMatchObject({ ok: true, value: { total: 100 } });
  expect(await writing).toMatchObject({ ok: true, value: { added: 19_900 } });
});

test.each(['wake', 'releaseMemory', 'sync'] as const)(
  'a store opened by its mark alone is checked at the first %s',
  async (occasion) => {
    const folder = await storedFolder(200);
    const log = new TestLog();
    const customers = await openAtRest(folder, { log });
    onTestFinished(() => customers.close());
    ruin(folder);
    forgetPages(folder);
    expect(log.lines.join()).not.toContain('damaged');
    if (occasion === 'sync') {
      expect(await customers.beginRun('manual', AT)).toMatchObject({ ok: true });
    } else {
      await customers[occasion]();
    }
    await expect.poll(() => log.lines.join()).toContain('The customers file is damaged');
    expect(await customers.countCustomers()).toEqual({ ok: true, value: 200 });
  },
);

test('an export stopped during its transfer changes nothing and does not mix with a newer one', async () => {
  const customers = await open(tempFolder());
  onTestFinished(() => customers.close());
  const stop = new AbortController();
  const stopped = customers.applyExport(reading(5_000), 1, AT, true, stop.signal);
  stop.abort();
  const newer = customers.applyExport(reading(2_000), 2, AT);
  expect(await stopped).toMatchObject({ ok: false, error: { code: 'CANCELLED' } });
  expect(await newer).toMatchObject({ ok: true, value: { added: 2_000, missing: 0 } });
  expect(await customers.countCustomers()).toEqual({ ok: true, value: 2_000 });
});

test('an export stopped while an earlier one is written changes nothing', async () => {
  const customers = await open(tempFolder());
  onTestFinished(() => customers.close());
  const stop = new AbortController();
  const first = customers.applyExport(reading(5_000), 1, AT);
  const stopped = customers.applyExport(reading(10), 2, AT, true, stop.signal);
  // Both have reached the thread by now, which takes far longer for the first.
  await new Promise((resolve) => setImmediate(resolve));
  stop.abort();
  expect(await first).toMatchObject({ ok: true, value: { added: 5_000 } });
  expect(await stopped).toMatchObject({ ok: false, error: { code: 'CANCELLED' } });
  expect(await customers.countCustomers()).toEqual({ ok: true, value: 5_000 });
  expect(await customers.state()).toMatchObject({ value: { partialExport: null } });
});

test('a cache of a newer app cannot be opened, and the error says so', async () => {
  const folder = tempFolder();
  const newer = new Database(join(folder, 'customers.db'));
  newer.pragma('user_version = 99');
  newer.close();
  expect(await tryToOpen(folder)).toMatchObject({ ok: false, error: { code: 'STORE_TOO_NEW' } });
});

test('a damaged cache is repaired on opening and reported', async () => {
  const folder = tempFolder();
  writeFileSync(join(folder, 'customers.db'), 'damaged '.repeat(2_000));
  const log = new TestLog();
  const customers = await open(folder, log);
  onTestFinished(() => customers.close());
  expect(await customers.state()).toMatchObject({ value: { repair: { kind: 'rebuilt' } } });
  expect(log.lines.join()).toContain('rebuilt');
  expect(await customers.dismissRepair()).toMatchObject({ value: { repair: null } });
});

/** Overwrites all pages but the first in an open cache, as a failing disk might. */
function ruin(folder: string, name = 'customers.db'): void {
  const path = join(folder, name);
  const file = openSync(path, 'r+');
  const size = fstatSync(file).size;
  writeSync(file, Buffer.alloc(size - 4_096, 0xff), 0, size - 4_096, 4_096);
  closeSync(file);
}

/**
 * Makes the app's connections read the file again. They would not notice the damage in pages they
 * have read already, unless another connection has written.
 */
function forgetPages(folder: string): void {
  const other = new Database(join(folder, 'customers.db'));
  const version = String(other.pragma('user_version', { simple: true }));
  other.pragma(`user_version = ${version}`);
  other.close();
}

test.each(['read', 'write'] as const)(
  'a cache that a %s finds damaged is repaired without a restart',
  async (kind) => {
    const folder = await storedFolder(200);
    const customers = await open(folder);
    onTestFinished(() => customers.close());
    const awake = threads();
    let repaired = 0;
    customers.repaired.on(() => (repaired += 1));
    // The order matters: the check after opening may read the file at any moment.
    ruin(folder);
    forgetPages(folder);
    if (kind === 'read') {
      const page = await customers.search({
        search: '',
        sort: 'name',
        filter: 'current',
        offset: 0,
        limit: 10,
      });
      expect(page).toMatchObject({ ok: true, value: { total: 200 } });
    } else {
      // If the check after opening meets the damage first, the write waits and succeeds.
      const met = await customers.applyExport(reading(210), 2, AT);
      expect(met).toMatchObject(met.ok ? {} : { error: { code: 'STORE_FAILED' } });
      const applied = met.ok ? met : await customers.applyExport(reading(210), 2, AT);
      expect(applied).toMatchObject({ ok: true, value: { added: 10 } });
    }
    expect(repaired).toBe(1);
    expect(await customers.state()).toMatchObject({ value: { repair: { kind: 'restored' } } });
    // The reading thread is restarted after the repair.
    await expect.poll(threads).toBe(awake);
  },
);

test('a damaged file of runs is replaced, and the numbering continues', async () => {
  const folder = tempFolder();
  const first = await open(folder);
  await first.beginRun('manual', AT);
  await first.applyExport(reading(30), 1, AT);
  await first.finishRun(aRun({ number: 1 }));
  await first.close();
  const log = new TestLog();
  const customers = await open(folder, log);
  onTestFinished(() => customers.close());
  ruin(folder, 'runs.db');
  expect(await customers.listRuns(10)).toEqual({ ok: true, value: [] });
  expect(log.lines.join()).toContain('the figures begin anew');
  expect(await customers.countCustomers()).toEqual({ ok: true, value: 30 });
  expect(await customers.beginRun('manual', AT)).toEqual({ ok: true, value: 2 });
});

test('the cache is backed up after the first sync and reports its state', async () => {
  const customers = await open(tempFolder());
  const told: (string | null)[] = [];
  customers.stateChanged.on(({ lastBackupAt }) => told.push(lastBackupAt));
  await customers.applyExport(reading(30), 1, AT);
  await customers.close();
  expect(told.at(-1)).toMatch(/^\d{4}-/);
});

test('a partial export asks the agent and accepts the answer', async () => {
  const customers = await open(tempFolder());
  onTestFinished(() => customers.close());
  await customers.applyExport(reading(100), 1, AT);
  await customers.applyExport(reading(60), 2, AT);
  expect(await customers.state()).toMatchObject({
    value: { partialExport: { run: 2, exported: 60, known: 100 } },
  });
  expect(await customers.acceptPartialExport(2)).toMatchObject({ ok: true, value: { partialExport: null } });
  expect(await customers.ask('get', '100')).toMatchObject({ value: { missingSince: AT } });
  expect(await customers.acceptPartialExport(2)).toMatchObject({ error: { code: 'QUESTION_CLOSED' } });
});

test('a closed cache answers with an error', async () => {
  const customers = await open(tempFolder());
  await customers.close();
  expect(await customers.countCustomers()).toMatchObject({ ok: false, error: { code: 'STORE_FAILED' } });
});

/** Returns the number of worker threads: each has one port for messages and one for streams. */
function threads(): number {
  return process.getActiveResourcesInfo().filter((name) => name === 'Worker' || name === 'MessagePort')
    .length;
}

test('an idle cache uses one thread, as at the start, and an active one two', async () => {
  const customers = await openAtRest(tempFolder());
  onTestFinished(() => customers.close());
  const atFirst = threads();
  await customers.applyExport(reading(30), 1, AT);
  await customers.wake();
  const awake = threads();
  await customers.releaseMemory();
  expect(threads()).toBeLessThan(awake);
  expect(threads()).toBe(atFirst);
  expect(await customers.countCustomers()).toEqual({ ok: true, value: 30 });
  expect(await customers.applyExport(reading(31), 2, AT)).toMatchObject({ value: { added: 1 } });
  expect(await customers.countCustomers()).toEqual({ ok: true, value: 31 });
  const waking = customers.wake();
  // Queries meanwhile are answered.
  expect(await customers.ask('get', '7')).toMatchObject({ ok: true, value: { record: { id: '7' } } });
  await waking;
  expect(threads()).toBe(awake);
  expect(await customers.countCustomers()).toEqual({ ok: true, value: 31 });
});

test('queries during a change between idle and active are answered, in any order', async () => {
  const log = new TestLog();
  const customers = await open(tempFolder(), log);
  onTestFinished(() => customers.close());
  await customers.applyExport(reading(30), 1, AT);
  const answers: Promise<unknown>[] = [];
  for (let round = 0; round < 5; round += 1) {
    answers.push(customers.countCustomers(), customers.releaseMemory(), customers.countCustomers());
    answers.push(customers.wake(), customers.countCustomers(), customers.wake(), customers.releaseMemory());
  }
  const counts = (await Promise.all(answers)).filter((answer) => answer !== undefined);
  expect(counts).toHaveLength(15);
  expect(counts.every((answer) => JSON.stringify(answer) === '{"ok":true,"value":30}')).toBe(true);
  expect(log.lines.filter((line) => /anew|damaged/.test(line))).toEqual([]);
});

/** Records the calls to its threads, and the threads that have opened the cache. */
class HeardThreads extends SpareThreads {
  readonly asked: string[] = [];
  /** The calls by the thread's number, with the end of each thread. */
  readonly course: string[] = [];
  opened = 0;
  #taken = 0;
  whenAsked: (name: string) => void = () => undefined;
  /** The call that ends its thread before it arrives, since the thread could answer first. */
  fatal: string | null = null;

  override take(): Worker {
    const worker = super.take();
    this.#taken += 1;
    const number = this.#taken;
    worker.once('exit', () => this.course.push(`${number} ended`));
    // The first message is the answer to opening.
    worker.once('message', () => (this.opened += 1));
    const post = worker.postMessage.bind(worker);
    worker.postMessage = (message: { readonly name?: string }, handed?: readonly MessagePort[]) => {
      const name = message.name ?? 'open';
      this.asked.push(name);
      this.course.push(`${number} ${name}`);
      if (name === this.fatal) {
        void worker.terminate();
      } else {
        post(message, handed);
      }
      this.whenAsked(name);
    };
    return worker;
  }
}

test('a check that ends its thread is repeated at the next sync, not at once', async () => {
  const folder = await storedFolder(30);
  const threads = new HeardThreads(WORKER);
  threads.fatal = 'check';
  const customers = await openAtRest(folder, { threads });
  onTestFinished(() => customers.close());
  const looks = (): number => threads.asked.filter((name) => name === 'check').length;
  await customers.wake();
  // Both threads, and both again after the repair.
  await expect.poll(() => threads.opened).toBe(4);
  expect(await customers.countCustomers()).toEqual({ ok: true, value: 30 });
  expect(looks()).toBe(1);
  const run = await customers.beginRun('manual', AT);
  expect(await customers.applyExport(reading(31), run.ok ? run.value : 0, AT)).toMatchObject({ ok: true });
  await expect.poll(() => threads.opened).toBe(6);
  expect(await customers.countCustomers()).toEqual({ ok: true, value: 31 });
  expect(looks()).toBe(2);
});

/** Returns a worker script in which the first structure check of the customers fails. */
function failingOnce(code: string): string {
  const script = join(tempFolder(), 'worker.cjs');
  writeFileSync(
    script,
    `const load = require('node:module').createRequire(${JSON.stringify(WORKER)});
    const Database = load('better-sqlite3');
    const { pragma } = Database.prototype;
    let isFailing = true;
    Database.prototype.pragma = function (source, options) {
      if (isFailing && source === 'integrity_check' && this.name.endsWith('customers.db')) {
        isFailing = false;
        throw new Database.SqliteError('injected', '${code}');
      }
      return pragma.call(this, source, options);
    };
    load(${JSON.stringify(WORKER)});`,
  );
  return script;
}

test.each([
  ['SQLITE_IOERR_READ', 'wake'],
  ['SQLITE_NOMEM', 'releaseMemory'],
  ['SQLITE_BUSY', 'sync'],
] as const)(
  'a check that fails with %s is logged, and the check is repeated at the next %s',
  async (code, occasion) => {
    const folder = await storedFolder(30);
    const threads = new HeardThreads(failingOnce(code));
    const log = new TestLog();
    const customers = await openAtRest(folder, { threads, log });
    onTestFinished(() => customers.close());
    const looks = (): number => threads.asked.filter((name) => name === 'check').length;
    await customers.wake();
    await expect
      .poll(() => log.lines)
      .toEqual([
        `The customer store could not be checked: STORE_FAILED: The customer cache failed (${code})`,
      ]);
    expect(looks()).toBe(1);
    if (occasion === 'sync') {
      expect(await customers.beginRun('manual', AT)).toMatchObject({ ok: true });
    } else {
      await customers[occasion]();
    }
    expect(looks()).toBe(2);
    // The check found the store whole, so nothing was opened again.
    await customers.releaseMemory();
    await customers.wake();
    expect(looks()).toBe(2);
    expect(log.lines).toHaveLength(1);
  },
);

test('a reader that is just opening ends before a damaged cache is opened again', async () => {
  const folder = await storedFolder(200);
  const threads = new HeardThreads(WORKER);
  const customers = await openAtRest(folder, { threads });
  onTestFinished(() => customers.close());
  ruin(folder);
  forgetPages(folder);
  let checked: Promise<unknown> = Promise.resolve();
  threads.whenAsked = () => {
    threads.whenAsked = () => undefined;
    // The writer answers while the reader opens, and meets the damage at once.
    checked = customers.ask('check');
  };
  await customers.wake();
  expect(await checked).toEqual({ ok: true, value: null });
  const anew = threads.course.indexOf('3 open');
  const before = threads.course.slice(0, anew).filter((step) => /open|ended/.test(step));
  expect(before).toEqual(['1 open', '2 open', '2 ended', '1 ended']);
  // A new thread replaces it.
  await expect.poll(() => threads.opened).toBe(4);
  expect(await customers.state()).toMatchObject({ value: { repair: { kind: 'restored' } } });
  expect(await customers.countCustomers()).toEqual({ ok: true, value: 200 });
});

test('a run that begins while the cache is opened again is begun once', async () => {
  const folder = await storedFolder(200);
  const threads = new HeardThreads(WORKER);
  const customers = await openAtRest(folder, { threads });
  onTestFinished(() => customers.close());
  ruin(folder);
  forgetPages(folder);
  let began: Promise<unknown> = Promise.resolve();
  threads.whenAsked = (name) => {
    if (name === 'open') {
      began = customers.beginRun('manual', AT);
    }
  };
  expect(await customers.ask('check')).toEqual({ ok: true, value: null });
  // The number follows the last one in the store.
  expect(await began).toEqual({ ok: true, value: 2 });
  expect(threads.asked.filter((name) => name === 'beginRun')).toHaveLength(1);
});

test('after a sync, once the window was notified, both threads free their memory', async () => {
  const clock = new FakeClock();
  const threads = new HeardThreads(WORKER);
  const customers = await openAtRest(tempFolder(), { threads, clock });
  await customers.wake();
  const rests = (): number => threads.asked.filter((name) => name === 'rest').length;
  for (const number of [1, 2]) {
    await customers.beginRun('manual', AT);
    await customers.finishRun(aRun({ number, startedAt: AT, endedAt: AT }));
  }
  await clock.advance(TIDY_AFTER_MS - 1);
  expect(rests()).toBe(0);
  await clock.advance(1);
  expect(rests()).toBe(2);
  expect(await customers.listRuns(10)).toMatchObject({ ok: true, value: [{ number: 2 }, { number: 1 }] });
  await customers.beginRun('manual', AT);
  await customers.finishRun(aRun({ number: 3, startedAt: AT, endedAt: AT }));
  await customers.close();
  expect(clock.pendingTimers).toBe(0);
});

test('customers are deleted for good once a day, after a sync, and the change is reported', async () => {
  const folder = tempFolder();
  const clock = new FakeClock();
  const log = new TestLog();
  const customers = await openAtRest(folder, { clock, log });
  const sync = async (count: number, at: string): Promise<void> => {
    const number = await customers.beginRun('schedule', at);
    const run = number.ok ? number.value : 0;
    expect((await customers.applyExport(reading(count), run, at)).ok).toBe(true);
    await customers.finishRun(aRun({ number: run, startedAt: at, endedAt: at }));
  };
  for (const [count, at] of [
    [30, '2024-10-01T08:00:00.000Z'],
    [29, '2024-10-01T09:00:00.000Z'],
    [29, '2024-10-01T10:00:00.000Z'],
    ...[17, 18, 19, 20, 21, 22, 23].map((day) => [29, `2026-11-${day}T07:00:00.000Z`] as const),
  ] as const) {
    await sync(count, at);
  }
  // Less than a day has passed since the first of these syncs, which found no reliable clock.
  expect(await customers.ask('get', '30')).toMatchObject({ value: { record: { id: '30' } } });
  await clock.advance(86_400_000);
  const told = new Promise((resolve) => customers.stateChanged.on(resolve));
  await sync(29, '2026-11-24T08:00:00.000Z');
  await told;
  expect(log.lines.join()).toContain('Deleted for good after 24 months: customers 1, files 0');
  expect(await customers.ask('get', '30')).toEqual({ ok: true, value: null });
  await customers.close();
});
