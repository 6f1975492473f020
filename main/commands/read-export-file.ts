import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { AppError, ExportReading } from '../../preload/contract';
import { appError } from '../../preload/contract/errors';
import { systemClock } from '../base/clock';
import type { Result } from '../base/result';
import { fail } from '../base/result';
import { readExport } from '../pdf/read-export';
import { createReader } from '../pdf/reader';
import { parseArguments } from './arguments';

/** `read-export FILE.pdf`: the customers of an export, or why it is refused. `scriptsFolder` holds the threads' scripts. */
export async function readExportFile(
  args: readonly string[],
  scriptsFolder: string,
): Promise<Result<ExportReading, AppError>> {
  const parsed = parseArguments(args, []);
  if (!parsed.ok) {
    return parsed;
  }
  const [file, ...more] = parsed.value.rest;
  if (file === undefined || more.length > 0) {
    return fail(appError('BAD_REQUEST', 'Give the name of one PDF file'));
  }
  let bytes;
  try {
    bytes = await readFile(file);
  } catch {
    return fail(appError('FILE_NOT_FOUND', 'The export file cannot be opened'));
  }
  return readExport(bytes, { engine: () => readInThread(file, scriptsFolder) });
}

/** An engine may take any time and memory for a hostile file: only a thread of its own can be stopped. */
function readInThread(path: string, scriptsFolder: string): Promise<Result<ExportReading, AppError>> {
  const reader = createReader({ workerPath: join(scriptsFolder, 'pdf-worker.js'), clock: systemClock });
  return reader.read(path, { signal: new AbortController().signal, onProgress: () => undefined });
}
