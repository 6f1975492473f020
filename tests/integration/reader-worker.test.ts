import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { tempFolder } from '../helpers/temp-folder';
import { systemClock } from '../../main/base/clock';
import { createReader } from '../../main/pdf/reader';

const FIXTURE = join(import.meta.dirname, '../fixtures/clienti-8-pages.pdf');
const reader = createReader({
  workerPath: join(import.meta.dirname, '../../out/main/pdf-worker.js'),
  clock: systemClock,
});

test('reads in a thread of its own and tells how far it is', async () => {
  const told: number[] = [];
  const result = await reader.read(FIXTURE, {
    signal: new AbortController().signal,
    onProgress: (read) => void told.push(read),
  });
  expect(result.ok && result.value.declaredCount).toBe(240);
  expect(told.length).toBeGreaterThan(0);
  expect(told).toEqual([...told].sort((a, b) => a - b));
});

test('stops at once when it is cancelled', async () => {
  const stop = new AbortController();
  const reading = reader.read(FIXTURE, { signal: stop.signal, onProgress: () => undefined });
  setTimeout(() => stop.abort(), 100);
  const startedAt = performance.now();
  expect(await reading).toMatchObject({ ok: false, error: { code: 'CANCELLED' } });
  expect(performance.now() - startedAt).toBeLessThan(300);
});

test('says that the file is missing, or no PDF', async () => {
  const signal = new AbortController().signal;
  const missing = await reader.read(join(tempFolder(), 'none.pdf'), { signal, onProgress: () => undefined });
  expect(missing).toMatchObject({ ok: false, error: { code: 'FILE_NOT_FOUND' } });
  const page = join(tempFolder(), 'page.pdf');
  writeFileSync(page, '<html></html>');
  expect(await reader.read(page, { signal, onProgress: () => undefined })).toMatchObject({
    error: { code: 'NOT_A_PDF' },
  });
});
