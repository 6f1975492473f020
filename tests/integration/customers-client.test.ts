import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { FakeClock } from '../helpers/fake-clock';
import { aRun } from '../helpers/sync';
import { tempFolder } from '../helpers/temp-folder';
import { TestLog } from '../helpers/test-log';
import { AT, openAtRest, openAwake, reading, tryToOpen } from './opened-customers';

test('one thread writes and another reads', async () => {
  const customers = await openAwake(tempFolder());
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
  const customers = await openAwake(tempFolder());
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

test('an export stopped during its transfer changes nothing and does not mix with a newer one', async () => {
  const customers = await openAwake(tempFolder());
  const stop = new AbortController();
  const stopped = customers.applyExport(reading(5_000), 1, AT, true, stop.signal);
  stop.abort();
  const newer = customers.applyExport(reading(2_000), 2, AT);
  expect(await stopped).toMatchObject({ ok: false, error: { code: 'CANCELLED' } });
  expect(await newer).toMatchObject({ ok: true, value: { added: 2_000, missing: 0 } });
  expect(await customers.countCustomers()).toEqual({ ok: true, value: 2_000 });
});

test('an export stopped while an earlier one is written changes nothing', async () => {
  const customers = await openAwake(tempFolder());
  const stop = new AbortController();
  const first = customers.applyExport(reading(5_000), 1, AT);
  const stopped = customers.applyExport(reading(10), 2, AT, true, stop.signal);
  // Both exports reach the thread in this time, which is far too short to write the first one.
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

test('the cache is backed up after the first sync and reports its state', async () => {
  const customers = await openAwake(tempFolder());
  const reported: (string | null)[] = [];
  customers.stateChanged.on(({ lastBackupAt }) => reported.push(lastBackupAt));
  await customers.applyExport(reading(30), 1, AT);
  await customers.close();
  expect(reported.at(-1)).toMatch(/^\d{4}-/);
});

test('a partial export asks the agent and accepts the answer', async () => {
  const customers = await openAwake(tempFolder());
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
  const customers = await openAwake(tempFolder());
  await customers.close();
  expect(await customers.countCustomers()).toMatchObject({ ok: false, error: { code: 'STORE_FAILED' } });
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
  // The first sync ran the daily deletion. The clock was not yet reliable, so nothing was deleted.
  expect(await customers.ask('get', '30')).toMatchObject({ value: { record: { id: '30' } } });
  await clock.advance(86_400_000);
  const reported = new Promise((resolve) => customers.stateChanged.on(resolve));
  await sync(29, '2026-11-24T08:00:00.000Z');
  await reported;
  expect(log.lines.join()).toContain('Deleted for good after 24 months: customers 1, files 0');
  expect(await customers.ask('get', '30')).toEqual({ ok: true, value: null });
  await customers.close();
});
