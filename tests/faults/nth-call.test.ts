import { cpSync, mkdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type BetterSqlite from 'better-sqlite3';
import { expect, test, vi } from 'vitest';
import { ok } from '../../main/base/result';
import type { Result } from '../../main/base/result';
import { closeCache, openCache } from '../../main/customers/integrity/cache';
import { listNotes, saveNote } from '../../main/customers/queries/notes';
import type { Cache } from '../../main/customers/store/store';
import { OPERATIONS } from '../../main/customers/threads/operations';
import { listRuns } from '../../main/customers/writes/runs';
import type { SyncStore } from '../../main/sync/ports';
import { SyncService } from '../../main/sync/run/service';
import type { AppError, ExportedCustomer } from '../../preload/contract';
import { NOW, allCustomers, backUpNow, openTestCache, syncInto } from '../helpers/cache';
import { manyCustomers } from '../helpers/customers';
import { FakeClock } from '../helpers/fake-clock';
import type * as Faulty from '../helpers/faulty-sqlite';
import { writeFirstVersionData } from '../helpers/first-version';
import { UNFILTERED_LIST, loginJournal } from '../helpers/logins';
import { aReadExport } from '../helpers/sync';
import { tempFolder } from '../helpers/temp-folder';
import { TestLog } from '../helpers/test-log';

const { counter } = vi.hoisted(() => ({ counter: { it: null as Faulty.CallCounter | null } }));

vi.mock('better-sqlite3', async (importOriginal) => {
  const { default: Real } = await importOriginal<{ default: typeof BetterSqlite }>();
  // A normal import would come too late for this mock.
  const helper = await vi.importActual<typeof Faulty>('../helpers/faulty-sqlite');
  counter.it = new helper.CallCounter(() => new Real.SqliteError('injected', 'SQLITE_IOERR_WRITE'));
  return { default: helper.faultySqlite(Real, counter.it) };
});

const DAY_LATER = NOW + 24 * 3_600_000;
const BEFORE = manyCustomers(12);
/** The second export: one new customer, one changed, one missing. */
const AFTER = [
  ...manyCustomers(13)
    .slice(1)
    .map((customer) => (customer.id === '5' ? { ...customer, phone: '02 5' } : customer)),
];

function calls(): Faulty.CallCounter {
  if (counter.it === null) {
    throw new Error('better-sqlite3 was not wrapped');
  }
  return counter.it;
}

function seen(cache: Cache): unknown {
  return allCustomers(cache).map(({ record, missingSince, removedSince }) => [
    record,
    missingSince !== null,
    removedSince !== null,
  ]);
}

/** Runs a sync with the app's service, without quick retries; returns its reported success. */
async function syncWithService(cache: Cache, customers: readonly ExportedCustomer[]): Promise<boolean> {
  const store: SyncStore = {
    beginRun: (trigger, at) => Promise.resolve(OPERATIONS.beginRun(cache, trigger, at)),
    finishRun: (run) => Promise.resolve(OPERATIONS.finishRun(cache, run)),
    applyExport: (_reading, run, at) => {
      const applied = OPERATIONS.applyExport(cache, customers, run, at);
      return Promise.resolve(applied.ok ? ok(applied.value.value) : applied);
    },
    countCustomers: () => Promise.resolve(OPERATIONS.countCustomers(cache)),
    listRuns: (limit) => Promise.resolve(OPERATIONS.listRuns(cache, limit)),
  };
  const created = await SyncService.create({
    parts: {
      store,
      clock: new FakeClock(),
      portal: {
        fetchExport: () =>
          Promise.resolve(
            ok({ path: 'x', sizeBytes: 1, list: UNFILTERED_LIST, dispose: () => Promise.resolve() }),
          ),
        abandon: () => undefined,
      },
      reader: {
        read: () => Promise.resolve(ok(aReadExport(customers.length))),
      },
    },
    logins: loginJournal(new FakeClock()),
    log: new TestLog(),
    retryDelaysMs: [],
  });
  const started = created.ok ? await created.value.start('schedule') : created;
  return started.ok && (await started.value.finished).outcome === 'success';
}

/** Opens, syncs, backs up and closes as the app does; returns whether the sync reported success. */
async function session(folder: string): Promise<boolean> {
  const opened: Result<{ cache: Cache }, AppError> = openCache({ folder, now: DAY_LATER });
  if (!opened.ok) {
    return false;
  }
  const { cache } = opened.value;
  OPERATIONS.check(cache);
  const isSynced = await syncWithService(cache, AFTER);
  await OPERATIONS.backUpIfDue(cache, DAY_LATER);
  closeCache(cache);
  return isSynced;
}

/** Whether every call fails in turn, or only the first and the last of each statement. */
const IS_WHOLE = process.env['LAB'] === 'faults';

/** Makes one call after another fail, each on a fresh copy of `template`; returns their number. */
async function eachCall(
  template: string,
  turn: (folder: string, n: number) => Promise<void>,
): Promise<number> {
  const parent = tempFolder();
  const failing = async (n: number): Promise<readonly string[]> => {
    const folder = join(parent, String(n));
    mkdirSync(folder);
    cpSync(template, folder, { recursive: true });
    calls().arm(n);
    await turn(folder, n);
    calls().disarm();
    return calls().calls;
  };
  const whole = (await failing(Infinity)).map((call) => call.replace(parent, ''));
  const chosen = whole.flatMap((call, index) =>
    IS_WHOLE || whole.indexOf(call) === index || whole.lastIndexOf(call) === index ? [index + 1] : [],
  );
  for (const n of chosen) {
    await failing(n);
    expect(calls().failed, `call ${n}`).not.toBeNull();
  }
  return chosen.length;
}

test('the old or the new state is whole, whichever database call of a sync fails', async () => {
  const template = tempFolder();
  const first = openTestCache(template);
  syncInto(first.cache, BEFORE);
  await backUpNow(first.cache);
  const before = seen(first.cache);
  closeCache(first.cache);

  const reference = join(tempFolder(), 'reference');
  cpSync(template, reference, { recursive: true });
  const other = openTestCache(reference);
  syncInto(other.cache, AFTER, 9);
  const after = seen(other.cache);

  let failures = 0;
  const failing = await eachCall(template, async (folder, n) => {
    const isSynced = await session(folder);
    const what = `call ${n}: ${calls().failed ?? 'none'}`;
    calls().disarm();
    failures += isSynced ? 0 : 1;
    const reopened = openTestCache(folder, { now: DAY_LATER });
    expect(reopened.repair, what).toBeNull();
    expect(seen(reopened.cache), what).toEqual(isSynced ? after : before);
    if (!isSynced) {
      expect(await syncWithService(reopened.cache, AFTER), what).toBe(true);
      expect(seen(reopened.cache), what).toEqual(after);
    }
    closeCache(reopened.cache);
    expect(openTestCache(folder, { now: DAY_LATER }).repair, what).toBeNull();
  });
  expect(failing).toBeGreaterThan(80);
  expect(failures).toBeGreaterThan(40);
  console.log(`${failing} database calls failed in turn; the sync reported ${failures} failures`);
}, 120_000);

test('the next start repairs the cache, whichever database call of a repair fails', async () => {
  const template = tempFolder();
  const first = openTestCache(template);
  syncInto(first.cache, BEFORE);
  await backUpNow(first.cache);
  const before = seen(first.cache);
  closeCache(first.cache);
  truncateSync(join(template, 'customers.db'), 9_000);

  const failing = await eachCall(template, (folder, n) => {
    const opened = openCache({ folder, now: DAY_LATER });
    const what = `call ${n}: ${calls().failed ?? 'none'}`;
    calls().disarm();
    if (opened.ok) {
      closeCache(opened.value.cache);
    }
    const reopened = openTestCache(folder, { now: DAY_LATER });
    expect(seen(reopened.cache), what).toEqual(before);
    closeCache(reopened.cache);
    return Promise.resolve();
  });
  expect(failing).toBeGreaterThan(20);
}, 120_000);

test('no note is lost, whichever database call of a repair of the notes fails', async () => {
  const template = tempFolder();
  const { cache } = openTestCache(template);
  const write = (customerId: string, text: string): void =>
    saveNote(cache.notes, { customerId, text, dueOn: null, changedAt: '2026-11-23T08:00:00.000Z' });
  write('1', 'Nel backup');
  expect(await OPERATIONS.backUpNotesIfDue(cache, NOW)).toEqual({ ok: true, value: true });
  write('2', 'Scritta dopo');
  closeCache(cache);
  const path = join(template, 'notes.db');
  const bytes = readFileSync(path);
  // The first note is damaged. The backup also contains this note.
  bytes.writeUInt8(bytes.readUInt8(bytes.indexOf('Nel backup')) ^ 1, bytes.indexOf('Nel backup'));
  writeFileSync(path, bytes);

  const failing = await eachCall(template, (folder, n) => {
    const opened = openCache({ folder, now: DAY_LATER });
    const what = `call ${n}: ${calls().failed ?? 'none'}`;
    calls().disarm();
    if (opened.ok) {
      closeCache(opened.value.cache);
    }
    const reopened = openTestCache(folder, { now: DAY_LATER });
    const texts = [...listNotes(reopened.cache.notes).values()].map(({ text }) => text);
    expect(texts, what).toEqual(['Nel backup', 'Scritta dopo']);
    closeCache(reopened.cache);
    return Promise.resolve();
  });
  expect(failing).toBeGreaterThan(20);
}, 120_000);

test('no customer or run is lost, whichever database call of a migration fails', async () => {
  const template = writeFirstVersionData(tempFolder());
  const failing = await eachCall(template, (folder, n) => {
    const opened = openCache({ folder, now: NOW });
    const what = `call ${n}: ${calls().failed ?? 'none'}`;
    calls().disarm();
    if (opened.ok) {
      closeCache(opened.value.cache);
    }
    const { cache, repair } = openTestCache(folder);
    expect(repair, what).toBeNull();
    expect(
      listRuns(cache.runs, 5).map(({ number }) => number),
      what,
    ).toEqual([3, 2, 1]);
    expect(allCustomers(cache), what).toHaveLength(2);
    closeCache(cache);
    return Promise.resolve();
  });
  expect(failing).toBeGreaterThan(20);
}, 120_000);
