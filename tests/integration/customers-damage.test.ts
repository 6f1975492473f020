import {
  closeSync,
  fstatSync,
  mkdirSync,
  openSync,
  renameSync,
  rmSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { aRun } from '../helpers/sync';
import { tempFolder } from '../helpers/temp-folder';
import { TestLog } from '../helpers/test-log';
import {
  AT,
  RecordingThreads,
  WORKER,
  countThreads,
  openAtRest,
  openAwake,
  reading,
  storedFolder,
} from './opened-customers';

/** Overwrites all pages but the first in an open cache, as a failing disk might. */
function ruin(folder: string, name = 'customers.db'): void {
  const path = join(folder, name);
  const file = openSync(path, 'r+');
  const size = fstatSync(file).size;
  writeSync(file, Buffer.alloc(size - 4_096, 0xff), 0, size - 4_096, 4_096);
  closeSync(file);
}

/**
 * Makes the app's connections read the file again. They would keep the pages that they have already
 * read, and miss the damage, unless another connection writes.
 */
function forgetPages(folder: string): void {
  const other = new Database(join(folder, 'customers.db'));
  const version = String(other.pragma('user_version', { simple: true }));
  other.pragma(`user_version = ${version}`);
  other.close();
}

test.each(['wake', 'releaseMemory', 'sync'] as const)(
  'a store opened by its mark alone is checked at the first %s',
  async (occasion) => {
    const folder = await storedFolder(200);
    const log = new TestLog();
    const customers = await openAtRest(folder, { log });
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

test('a damaged cache is repaired on opening and reported', async () => {
  const folder = tempFolder();
  writeFileSync(join(folder, 'customers.db'), 'damaged '.repeat(2_000));
  const log = new TestLog();
  const customers = await openAwake(folder, log);
  expect(await customers.state()).toMatchObject({ value: { repair: { kind: 'rebuilt' } } });
  expect(log.lines.join()).toContain('rebuilt');
  expect(await customers.dismissRepair()).toMatchObject({ value: { repair: null } });
});

test.each(['read', 'write'] as const)(
  'a cache that a %s finds damaged is repaired without a restart',
  async (kind) => {
    const folder = await storedFolder(200);
    const customers = await openAwake(folder);
    const awake = countThreads();
    let repaired = 0;
    customers.repaired.on(() => (repaired += 1));
    // The file is damaged at once, because the check after opening may read it at any moment.
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
      // If the check after opening finds the damage first, the write waits and succeeds.
      const met = await customers.applyExport(reading(210), 2, AT);
      expect(met).toMatchObject(met.ok ? {} : { error: { code: 'STORE_FAILED' } });
      const applied = met.ok ? met : await customers.applyExport(reading(210), 2, AT);
      expect(applied).toMatchObject({ ok: true, value: { added: 10 } });
    }
    expect(repaired).toBe(1);
    expect(await customers.state()).toMatchObject({ value: { repair: { kind: 'restored' } } });
    // The reading thread is restarted after the repair.
    await expect.poll(countThreads).toBe(awake);
  },
);

test('a damaged file of runs is replaced, and the numbering continues', async () => {
  const folder = tempFolder();
  const first = await openAwake(folder);
  await first.beginRun('manual', AT);
  await first.applyExport(reading(30), 1, AT);
  await first.finishRun(aRun({ number: 1 }));
  await first.close();
  const log = new TestLog();
  const customers = await openAwake(folder, log);
  ruin(folder, 'runs.db');
  expect(await customers.listRuns(10)).toEqual({ ok: true, value: [] });
  expect(log.lines.join()).toContain('the figures start again');
  expect(await customers.countCustomers()).toEqual({ ok: true, value: 30 });
  expect(await customers.beginRun('manual', AT)).toEqual({ ok: true, value: 2 });
});

test('a check that ends its thread is repeated at the next sync, not at once', async () => {
  const folder = await storedFolder(30);
  const threads = new RecordingThreads(WORKER);
  threads.fatal = 'check';
  const customers = await openAtRest(folder, { threads });
  const looks = (): number => threads.requests.filter((name) => name === 'check').length;
  await customers.wake();
  // Both threads open the cache twice: at the start, and again after the repair.
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
    const threads = new RecordingThreads(failingOnce(code));
    const log = new TestLog();
    const customers = await openAtRest(folder, { threads, log });
    const looks = (): number => threads.requests.filter((name) => name === 'check').length;
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
    // This check found no damage, so that no other check follows.
    await customers.releaseMemory();
    await customers.wake();
    expect(looks()).toBe(2);
    expect(log.lines).toHaveLength(1);
  },
);

test('a reader that is just opening ends before a damaged cache is opened again', async () => {
  const folder = await storedFolder(200);
  const threads = new RecordingThreads(WORKER);
  const customers = await openAtRest(folder, { threads });
  ruin(folder);
  forgetPages(folder);
  let checked: Promise<unknown> = Promise.resolve();
  threads.onRequest = () => {
    threads.onRequest = () => undefined;
    // The writer detects the damage while the reader still opens the cache.
    checked = customers.ask('check');
  };
  await customers.wake();
  expect(await checked).toEqual({ ok: true, value: null });
  const reopening = threads.course.indexOf('3 open');
  const before = threads.course.slice(0, reopening).filter((step) => /open|ended/.test(step));
  expect(before).toEqual(['1 open', '2 open', '2 ended', '1 ended']);
  // New threads replace the ended ones.
  await expect.poll(() => threads.opened).toBe(4);
  expect(await customers.state()).toMatchObject({ value: { repair: { kind: 'restored' } } });
  expect(await customers.countCustomers()).toEqual({ ok: true, value: 200 });
});

test('a run that begins while the cache is opened again is begun once', async () => {
  const folder = await storedFolder(200);
  const threads = new RecordingThreads(WORKER);
  const customers = await openAtRest(folder, { threads });
  ruin(folder);
  forgetPages(folder);
  let began: Promise<unknown> = Promise.resolve();
  threads.onRequest = (name) => {
    if (name === 'open') {
      began = customers.beginRun('manual', AT);
    }
  };
  expect(await customers.ask('check')).toEqual({ ok: true, value: null });
  // The number follows that of the last run in the store.
  expect(await began).toEqual({ ok: true, value: 2 });
  expect(threads.requests.filter((name) => name === 'beginRun')).toHaveLength(1);
});

test('a cache that was damaged while idle is repaired by the first query', async () => {
  const folder = await storedFolder(200);
  const log = new TestLog();
  const customers = await openAwake(folder, log);
  const repaired: unknown[] = [];
  customers.repaired.on((value) => repaired.push(value));
  await customers.releaseMemory();
  writeFileSync(join(folder, 'customers.db'), 'no store');
  const counts = await Promise.all([customers.countCustomers(), customers.countCustomers()]);
  expect(counts.every(({ ok }) => ok)).toBe(true);
  expect(log.lines.join()).toContain('The customer store was damaged or rolled back');
  expect(repaired).toHaveLength(1);
});

test('an idle cache whose folder was emptied is reported as lost', async () => {
  const folder = await storedFolder(30);
  const customers = await openAwake(folder);
  const repaired: unknown[] = [];
  customers.repaired.on((value) => repaired.push(value));
  await customers.releaseMemory();
  rmSync(folder, { recursive: true });
  mkdirSync(folder);
  expect(await customers.countCustomers()).toEqual({ ok: true, value: 0 });
  expect(repaired).toHaveLength(1);
});

test('an idle cache that cannot be opened fails its query, and the next one tries again', async () => {
  const folder = await storedFolder(30);
  const customers = await openAwake(folder);
  await customers.releaseMemory();
  const away = `${folder}-away`;
  renameSync(folder, away);
  writeFileSync(folder, 'no folder');
  expect(await customers.countCustomers()).toMatchObject({ ok: false });
  rmSync(folder);
  renameSync(away, folder);
  expect(await customers.countCustomers()).toEqual({ ok: true, value: 30 });
  await customers.releaseMemory();
  await customers.close();
  expect(await customers.countCustomers()).toMatchObject({ ok: false, error: { code: 'STORE_FAILED' } });
});
