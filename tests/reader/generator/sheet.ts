import type { CustomerField, ExportWarning } from '../../../preload/contract';
import { FIELD_NAMES } from './fields';
import { printed } from './figures';
import type { Layout, LayoutColumn } from './layout';
import type { SourceRecord } from './records';
import type { PrintedTotals } from './totals';
import { printTotals } from './totals';

/** A cell: its printed text, with line breaks, and the expected value. */
export interface Cell {
  readonly text: string;
  readonly value: string | number | null;
  /** Whether the text does not fit its column. */
  readonly isBad?: true;
}

export interface SheetRow {
  /** The cells, one per column of the layout. */
  readonly cells: readonly Cell[];
  /** Whether an earlier row has the same ID. */
  readonly isRepeated: boolean;
}

/** The expected reading of a customer. */
export type TrueCustomer = Readonly<
  Partial<Record<CustomerField, string | number | null>> & {
    other?: Readonly<Record<string, string | null>>;
  }
>;

/** The printed content of an export, and its expected reading. */
export interface Sheet {
  readonly rows: readonly SheetRow[];
  readonly totals: PrintedTotals;
  readonly truth: {
    readonly customers: readonly TrueCustomer[];
    /** The warnings, in no order. */
    readonly warnings: readonly ExportWarning[];
  };
}

/** Returns the text of an unknown column for a customer. */
export type UnknownText = (record: SourceRecord, column: LayoutColumn) => string;

/** Returns the sheet that prints these customers; unknown columns are empty by default. */
export function createSheet(records: readonly SourceRecord[], layout: Layout, unknown?: UnknownText): Sheet {
  const rows = records.map((record): SheetRow => {
    const cells = plainCells(record, layout).map((cell, index): Cell => {
      const column = layout.columns[index];
      return column?.field === null && unknown !== undefined
        ? { text: unknown(record, column), value: null }
        : cell;
    });
    return { cells, isRepeated: false };
  });
  return finishSheet(rows, layout);
}

/** Returns a record's cells for the columns of a layout; cells of unknown columns are empty. */
export function plainCells(record: SourceRecord, { columns, figures }: Layout): readonly Cell[] {
  return columns.map(({ field, kind }): Cell => {
    const value = field === null ? null : record[field];
    return { value, text: value === null ? '' : printed(kind, value, figures) };
  });
}

/** Adds the totals and the expected reading to rows. */
export function finishSheet(rows: readonly SheetRow[], layout: Layout): Sheet {
  const { columns, figures } = layout;
  const numbers = (column: number): readonly number[] =>
    rows.map(({ cells }) => {
      const cell = cells[column];
      return cell === undefined || cell.isBad === true ? 0 : Number(cell.value ?? 0);
    });
  const unreadable = columns.map(({ field }, index) =>
    field === null ? null : unreadableExample(rows, index),
  );
  const totals = printTotals(
    layout.totals,
    columns,
    rows.length,
    numbers,
    figures,
    (column) => unreadable[column] == null,
  );
  const captions = ownCaptions(columns);
  return {
    rows,
    totals,
    truth: {
      customers: rows
        .filter(({ isRepeated }) => !isRepeated)
        .map(({ cells }) => trueCustomer(cells, columns, captions, unreadable)),
      warnings: warningsOf(rows, totals, columns, captions, unreadable),
    },
  };
}

/** Returns the first bad text of a column if at least two and more than a tenth are bad. */
function unreadableExample(rows: readonly SheetRow[], column: number): string | null {
  const filled = rows.flatMap(({ cells }) => cells[column] ?? []).filter(({ text }) => text !== '');
  const bad = filled.filter(({ isBad }) => isBad === true);
  return bad.length > 1 && 10 * bad.length > filled.length ? (bad[0]?.text ?? null) : null;
}

/** Returns the expected captions: trimmed, and with a number from the second equal one on. */
function ownCaptions(columns: readonly LayoutColumn[]): readonly string[] {
  return columns.map(({ header, field }, index) => {
    const before = columns.slice(0, index).filter((one) => one.field === null && one.header === header);
    return field === null && before.length > 0 ? `${header.trim()} ${before.length + 1}` : header.trim();
  });
}

function trueCustomer(
  cells: readonly Cell[],
  columns: readonly LayoutColumn[],
  captions: readonly string[],
  unreadable: readonly (string | null)[],
): TrueCustomer {
  const fields: Record<string, string | number | null> = {};
  const other: Record<string, string | null> = {};
  for (const [index, { field }] of columns.entries()) {
    const { text, value, isBad } = cells[index] ?? { text: '', value: null };
    if (field === null) {
      other[captions[index] ?? ''] = text === '' ? null : text;
    } else if (isBad !== true && unreadable[index] == null) {
      fields[field] = typeof value === 'string' ? value.replace(/\s+/g, ' ').trim() : value;
    }
  }
  return columns.some(({ field }) => field === null) ? { ...fields, other } : fields;
}

function warningsOf(
  rows: readonly SheetRow[],
  totals: PrintedTotals,
  columns: readonly LayoutColumn[],
  captions: readonly string[],
  unreadable: readonly (string | null)[],
): readonly ExportWarning[] {
  const shown = new Set(columns.map(({ field }) => field));
  const captionOf = (index: number): string => captions[index] ?? '';
  const ofColumns = columns.flatMap(({ field, nearly }, index): readonly ExportWarning[] => {
    const column = captionOf(index);
    if (field === null) {
      return [{ code: 'UNKNOWN_COLUMN', column }];
    }
    const text = unreadable[index] ?? null;
    if (text !== null) {
      const example = text.replace(/\d/g, '9').replace(/[a-z]/g, 'a');
      return [{ code: 'UNREADABLE_COLUMN', field, column, example }];
    }
    return nearly === null ? [] : [{ code: 'SIMILAR_COLUMN', field, column, expected: nearly }];
  });
  const ofRows = rows.flatMap(({ cells, isRepeated }, index): readonly ExportWarning[] => {
    const row = index + 1;
    const bad = columns.flatMap(({ field }, column): readonly ExportWarning[] =>
      field !== null && cells[column]?.isBad === true && unreadable[column] == null
        ? [{ code: 'BAD_VALUE', field, row }]
        : [],
    );
    return isRepeated ? [...bad, { code: 'DUPLICATE_ID', row }] : bad;
  });
  return [
    ...ofColumns,
    // A missing E-MAIL column is normal: the list has offered it only since May 2026.
    ...FIELD_NAMES.filter((field) => field !== 'email' && !shown.has(field)).map((field): ExportWarning => ({
      code: 'MISSING_OPTIONAL_COLUMN',
      field,
    })),
    ...ofRows,
    ...(totals.declaredCount === null ? [{ code: 'NO_DECLARED_COUNT' } as const] : []),
    ...totals.wrong.map((index): ExportWarning => {
      const field = columns[index]?.field ?? null;
      return { code: 'SUM_MISMATCH', ...(field === null ? {} : { field }), column: captionOf(index) };
    }),
  ];
}
