import type { AppError } from '../../../preload/contract';
import { appError } from '../../../preload/contract/errors';
import type { Result } from '../../base/result';
import { fail, ok } from '../../base/result';
import type { Detail, DrawnDocument, PageDrawing } from '../drawing/drawing';
import { UnsupportedPdf } from '../drawing/unsupported-pdf';
import type { PageTable } from './page-table';
import { tableFromFills, tableFromLines } from './page-table';

/** The tables of an export, page by page, whichever way they are found. */
export interface TableSource {
  readonly pageCount: number;
  /** The table of page `index` (from 0). Fails with CANCELLED, UNREADABLE_PDF, WRONG_REPORT or STRIP_MISMATCH. */
  table(index: number): Promise<Result<PageTable, AppError>>;
}

/** Reads drawings page by page, errors as values; lets others work in between, so that a cancellation gets through. */
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

  /** Fails with CANCELLED, or UNREADABLE_PDF when the page cannot be decoded. */
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
      // A page that cannot be decoded fails with plain errors of many names, from zlib and pdf.js.
      return fail(appError('UNREADABLE_PDF', 'A page of the PDF cannot be read', { page: index + 1 }));
    }
  }
}

const PAUSE_EVERY_MS = 50;

/** The quicker of the two where there is one: not in a page. */
const soon: (callback: () => void) => unknown =
  typeof setImmediate === 'function' ? setImmediate : setTimeout;

/** The tables that filled cells make. Fails with WRONG_REPORT where not all of a page's cells are filled. */
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
        ? fail(appError('WRONG_REPORT', 'A page holds no table of filled cells', { page: index + 1 }))
        : ok(table);
    },
  };
}

/** The tables that lines and the edges of fills make. Takes longer than filled cells alone. */
export function linedTables(drawings: PageDrawings): TableSource {
  return {
    pageCount: drawings.pageCount,
    async table(index) {
      const drawing = await drawings.drawing(index, 'cells and lines');
      return drawing.ok ? tableFromLines(drawing.value, index + 1) : drawing;
    },
  };
}
