import { readFile } from 'node:fs/promises';
import { parentPort, workerData } from 'node:worker_threads';
import type { AppError, ExportReading } from '../../preload/contract';
import { appError } from '../../preload/contract/errors';
import type { Result } from '../base/result';
import { fail } from '../base/result';
import { readExport } from './read-export';

/** What the reading thread tells: how far it is, at most every 100 ms, and at last what it read. */
export type ReaderMessage =
  | { readonly kind: 'progress'; readonly customersRead: number; readonly expected: number | null }
  | { readonly kind: 'done'; readonly result: Result<ExportReading, AppError> };

const PROGRESS_INTERVAL_MS = 100;

if (parentPort !== null) {
  const port = parentPort;
  const tell = (message: ReaderMessage): void => port.postMessage(message);
  void readFileAndTell((workerData as { readonly path: string }).path, tell);
}

async function readFileAndTell(path: string, tell: (message: ReaderMessage) => void): Promise<void> {
  let bytes;
  try {
    bytes = await readFile(path);
  } catch {
    tell({ kind: 'done', result: fail(appError('FILE_NOT_FOUND', 'The export file cannot be opened')) });
    return;
  }
  let toldAt = -Infinity;
  const result = await readExport(bytes, {
    onProgress(customersRead, expected) {
      const now = performance.now();
      if (now - toldAt >= PROGRESS_INTERVAL_MS || customersRead === expected) {
        toldAt = now;
        tell({ kind: 'progress', customersRead, expected });
      }
    },
  });
  tell({ kind: 'done', result });
}
