import type { AppError } from '../../../preload/contract';
import { appError } from '../../../preload/contract/errors';
import type { Result } from '../../base/result';
import { fail, ok } from '../../base/result';
import type { Detail, DrawnDocument, PageDrawing } from '../drawing/drawing';
import { UnsupportedPdf } from '../drawing/unsupported-pdf';
import type { PageTable } from './page-table';
import { tableFromFills, tableFromLines } from './page-table';

export interface TableSource {
  readonly pageCount: number;
  /** Returns a table. Fails with CANCELLED, UNREADABLE_PDF, WRONG_REPORT or STRIP_MISMATCH. */
  table(index: number): Promise<Result<PageTable, AppError>>;
}

/** Reads drawings page by page. Pauses between pages, so that it can be cancelled. */
export class PageDrawings {
  readonly pageCount: number;
  readonly #document: DrawnDocument;
  readonly #signal: AbortSignal | undefined;
  #pausedAt = performance.now();

  constructor(document: DrawnDocument, signal: AbortSignal | undefined) {
    this.pageCount = document.pageCount;
    this.#document = document;
    this.#signal = signal;
  }

  /** Fails with CANCELLED, or with UNREADABLE_PDF if the page cannot be decoded. */
  async drawing(index: number, detail: Detail): Promise<Result<PageDrawing, AppError>> {
    if (performance.now() - this.#pausedAt > PAUSE_EVERY_MS) {
      await new Promise<void>((resolve) => void soon(resolve));
      this.#pausedAt = performance.now();
    }
    if (this.#signal?.aborted === true) {
      return fail(appError('CANCELLED', 'Reading was cancelled'));
    }
    try {
      return ok(await this.#document.page(index, detail));
    } catch (error) {
      if (error instanceof UnsupportedPdf) {
        throw error;
      }
      // For an undecodable page, zlib and pdf.js throw errors with many different names.
      return fail(appError('UNREADABLE_PDF', 'A page of the PDF cannot be read', { page: index + 1 }));
    }
  }
}

const PAUSE_EVERY_MS = 50;

/** setImmediate is faster than a timer, but a page does not have it. */
const soon: (callback: () => void) => unknown =
  typeof setImmediate === 'function' ? setImmediate : setTimeout;

/** Finds tables by filled cells. Fails with WRONG_REPORT if some cells of a page have no fill. */
export function filledTables(drawings: PageDrawings): TableSource {
  return {
    pageCount: drawings.pageCount,
    async table(index) {
      const drawing = await drawings.drawing(index, 'cells');
      if (!drawing.ok) {
        return drawing;
      }
      const table = tableFromFills(drawing.value);
      return table === null
        ? fail(appError('WRONG_REPORT', 'A page has no table of filled cells', { page: index + 1 }))
        : ok(table);
    },
  };
}

/** Finds tables by lines and the edges of fills. Takes longer than {@link filledTables}. */
export function linedTables(drawings: PageDrawings): TableSource {
  return {
    pageCount: drawings.pageCount,
    async table(index) {
      const drawing = await drawings.drawing(index, 'cells and lines');
      return drawing.ok ? tableFromLines(drawing.value, index + 1) : drawing;
    },
  };
}
