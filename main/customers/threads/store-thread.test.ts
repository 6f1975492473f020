import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { expect, onTestFinished, test } from 'vitest';
import { FakeClock } from '../../../tests/helpers/fake-clock';
import { tempFolder } from '../../../tests/helpers/temp-folder';
import { TestLog } from '../../../tests/helpers/test-log';
import { Customers } from '../client';
import { SpareThreads } from './spare-threads';
import { CLOSE_WITHIN_MS, END_WITHIN_MS, StoreThread } from './store-thread';

const START = { folder: '', now: 0, readonly: false };

/** Writes a script that reports a cache due for a check, and gets stuck at its first request. */
function stuckScript(): string {
  const path = join(tempFolder(), 'stuck.cjs');
  writeFileSync(
    path,
    `const { parentPort } = require('node:worker_threads');
    parentPort.once('message', () => {
      parentPort.once('message', () => { for (;;) {} });
      const value = { repair: null, notesRepair: null, areRunsLost: false, isCheckDue: true, markError: null };
      parentPort.postMessage({ id: 0, result: { ok: true, value } });
    });`,
  );
  return path;
}

async function openStuck(): Promise<{ worker: Worker; thread: StoreThread; clock: FakeClock }> {
  const clock = new FakeClock();
  const worker = new Worker(stuckScript());
  const thread = new StoreThread(worker, START, clock);
  expect(await thread.opened).toMatchObject({ ok: true });
  return { worker, thread, clock };
}

test('a stuck thread is ended after a timeout, and its requests fail', async () => {
  const { worker, thread, clock } = await openStuck();
  const answers: unknown[] = [];
  const asked = thread.call('countCustomers').then((answer) => answers.push(answer));
  const closed = thread.close();
  await clock.advance(CLOSE_WITHIN_MS - 1);
  expect(answers).toEqual([]);
  expect(worker.threadId).not.toBe(-1);
  await clock.advance(1);
  await asked;
  expect(answers).toMatchObject([
    { ok: false, error: { code: 'STORE_FAILED', details: { thread: 'gone' } } },
  ]);
  await closed;
  expect(worker.threadId).toBe(-1);
  expect(clock.pendingTimers).toBe(0);
});

test('a stuck thread that cannot be ended is abandoned', async () => {
  const { worker, thread, clock } = await openStuck();
  onTestFinished(async () => {
    await worker.terminate();
  });
  // Simulates a system call that never returns.
  Object.defineProperty(worker, 'terminate', {
    value: () => new Promise(() => undefined),
    configurable: true,
  });
  onTestFinished(() => void Reflect.deleteProperty(worker, 'terminate'));
  const asked = thread.call('countCustomers');
  const closed = thread.close();
  await clock.advance(CLOSE_WITHIN_MS);
  expect(await asked).toMatchObject({ ok: false });
  await clock.advance(END_WITHIN_MS);
  await closed;
  expect(await thread.call('countCustomers')).toMatchObject({ ok: false, error: { code: 'STORE_FAILED' } });
});

test('a cache closes even if its check is stuck', async () => {
  const clock = new FakeClock();
  const threads = new SpareThreads(stuckScript());
  const options = { threads, folder: tempFolder(), clock, log: new TestLog(), retentionMonths: () => 24 };
  const opened = await Customers.open(options);
  if (!opened.ok) {
    throw new Error(opened.error.message);
  }
  void opened.value.beginRun('manual', '2026-11-23T08:00:00.000Z');
  let isClosed = false;
  const closed = opened.value.close().then(() => (isClosed = true));
  await clock.advance(CLOSE_WITHIN_MS);
  expect(isClosed).toBe(false);
  await clock.advance(CLOSE_WITHIN_MS);
  await closed;
  expect(clock.pendingTimers).toBe(0);
});
