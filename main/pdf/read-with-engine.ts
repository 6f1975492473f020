import type { AppError, ExportReading } from '../../preload/contract';
import type { Result } from '../base/result';
import { openWithEngine } from './open-pdf';
import type { DocumentOptions, TableWay } from './read-document';
import { readDocument } from './read-document';

/**
 * Reads with pdf-parse's engine alone, `way` saying how: by default the cells that are drawn, and where a report draws
 * none, the positions of its texts.
 */
export async function readWithEngine(
  bytes: Uint8Array,
  options: DocumentOptions = {},
  way?: TableWay,
): Promise<Result<ExportReading, AppError>> {
  const opened = await openWithEngine(bytes);
  return opened.ok ? readDocument(opened.value, options, way) : opened;
}
