/**
 * Reads an export in a process of its own and prints a {@link ChildReading} as JSON. The time runs
 * from the start of the reading thread to the last customer. Arguments: a name in `WAYS`, the
 * folder of the app's scripts, the export. read-in-child.ts bundles this file.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { MessageChannel, Worker } from 'node:worker_threads';
import { systemClock } from '../../main/base/clock';
import { takeRows } from '../../main/base/handed-rows';
import type { ExportReader } from '../../main/pdf/reader';
import { READER_LIMITS, createReader } from '../../main/pdf/reader';
import type { ReaderData, ReaderMessage, ReaderRequest } from '../../main/pdf/worker';
import { waitRealTime } from '../helpers/real-time';

export interface ChildReading {
  readonly ms: number;
  /** The peak memory of the process, and its memory before reading. */
  readonly peakMegabytes: number;
  readonly startMegabytes: number;
  readonly customers: number;
}

/** A wait longer than the reading thread's practice run, after which the thread is idle. */
const PRACTISED_MS = 2_000;

/** Ways to read. Each returns the number of customers, 0 if unknown. `start` restarts the time. */
const WAYS: Readonly<Record<string, (scripts: string, path: string, start: () => void) => Promise<number>>> =
  {
    /** Reads with the app's reader, which first starts a thread. */
    app: (scripts, path) => readAsTheApp(scripts, path, () => Promise.resolve()),

    /** Reads as in a sync, whose reading thread is prepared while the portal creates the export. */
    ready: (scripts, path, start) =>
      readAsTheApp(scripts, path, async (reader) => {
        reader.prepare();
        await waitRealTime(PRACTISED_MS);
        start();
      }),

    /** Runs the reading thread alone and discards its results, to measure only its own memory. */
    thread: (scripts, path) =>
      new Promise((resolve, reject) => {
        const worker = new Worker(join(scripts, 'pdf-worker.js'), {
          workerData: { hasEngine: true } satisfies ReaderData,
          resourceLimits: READER_LIMITS,
          stderr: true,
        });
        const { port1, port2 } = new MessageChannel();
        port2.on('message', () => undefined);
        worker.once('error', reject);
        worker.on('message', (message: ReaderMessage) => {
          if (message.kind === 'done') {
            resolve(message.result.ok ? message.result.value.count : 0);
            port2.close();
            void worker.terminate();
          }
        });
        worker.postMessage({ kind: 'read', path, rows: port1 } satisfies ReaderRequest, [port1]);
      }),

    /** Extracts the text alone, with pdf-parse (pdf.js). */
    async 'pdf-parse'(_scripts, path) {
      const { PDFParse } = await import('pdf-parse');
      const parser = new PDFParse({ data: new Uint8Array(readFileSync(path)), verbosity: 0 });
      await parser.getText();
      await parser.destroy();
      return 0;
    },
  };

async function readAsTheApp(
  scripts: string,
  path: string,
  before: (reader: ExportReader) => Promise<void>,
): Promise<number> {
  const reader = createReader({ workerPath: join(scripts, 'pdf-worker.js'), clock: systemClock });
  await before(reader);
  const { signal } = new AbortController();
  const result = await reader.read(path, { signal, onProgress: () => undefined });
  if (!result.ok) {
    throw new Error(result.error.code);
  }
  return takeRows(result.value.rows).length;
}

async function main(): Promise<void> {
  const [way = '', scripts = '', path = ''] = process.argv.slice(2);
  const startMegabytes = process.memoryUsage.rss() / 1_048_576;
  let startedAt = performance.now();
  const start = (): void => {
    startedAt = performance.now();
  };
  const customers = (await WAYS[way]?.(scripts, path, start)) ?? 0;
  const ms = performance.now() - startedAt;
  const peakMegabytes = peakKilobytes() / 1_024;
  const reading: ChildReading = { ms, peakMegabytes, startMegabytes, customers };
  process.stdout.write(`${JSON.stringify(reading)}\n`);
}

/** Returns the peak memory of this process. On Linux `maxRSS` may be that of the parent. */
function peakKilobytes(): number {
  if (process.platform !== 'linux') {
    return process.resourceUsage().maxRSS;
  }
  return Number(/^VmHWM:\s+(\d+) kB/m.exec(readFileSync('/proc/self/status', 'utf8'))?.[1]);
}

void main();
