import type { AppError } from '../../preload/contract';
import type { Result } from '../base/result';
import { openWithEngine } from './engine/open-pdf';
import type { DocumentOptions, TableMethod } from './read-document';
import { readDocument } from './read-document';
import type { CustomerSink, ExportSummary } from './records/customer-sink';

/**
 * Reads into `sink` with pdf-parse's engine only. By default `way` is the drawn cells, or the
 * positions of the texts if a report draws no cells.
 */
export async function readWithEngine(
  bytes: Uint8Array,
  sink: CustomerSink,
  options: DocumentOptions = {},
  way?: TableMethod,
): Promise<Result<ExportSummary, AppError>> {
  const opened = await openWithEngine(bytes);
  return opened.ok ? readDocument(opened.value, sink, options, way) : opened;
}
