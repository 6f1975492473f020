import { readFileSync } from 'node:fs';
import type { Result } from '../../main/base/result';
import type { DrawnDocument, PageDrawing } from '../../main/pdf/drawing/drawing';
import { openWithEngine } from '../../main/pdf/engine/open-pdf';
import type { TableMethod } from '../../main/pdf/read-document';
import { readDocument } from '../../main/pdf/read-document';
import { collectCustomers } from '../../main/pdf/records/customer-sink';
import type { AppError, ExportReading } from '../../preload/contract';

/** Reads an export with the PDF engine, as `readWithEngine` does. */
type EngineReader = (way: TableMethod) => Promise<Result<ExportReading, AppError>>;

/** Returns a reader that runs the engine, the slowest part, only once for several readings. */
export async function engineReader(pdf: Uint8Array): Promise<EngineReader> {
  const opened = await openWithEngine(pdf);
  if (!opened.ok) {
    return () => Promise.resolve(opened);
  }
  const { pageCount } = opened.value;
  const pages: PageDrawing[] = [];
  for (let index = 0; index < pageCount; index += 1) {
    pages.push(await opened.value.page(index, 'cells and lines'));
  }
  await opened.value.close();
  const document: DrawnDocument = {
    pageCount,
    page: (index) => Promise.resolve(pages[index] ?? missing(index)),
    close: () => Promise.resolve(),
  };
  return (way) => collectCustomers((sink) => readDocument(document, sink, {}, way));
}

function missing(index: number): never {
  throw new RangeError(`There is no page ${index}`);
}

const readers = new Map<string, Promise<EngineReader>>();

/** Returns a reader of the file at `path`, which all tests of a test file share. */
export function engineReaderOf(path: string): Promise<EngineReader> {
  const reader = readers.get(path) ?? engineReader(readFileSync(path));
  readers.set(path, reader);
  return reader;
}
