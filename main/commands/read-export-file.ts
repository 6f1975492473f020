import { readFile } from 'node:fs/promises';
import type { AppError, ExportReading } from '../../preload/contract';
import { appError } from '../../preload/contract/errors';
import type { Result } from '../base/result';
import { fail } from '../base/result';
import { readExport } from '../pdf/read-export';
import { parseArguments } from './arguments';

/** `read-export FILE.pdf`: the customers of an export, or why it is refused. */
export async function readExportFile(args: readonly string[]): Promise<Result<ExportReading, AppError>> {
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
  return readExport(bytes);
}
