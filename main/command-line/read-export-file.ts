import { join } from 'node:path';
import type { AppError, ExportReading } from '../../preload/contract';
import { appError } from '../../preload/contract/errors';
import { systemClock } from '../base/clock';
import { takeRows } from '../base/handed-rows';
import type { Result } from '../base/result';
import { fail, ok } from '../base/result';
import { createReader } from '../pdf/reader';
import type { PdfEngine } from '../pdf/sandbox/pdf-engine';
import { parseArguments } from './arguments';

/** Runs `read-export FILE.pdf` with the PDF worker in `scriptsFolder`. Returns the customers. */
export async function readExportFile(
  args: readonly string[],
  scriptsFolder: string,
  engine: PdfEngine | null = null,
): Promise<Result<ExportReading, AppError>> {
  const parsed = parseArguments(args, []);
  if (!parsed.ok) {
    return parsed;
  }
  const [file, ...more] = parsed.value.rest;
  if (file === undefined || more.length > 0) {
    return fail(appError('BAD_REQUEST', 'Give the name of one PDF file'));
  }
  // The reader uses a thread, because a thread can be stopped when a hostile file keeps it busy.
  // The thread also keeps pdf-lib's output off standard error.
  const reader = createReader({
    workerPath: join(scriptsFolder, 'pdf-worker.js'),
    clock: systemClock,
    engine,
  });
  const { signal } = new AbortController();
  const read = await reader.read(file, { signal, onProgress: () => undefined });
  if (!read.ok) {
    return read;
  }
  const { warnings, pages, declaredCount, sums, rows } = read.value;
  return ok({ warnings, pages, declaredCount, sums, customers: takeRows(rows) });
}
