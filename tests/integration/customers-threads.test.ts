import { expect, test } from 'vitest';
import { TIDY_AFTER_MS } from '../../main/customers/threads/thread-supervisor';
import { FakeClock } from '../helpers/fake-clock';
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
} from './opened-customers';

test('an idle cache uses no thread, an active one two, and the first query opens it again', async () => {
  const none = countThreads();
  const customers = await openAtRest(tempFolder());
  const atFirst = countThreads();
  await customers.applyExport(reading(30), 1, AT);
  await customers.wake();
  const awake = countThreads();
  await customers.releaseMemory();
  expect(awake).toBeGreaterThan(atFirst);
  expect(countThreads()).toBe(none);
  expect(await customers.countCustomers()).toEqual({ ok: true, value: 30 });
  expect(countThreads()).toBe(atFirst);
  await customers.releaseMemory();
  expect(await customers.applyExport(reading(31), 2, AT)).toMatchObject({ value: { added: 1 } });
  expect(await customers.countCustomers()).toEqual({ ok: true, value: 31 });
  const waking = customers.wake();
  // Queries are answered while the threads start.
  expect(await customers.ask('get', '7')).toMatchObject({ ok: true, value: { record: { id: '7' } } });
  await waking;
  expect(countThreads()).toBe(awake);
  expect(await customers.countCustomers()).toEqual({ ok: true, value: 31 });
});

test('queries during a change between idle and active are answered, in any order', async () => {
  const log = new TestLog();
  const customers = await openAwake(tempFolder(), log);
  await customers.applyExport(reading(30), 1, AT);
  const answers: Promise<unknown>[] = [];
  for (let round = 0; round < 5; round += 1) {
    answers.push(customers.countCustomers(), customers.releaseMemory(), customers.countCustomers());
    answers.push(customers.wake(), customers.countCustomers(), customers.wake(), customers.releaseMemory());
  }
  const counts = (await Promise.all(answers)).filter((answer) => answer !== undefined);
  expect(counts).toHaveLength(15);
  expect(counts.every((answer) => JSON.stringify(answer) === '{"ok":true,"value":30}')).toBe(true);
  expect(log.lines.filter((line) => /repair|damaged/.test(line))).toEqual([]);
});

test('after a sync, once the window was notified, both threads free their memory', async () => {
  const clock = new FakeClock();
  const threads = new RecordingThreads(WORKER);
  const customers = await openAtRest(tempFolder(), { threads, clock });
  await customers.wake();
  const releases = (): number => threads.requests.filter((name) => name === 'releaseMemory').length;
  for (const number of [1, 2]) {
    await customers.beginRun('manual', AT);
    await customers.finishRun(aRun({ number, startedAt: AT, endedAt: AT }));
  }
  await clock.advance(TIDY_AFTER_MS - 1);
  expect(releases()).toBe(0);
  await clock.advance(1);
  expect(releases()).toBe(2);
  expect(await customers.listRuns(10)).toMatchObject({ ok: true, value: [{ number: 2 }, { number: 1 }] });
  await customers.beginRun('manual', AT);
  await customers.finishRun(aRun({ number: 3, startedAt: AT, endedAt: AT }));
  await customers.close();
  expect(clock.pendingTimers).toBe(0);
});
