import { stringify } from 'csv-stringify/sync';
import type { ColumnKind } from '../../preload/contract';
import type { FileColumn, FileForm, Values } from './cells';
import { italianAmount, italianDate } from './cells';

/** What Excel would take for a number or a date, and lose digits of; nothing in it can end a text in a formula. */
const SAFE_CODE = /^[\p{L}\p{N} +().,/-]+$/u;

/**
 * A table as an Excel in Italian opens it by a double click: semicolons, UTF-8 with its mark, CR LF, decimal comma.
 *
 * Codes stand as `="00184"`, the one form in which Excel keeps zeros, signs and long numbers and shows nothing else. A
 * text that begins like a formula gets an apostrophe before it (OWASP, CSV Injection), so that nothing a portal holds
 * is ever worked out or run; numbers are our own and stay numbers.
 */
export function csvForm(columns: readonly FileColumn[]): FileForm {
  const write = (table: readonly (readonly Cell[])[], bom: boolean): string =>
    stringify(table as Cell[][], {
      bom,
      delimiter: ';',
      record_delimiter: 'windows',
      escape_formulas: true,
      cast: {
        number: (value, { index }) => italianNumber(columns[index]?.kind ?? 'count', value),
        object: (value) =>
          value instanceof Code ? { value: `="${value.text}"`, escape_formulas: false } : '',
      },
    });
  let isFirst = true;
  return {
    add(rows) {
      const table = rows.map((row) => columns.map(({ kind }, index) => cellOf(kind, row[index] ?? null)));
      const text = write(isFirst ? [columns.map(({ caption }) => caption), ...table] : table, isFirst);
      isFirst = false;
      return text;
    },
    end: () => Promise.resolve(''),
  };
}

/** Digits that Excel must not take for a number. */
class Code {
  constructor(readonly text: string) {}
}

type Cell = string | number | Code | null;

function cellOf(kind: ColumnKind, value: Values[number]): Cell {
  if (typeof value !== 'string') {
    return value;
  }
  switch (kind) {
    case 'code':
      return SAFE_CODE.test(value) ? new Code(value) : value;
    case 'date':
      return italianDate(value);
    default:
      return value;
  }
}

/** Counts as they are, amounts in euros with two decimals, shares in per cent with one. */
function italianNumber(kind: ColumnKind, value: number): string {
  switch (kind) {
    case 'amount':
      return italianAmount(value);
    case 'share':
      return `${(value * 100).toFixed(1).replace('.', ',')}%`;
    default:
      return String(value);
  }
}
