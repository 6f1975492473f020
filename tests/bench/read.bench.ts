/**
 * `npm run bench:read`: how long reading takes, beside others on the same files in the same run, as one JSON value.
 * Figures depend on the machine; only their ratios mean something elsewhere.
 */
import { execFile, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay, performance } from 'node:perf_hooks';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { systemClock } from '../../main/base/clock';
import { seededRandom } from '../../main/demo/random';
import { createReader } from '../../main/pdf/reader';
import { drawExport } from '../reader/generator/draw';
import { portalLayout } from '../reader/generator/layout';
import { randomRecords } from '../reader/generator/records';
import { sheetOf } from '../reader/generator/sheet';

const SCRIPTS = join(import.meta.dirname, '../../out/main');
const RUNS = 5;
/** While the file is being read, on any machine. */
const CANCEL_AFTER_MS = 400;
const USUAL = 1_452;
const MANY = [10_000, 50_000] as const;
/** Text extraction alone with pdf-parse (pdf.js), in a process of its own. */
const PDF_JS = `
  const { PDFParse } = require('pdf-parse');
  const parser = new PDFParse({ data: new Uint8Array(require('node:fs').readFileSync(process.argv[1])), verbosity: 0 });
  parser.getText().then(() => parser.destroy());
`;

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'archibald-bench-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test(
  'reading exports',
  async () => {
    const usual = await draw(USUAL);
    const read = await medianMs(process.execPath, [join(SCRIPTS, 'cli.js'), 'read-export', usual]);
    const others = {
      mutool: await medianMs('mutool', ['draw', '-F', 'stext', '-o', '/dev/null', usual]),
      pdfJs: await medianMs(process.execPath, ['-e', PDF_JS, usual], 3),
      pdftotext: await medianMs('pdftotext', [usual, '/dev/null'], 3),
    };
    const large = [];
    for (const count of MANY) {
      large.push({ customers: count, ...(await readLarge(await draw(count))) });
    }
    const [some, most] = large;
    const perPage = (one: typeof some): number => (one === undefined ? 0 : one.ms / one.pages);
    const ratio = (one: number | null, other: number | null): number | null =>
      one === null || other === null ? null : round(one / other);
    const figures = {
      usual: { customers: USUAL, ms: read, others, ratioToMutool: ratio(read, others.mutool) },
      large,
      // 1 is exactly proportional to the pages.
      linearity: round(perPage(most) / perPage(some)),
    };
    process.stdout.write(`${JSON.stringify(figures)}\n`);
    expect(read).not.toBeNull();
  },
  20 * 60_000,
);

/** An export in the portal's own form, of so many customers. */
async function draw(count: number): Promise<string> {
  const path = join(folder, `${count}.pdf`);
  if (!existsSync(path)) {
    const random = seededRandom(`bench ${count}`);
    const layout = portalLayout();
    const { pdf } = await drawExport(sheetOf(randomRecords(random, count), layout), layout, random);
    writeFileSync(path, pdf);
  }
  return path;
}

/** The median of cold runs in milliseconds, or `null` when there is no such program. */
async function medianMs(program: string, args: readonly string[], runs = RUNS): Promise<number | null> {
  const times: number[] = [];
  for (let run = 0; run < runs; run += 1) {
    const startedAt = performance.now();
    try {
      await promisify(execFile)(program, args, { maxBuffer: 2 ** 28 });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') {
        return null;
      }
      throw error;
    }
    times.push(performance.now() - startedAt);
  }
  return Math.round(times.sort((a, b) => a - b)[Math.floor(runs / 2)] ?? 0);
}

interface LargeRead {
  readonly pages: number;
  readonly megabytes: number;
  readonly ms: number;
  /** Of the reading process; `null` where the system does not tell. */
  readonly peakMegabytes: number | null;
  /** The longest that the app's event loop stood still while a thread read the file. */
  readonly longestBlockMs: number;
  /** The longest time between two tellings of progress. */
  readonly longestSilenceMs: number;
  /** From the cancellation to its end. */
  readonly cancelMs: number;
}

async function readLarge(path: string): Promise<LargeRead> {
  const startedAt = performance.now();
  const peakMegabytes = await peakMemory([join(SCRIPTS, 'cli.js'), 'read-export', path]);
  const ms = Math.round(performance.now() - startedAt);

  const reader = createReader({ workerPath: join(SCRIPTS, 'pdf-worker.js'), clock: systemClock });
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  let toldAt = performance.now();
  let longestSilenceMs = 0;
  const result = await reader.read(path, {
    signal: new AbortController().signal,
    onProgress() {
      longestSilenceMs = Math.max(longestSilenceMs, performance.now() - toldAt);
      toldAt = performance.now();
    },
  });
  delay.disable();
  if (!result.ok) {
    throw new Error(JSON.stringify(result.error));
  }
  return {
    pages: result.value.pages,
    megabytes: round(readFileSync(path).length / 1_048_576),
    ms,
    peakMegabytes,
    longestBlockMs: round(delay.max / 1e6),
    longestSilenceMs: Math.round(longestSilenceMs),
    cancelMs: await cancelMs(path),
  };
}

async function cancelMs(path: string): Promise<number> {
  const reader = createReader({ workerPath: join(SCRIPTS, 'pdf-worker.js'), clock: systemClock });
  const stop = new AbortController();
  let stoppedAt = 0;
  setTimeout(() => {
    stoppedAt = performance.now();
    stop.abort();
  }, CANCEL_AFTER_MS);
  await reader.read(path, { signal: stop.signal, onProgress: () => undefined });
  return round(performance.now() - stoppedAt);
}

function peakMemory(args: readonly string[]): Promise<number | null> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, { stdio: 'ignore' });
    let peak: number | null = null;
    const watch = setInterval(() => {
      try {
        const found = /VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${child.pid ?? 0}/status`, 'utf8'))?.[1];
        peak = found === undefined ? peak : Math.round(Number(found) / 1_024);
      } catch {
        // Not on this system, or the process is just gone.
      }
    }, 10);
    child.once('error', reject);
    child.once('exit', () => {
      clearInterval(watch);
      resolve(peak);
    });
  });
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
