import { join } from 'node:path';
import type { AppError, ExportReading } from '../../preload/contract';
import { appError } from '../../preload/contract/errors';
import { systemClock } from '../base/clock';
import type { Result } from '../base/result';
import { fail, ok } from '../base/result';
import { gather } from '../pdf/customer-sink';
import type { CustomerSink, ExportSummary } from '../pdf/customer-sink';
import { readExportInto } from '../pdf/read-export';
import { createReader } from '../pdf/reader';
import { openFile } from '../pdf/streams/byte-source';
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
  let source;
  try {
    source = openFile(file);
  } catch {
    return fail(appError('FILE_NOT_FOUND', 'The export file cannot be opened'));
  }
  try {
    const engine = (into: CustomerSink): ReturnType<typeof readInThread> =>
      readInThread(file, scriptsFolder, into);
    return await gather((sink) => readExportInto(source, sink, { engine }));
  } finally {
    source.close();
  }
}

/** An engine may take any time and memory for a hostile file: only a thread of its own can be stopped. */
async function readInThread(
  path: string,
  scriptsFolder: string,
  sink: CustomerSink,
): Promise<Result<ExportSummary, AppError>> {
  const reader = createReader({ workerPath: join(scriptsFolder, 'pdf-worker.js'), clock: systemClock });
  const read = await reader.read(path, {
    signal: new AbortController().signal,
    onProgress: () => undefined,
  });
  if (!read.ok) {
    return read;
  }
  const { customers, ...summary } = read.value;
  await sink.begin();
  await sink.take(customers);
  return ok(summary);
}
