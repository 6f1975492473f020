import type { AppError } from '../../../preload/contract';
import { appError } from '../../../preload/contract/errors';
import type { Result } from '../../base/result';
import { fail, ok } from '../../base/result';
import { isIdHeader } from '../columns/headers';
import { isTotalRow, readCount } from '../columns/total-row';
import type { PageDrawing } from '../drawing/drawing';
import type { Segment } from '../text-segments';
import { splitIntoSegments } from '../text-segments';
import { cellText, headerText } from './cell-text';
import type { PageTable, TableRow } from './page-table';
import type { PageDrawings, TableSource } from './tables';
import type { TextColumn } from './text-columns';
import { fitColumns } from './text-columns';
import { splitIntoLines } from './text-lines';

/** The limit in font sizes: lines of a cell are 1.15 apart, those of other rows at least 1.38. */
const LINE_STEP = 1.27;
/** The tolerance, in points, for the middles of the cells in a row. */
const SAME_ROW = 1;

interface TextPage {
  readonly headers: readonly Segment[];
  readonly segments: readonly Segment[];
  /** Texts below the customers that look like totals, in the total row or on their own line. */
  readonly totals: readonly Segment[];
}

/**
 * Finds the tables of a report without drawn cells by the positions of its texts. This suits
 * producers that draw in other ways. Headers must be in the middle of their columns, and cells
 * aligned to one side. Lines of a cell must be closer together than rows, and cells centred at the
 * height of their row's ID. Other layouts fail with STRIP_MISMATCH and are never guessed. Also
 * fails like {@link PageDrawings.drawing}.
 */
export async function textTables(drawings: PageDrawings): Promise<Result<TableSource, AppError>> {
  const pages: TextPage[] = [];
  for (let index = 0; index < drawings.pageCount; index += 1) {
    const drawing = await drawings.drawing(index, 'cells');
    if (!drawing.ok) {
      return drawing;
    }
    pages.push(toTextPage(drawing.value));
  }
  const withId = pages.flatMap((page, index) => (idColumn(page) === -1 ? [] : [index]));
  const [first = 0, second = pages.length] = withId;
  const cycle = withId.length > 1 ? second - first : pages.length;
  const strips = fitStrips(pages, cycle);
  return ok({
    pageCount: pages.length,
    table: (index) => {
      const page = pages[index];
      const start = index - (index % cycle);
      const idPage = pages[start + (first % cycle)];
      const columns = strips[index % cycle];
      const table =
        page === undefined || idPage === undefined || columns === undefined
          ? null
          : toTable(page, columns, {
              customers: rowHeights(idPage, strips[first % cycle] ?? []),
              total: totalHeight(pages.slice(start, start + cycle), strips),
            });
      return Promise.resolve(
        table === null
          ? fail(appError('STRIP_MISMATCH', 'The texts of a page form no table', { page: index + 1 }))
          : ok(table),
      );
    },
  });
}

function toTextPage({ texts }: PageDrawing): TextPage {
  const segments = splitIntoLines(texts).flatMap(splitIntoSegments);
  const [top] = segments;
  const isHeader = ({ y, fontSize }: Segment): boolean => top !== undefined && top.y - y < fontSize / 2;
  const rows = segments.filter((segment) => !isHeader(segment));
  const firstTotal = rows.findLastIndex(({ pieces }) => !isTotalRow([cellText(pieces)])) + 1;
  return {
    headers: segments.filter(isHeader),
    segments: rows.slice(0, firstTotal),
    totals: rows.slice(firstTotal),
  };
}

function idColumn({ headers }: TextPage): number {
  return headers.findIndex(({ text }) => isIdHeader(text));
}

function fitStrips(pages: readonly TextPage[], cycle: number): readonly (readonly TextColumn[])[] {
  const strips = pages.slice(0, cycle).map(({ headers }, strip) => ({
    headers,
    segments: pages.filter((_, index) => index % cycle === strip).flatMap(({ segments }) => segments),
  }));
  // A report without customers shows only headers, which need no columns.
  return strips.every(({ segments }) => segments.length === 0)
    ? strips.map(() => [])
    : (fitColumns(strips) ?? []);
}

/** Returns the heights of the rows from top to bottom, which are the middles of the IDs. */
function rowHeights(page: TextPage, columns: readonly TextColumn[]): readonly number[] | null {
  if (page.segments.length === 0) {
    return [];
  }
  return cellsOf(page, columns)?.[idColumn(page)]?.map(middle) ?? null;
}

/**
 * Returns the height of a band's total row, if any. Totals outside the columns are on other lines.
 */
function totalHeight(band: readonly TextPage[], strips: readonly (readonly TextColumn[])[]): number | null {
  const inColumns = band.flatMap(({ totals }, strip) =>
    totals.filter((total) => strips[strip]?.some((column) => column.holds(total))),
  );
  // A line below the table may also be in a column; the uppermost line is the total row.
  return inColumns.length === 0 ? null : Math.max(...inColumns.map(({ y }) => y));
}

type Cell = readonly Segment[];

/** Returns the cells of each column from top to bottom, or `null` if a text is in no column. */
function cellsOf(page: TextPage, columns: readonly TextColumn[]): readonly (readonly Cell[])[] | null {
  const cells: Segment[][][] = columns.map(() => []);
  for (const segment of page.segments) {
    const column = columns.findIndex((one) => one.holds(segment));
    const known = cells[column];
    if (known === undefined) {
      return null;
    }
    const above = known.at(-1)?.at(-1);
    if (above !== undefined && above.y - segment.y < LINE_STEP * segment.fontSize) {
      known.at(-1)?.push(segment);
    } else {
      known.push([segment]);
    }
  }
  return cells;
}

function middle(cell: Cell): number {
  return ((cell[0]?.y ?? 0) + (cell.at(-1)?.y ?? 0)) / 2;
}

function toTable(
  page: TextPage,
  columns: readonly TextColumn[],
  heightsOf: { readonly customers: readonly number[] | null; readonly total: number | null },
): PageTable | null {
  const byColumn = cellsOf(page, columns);
  const { customers, total } = heightsOf;
  if (byColumn === null || customers === null) {
    return null;
  }
  const isTotal = (height: number): boolean => total !== null && Math.abs(height - total) <= SAME_ROW;
  // A count without its word is below the IDs and looks like one more ID.
  const heights = customers.filter((height) => !isTotal(height));
  const texts = heights.map(() => columns.map(() => ''));
  // A line below the total row may also be in a column.
  const inTotalRow = page.totals.filter(({ y }) => isTotal(y));
  const totalCells = columns.map((column) =>
    cellText(inTotalRow.filter((one) => column.holds(one)).flatMap(({ pieces }) => pieces)),
  );
  for (const [column, cells] of byColumn.entries()) {
    for (const cell of cells) {
      const row = heights.findIndex((height) => Math.abs(height - middle(cell)) <= SAME_ROW);
      const line = texts[row] ?? (isTotal(middle(cell)) ? totalCells : undefined);
      if (line === undefined) {
        return null;
      }
      line[column] = cellText(cell.flatMap(({ pieces }) => pieces));
    }
  }
  const rows = texts.map((cells, row): TableRow => {
    const height = heights[row] ?? 0;
    return { top: height, bottom: height, cells };
  });
  const loose = page.totals.filter(
    (one) => !inTotalRow.includes(one) || !columns.some((column) => column.holds(one)),
  );
  const counts = loose.map(({ pieces }) => readCount(cellText(pieces)));
  return {
    headers: page.headers.map(({ pieces }) => headerText(pieces)),
    rows: total === null ? rows : [...rows, { top: total, bottom: total, cells: totalCells }],
    declaredCount: counts.find((count) => count !== null) ?? null,
  };
}
