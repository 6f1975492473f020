import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Worker } from 'node:worker_threads';
import { afterAll, expect, test, vi } from 'vitest';
import { SpareThreads } from './spare-threads';

const folder = mkdtempSync(join(tmpdir(), 'archibald-spare-'));
afterAll(() => rmSync(folder, { recursive: true }));

function script(name: string, code: string): string {
  const path = join(folder, `${name}.cjs`);
  writeFileSync(path, `const { parentPort, threadId } = require('node:worker_threads');\n${code}`);
  return path;
}

async function answerOf(worker: Worker): Promise<unknown> {
  worker.postMessage('what');
  const [answer] = (await once(worker, 'message')) as [unknown];
  return answer;
}

test('started threads are used first, then new ones', async () => {
  const path = script('answers', "parentPort.once('message', () => parentPort.postMessage(threadId));");
  const spare = new SpareThreads(path, 2);
  const taken = [spare.take(), spare.take(), spare.take()];
  const threads = taken.map(({ threadId }) => threadId);
  const answers = await Promise.all(taken.map(answerOf));
  expect(answers).toEqual(threads);
  expect(new Set(answers).size).toBe(3);
});

test('a failed spare thread is not used and does no other harm', async () => {
  const spare = new SpareThreads(script('breaks', "throw new RangeError('No');"), 1);
  await vi.waitFor(() => expect(spare.count).toBe(0));
  const [error] = (await once(spare.take(), 'error')) as [Error];
  expect(error.name).toBe('RangeError');
});

test('each spare thread ends by itself after loading its script', async () => {
  const marks = join(folder, 'marks');
  const continueFile = join(folder, 'go-on');
  const path = script(
    'slow',
    `const { appendFileSync, existsSync } = require('node:fs');
    appendFileSync(${JSON.stringify(marks)}, 'begun ');
    while (!existsSync(${JSON.stringify(continueFile)}));
    appendFileSync(${JSON.stringify(marks)}, 'loaded ');
    parentPort.once('message', () => parentPort.close());`,
  );
  const spare = new SpareThreads(path, 1);
  await vi.waitFor(() => expect(readFileSync(marks, 'utf8')).toBe('begun '));
  const closing = spare.close();
  writeFileSync(continueFile, '');
  await closing;
  expect(readFileSync(marks, 'utf8')).toBe('begun loaded ');
  expect(spare.count).toBe(0);
});

test('spare threads that fail while ending delay nothing', async () => {
  const spare = new SpareThreads(script('breaks-later', "throw new RangeError('No');"), 1);
  await spare.close();
  expect(spare.count).toBe(0);
});
