import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { expect, onTestFinished, test, vi } from 'vitest';
import { systemClock } from '../../main/base/clock';
import { takeRows } from '../../main/base/handed-rows';
import { readExportFile } from '../../main/command-line/read-export-file';
import { createReader } from '../../main/pdf/reader';
import { FakeClock } from '../helpers/fake-clock';
import { tempFolder } from '../helpers/temp-folder';
import { portalColumn, portalLayout } from '../reader/generator/layout';
import { draw, shortRecords } from '../reader/read-drawn';

const FIXTURE = join(import.meta.dirname, '../fixtures/clienti-8-pages.pdf');
const WORKER = join(import.meta.dirname, '../../out/main/pdf-worker.js');
const reader = createReader({
  workerPath: WORKER,
  clock: systemClock,
});

test('the reader works in its own thread and reports its progress', async () => {
  const reported: number[] = [];
  const result = await reader.read(FIXTURE, {
    signal: new AbortController().signal,
    onProgress: (read) => void reported.push(read),
  });
  expect(result.ok && result.value.declaredCount).toBe(240);
  expect(reported.length).toBeGreaterThan(0);
  expect(reported).toEqual([...reported].sort((a, b) => a - b));
});

test('a prepared thread reads the same, once per preparation', async () => {
  const read = async (): Promise<unknown> => {
    const { signal } = new AbortController();
    const result = await reader.read(FIXTURE, { signal, onProgress: () => undefined });
    return result.ok ? { ...result.value, rows: takeRows(result.value.rows) } : result;
  };
  const plain = await read();
  const release = reader.prepare();
  expect(await read()).toEqual(plain);
  // The read has used up the prepared thread. So the release ends nothing; a read starts another.
  release();
  expect(await read()).toEqual(plain);
  const releaseUnused = reader.prepare();
  releaseUnused();
  expect(await read()).toEqual(plain);
});

test('a large export is read again when its last rows show English dates', async () => {
  // These are more rows than the reader holds before it assumes a date format.
  const records = shortRecords(2_100).map((record, index) => ({
    ...record,
    lastOrderDate: index === 0 ? '2025-11-12' : index < 2_060 ? null : '2025-12-31',
  }));
  const fields = ['id', 'name', 'lastOrderDate', 'salesCents'] as const;
  const layout = portalLayout(fields.map((field) => portalColumn(field)));
  const { pdf, sheet } = await draw({ ...layout, figures: { ...layout.figures, dates: 'en' } }, records);
  const path = join(tempFolder(), 'export.pdf');
  writeFileSync(path, pdf);
  const reported: number[] = [];
  const result = await reader.read(path, {
    signal: new AbortController().signal,
    onProgress: (read) => void reported.push(read),
  });
  expect(result.ok && takeRows(result.value.rows)).toEqual(sheet.truth.customers);
  expect(result.ok && result.value.sums).toEqual(sheet.totals.sums);
  expect(reported.at(-1)).toBe(2_100);
});

test('an unused thread ends by itself and is never terminated during its work', async () => {
  const clock = new FakeClock();
  const terminate = vi.spyOn(Worker.prototype, 'terminate');
  onTestFinished(() => terminate.mockRestore());
  const idleReader = createReader({ workerPath: WORKER, clock });
  for (const turns of [0, 1, 100, 10_000, 50_000]) {
    const release = idleReader.prepare();
    // Depending on the turns, the release comes at the start, while the thread loads or practises.
    for (let turn = 0; turn < turns; turn += 1) {
      await new Promise((resolve) => setImmediate(resolve));
    }
    release();
  }
  const stop = new AbortController();
  const reading = idleReader.read(FIXTURE, { signal: stop.signal, onProgress: () => undefined });
  stop.abort();
  expect(await reading).toMatchObject({ ok: false, error: { code: 'CANCELLED' } });
  expect(clock.pendingTimers).toBeGreaterThan(0);
  // Each release waits for the end of its thread while the clock stands still.
  await expect.poll(() => clock.pendingTimers, { timeout: 15_000 }).toBe(0);
  expect(terminate).not.toHaveBeenCalled();
});

test('a read with too much memory, in the heap or outside, is ended and refused', async () => {
  const clock = new FakeClock();
  let usedMb = 200;
  const watched = createReader({ workerPath: WORKER, clock, memoryMb: () => usedMb });
  const reading = watched.read(FIXTURE, {
    signal: new AbortController().signal,
    onProgress: () => undefined,
  });
  usedMb += 700;
  await clock.advance(250);
  expect(await reading).toMatchObject({
    ok: false,
    error: { code: 'UNREADABLE_PDF', message: 'The export needs more memory than a reader may use' },
  });
});

test('a cancelled read stops and reports nothing more', async () => {
  const stop = new AbortController();
  let reported = 0;
  const reading = reader.read(FIXTURE, {
    signal: stop.signal,
    onProgress() {
      reported += 1;
      stop.abort();
    },
  });
  expect(await reading).toMatchObject({ ok: false, error: { code: 'CANCELLED' } });
  expect(reported).toBe(1);
});

test('a report with fonts for the engine only is read, even in a process without threads', async () => {
  const layout = { ...portalLayout(), bytes: 'other', text: 'whole', font: 'standard' } as const;
  const { pdf, sheet } = await draw(layout, shortRecords(60));
  const path = join(tempFolder(), 'standard.pdf');
  writeFileSync(path, pdf);
  const scripts = join(import.meta.dirname, '../../out/main');
  expect(await readExportFile([path], scripts)).toMatchObject({
    ok: true,
    value: { customers: sheet.truth.customers },
  });
});

test('a missing file and a file that is not a PDF are reported', async () => {
  const signal = new AbortController().signal;
  const missing = await reader.read(join(tempFolder(), 'none.pdf'), { signal, onProgress: () => undefined });
  expect(missing).toMatchObject({ ok: false, error: { code: 'FILE_NOT_FOUND' } });
  const page = join(tempFolder(), 'page.pdf');
  writeFileSync(page, '<html></html>');
  expect(await reader.read(page, { signal, onProgress: () => undefined })).toMatchObject({
    error: { code: 'NOT_A_PDF' },
  });
});

test('no content of a file is written to standard error', async () => {
  const { pdf } = await draw(portalLayout());
  const huge = pdf.toString('latin1').replace('/MediaBox [0 0 612', '/MediaBox [0 99999999999999999999 612');
  const path = join(tempFolder(), 'strange.pdf');
  writeFileSync(path, Buffer.from(huge, 'latin1'));
  const write = vi.spyOn(process.stderr, 'write');
  onTestFinished(() => write.mockRestore());
  await readExportFile([path], join(import.meta.dirname, '../../out/main'));
  expect(write).not.toHaveBeenCalled();
});
