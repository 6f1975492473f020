import type { AppError } from '../../preload/contract';
import type { Result } from '../base/result';
import { openWithEngine } from './engine/open-pdf';
import type { DocumentOptions, TableWay } from './read-document';
import { readDocument } from './read-document';
import type { CustomerSink, ExportSummary } from './records/customer-sink';

/**
 * Reads into `sink` with pdf-parse's engine alone, `way` saying how: by default the cells that are drawn, and where a
 * report draws none, the positions of its texts.
 */
export async function readWithEngine(
  bytes: Uint8Array,
  sink: CustomerSink,
  options: DocumentOptions = {},
  way?: TableWay,
): Promise<Result<ExportSummary, AppError>> {
  const opened = await openWithEngine(bytes);
  return opened.ok ? readDocument(opened.value, sink, options, way) : opened;
}
