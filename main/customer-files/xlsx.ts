import type { Cell, CellObject, Row } from 'write-excel-file/node';
import writeXlsx from 'write-excel-file/node';
import type { ColumnKind } from '../../preload/contract';
import type { FileColumn, FileFormat, RowValues } from './cells';
import { looksLikeNumber } from './figure-like';
import { fileValue } from './phone-cells';

/** The number formats of Excel. Texts need none: one that starts like a formula stays a text. */
const FORMATS: Readonly<Record<ColumnKind, string | null>> = {
  text: null,
  // This format keeps the cell a text even after the user edits it.
  code: '@',
  date: 'dd/mm/yyyy',
  count: '#,##0',
  amount: '#,##0.00\\ "€"',
  share: '0.0%',
};

/** Column widths in characters, Excel's unit. */
const WIDTHS: Readonly<Record<ColumnKind, number>> = {
  text: 22,
  code: 16,
  date: 12,
  count: 10,
  amount: 15,
  share: 12,
};
const NAME_WIDTH = 38;

/** Writes a workbook of one sheet: numbers, dates, codes as text, and sticky captions. */
export function xlsxFormat(columns: readonly FileColumn[], sheet: string): FileFormat {
  const rows: Row[] = [columns.map(({ caption }) => ({ value: caption, fontWeight: 'bold' }))];
  return {
    add(pieces) {
      for (const values of pieces) {
        rows.push(
          columns.map((column, index) => cellOf(column.kind, fileValue(column, values[index] ?? null))),
        );
      }
      return '';
    },
    end: () =>
      writeXlsx(rows, {
        sheet,
        stickyRowsCount: 1,
        columns: columns.map(({ column, kind }) => ({
          width: column === 'name' || column === 'note' ? NAME_WIDTH : WIDTHS[kind],
        })),
      }).toBuffer(),
  };
}

function cellOf(kind: ColumnKind, value: RowValues[number]): Cell {
  if (value === null || value === '') {
    return null;
  }
  const isText = kind === 'text' && typeof value === 'string';
  const format = isText && looksLikeNumber(value) ? FORMATS.code : FORMATS[kind];
  return {
    ...typed(kind, value),
    ...(format === null ? {} : { format }),
    // Without wrapping, Excel shows all lines in one.
    ...(isText && /[\n\r]/.test(value) ? { wrap: true, alignVertical: 'top' } : {}),
  } as CellObject;
}

function typed(kind: ColumnKind, value: string | number): { value: unknown; type: unknown } {
  if (typeof value === 'number') {
    return { value: kind === 'amount' ? value / 100 : value, type: Number };
  }
  return kind === 'date' ? { value: new Date(`${value}T00:00:00Z`), type: Date } : { value, type: String };
}
