import { stringify } from 'csv-stringify/sync';
import type { ColumnKind } from '../../preload/contract';
import type { FileColumn, FileForm, Values } from './cells';
import { italianAmount, italianDate } from './cells';
import { isFigureLike } from './figure-like';
import { fileValue } from './phone-cells';

/** What Excel would take for a number or a date, and lose digits of; nothing in it can end a text in a formula. */
const SAFE_CODE = /^[\p{L}\p{N} +().,/:%€'-]+$/u;
/** Whatever some program takes for the end of a line. */
const LINE_BREAK = /[\n\v\f\r\u0085\u2028\u2029]/;
/** The beginning of a text or of one of its lines, before a sign that begins a formula. */
const FORMULA = /(?<=^|[\n\v\f\r\u0085\u2028\u2029])(?=[=+\-@\t\r＝＋－＠])/g;

/**
 * A table as an Excel in Italian opens it by a double click: semicolons, UTF-8 with its mark, CR LF, decimal comma.
 *
 * Codes, and texts that look like figures, stand as `="00184"`, the one form in which Excel keeps zeros, signs and long
 * numbers and shows nothing else. A line that begins like a formula gets an apostrophe before it (OWASP, CSV Injection),
 * so that nothing a portal holds is ever worked out or run; numbers are our own and stay numbers.
 */
export function csvForm(columns: readonly FileColumn[]): FileForm {
  const write = (table: readonly (readonly Cell[])[], bom: boolean): string =>
    stringify(table as Cell[][], {
      bom,
      delimiter: ';',
      record_delimiter: 'windows',
      // With a record delimiter of its own the library quotes that one alone.
      quoted_match: LINE_BREAK,
      cast: {
        number: (value, { index }) => italianNumber(columns[index]?.kind ?? 'count', value),
        object: (value) => (value instanceof Code ? `="${value.text}"` : ''),
      },
    });
  let isFirst = true;
  return {
    add(rows) {
      const table = rows.map((row) =>
        columns.map((column, index) => cellOf(column.kind, fileValue(column, row[index] ?? null))),
      );
      const text = write(
        isFirst ? [columns.map(({ caption }) => harmless(caption)), ...table] : table,
        isFirst,
      );
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
      return SAFE_CODE.test(value) ? new Code(value) : harmless(value);
    case 'date':
      return italianDate(value);
    default:
      return isFigureLike(value) && SAFE_CODE.test(value) ? new Code(value) : harmless(value);
  }
}

function harmless(text: string): string {
  return text.replace(FORMULA, "'");
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
