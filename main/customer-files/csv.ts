import { stringify } from 'csv-stringify/sync';
import type { ColumnKind } from '../../preload/contract';
import type { FileColumn, FileFormat, RowValues } from './cells';
import { italianAmount, italianDate } from './cells';
import { looksLikeNumber } from './figure-like';
import { fileValue } from './phone-cells';

/** Codes that are safe inside `="…"`: none of their characters can end the quoted text. */
const SAFE_CODE = /^[\p{L}\p{N} +().,/:%€'-]+$/u;
/** The characters that any program reads as the end of a line. */
const LINE_BREAK = /[\n\v\f\r\u0085\u2028\u2029]/;
/** The position at the start of a text or line, before a character that starts a formula. */
const FORMULA = /(?<=^|[\n\v\f\r\u0085\u2028\u2029])(?=[=+\-@\t\r＝＋－＠])/g;

/**
 * Writes a table that an Italian Excel opens by a double click: semicolons, UTF-8 with BOM, CR LF,
 * decimal comma. Codes and texts that look like numbers are written as `="00184"`. Only in this
 * form does Excel keep zeros, signs and long numbers without displaying anything extra. A line that
 * starts like a formula gets a leading apostrophe (OWASP, CSV Injection), so Excel never calculates
 * text from the portal. Numbers get no apostrophe, because the app itself formats them.
 */
export function csvFormat(columns: readonly FileColumn[]): FileFormat {
  const write = (table: readonly (readonly Cell[])[], bom: boolean): string =>
    stringify(table as Cell[][], {
      bom,
      delimiter: ';',
      record_delimiter: 'windows',
      // By default the library quotes no line break except the record delimiter.
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

/** A text that Excel must not convert to a number. */
class Code {
  constructor(readonly text: string) {}
}

type Cell = string | number | Code | null;

function cellOf(kind: ColumnKind, value: RowValues[number]): Cell {
  if (typeof value !== 'string') {
    return value;
  }
  switch (kind) {
    case 'code':
      return SAFE_CODE.test(value) ? new Code(value) : harmless(value);
    case 'date':
      return italianDate(value);
    default:
      return looksLikeNumber(value) && SAFE_CODE.test(value) ? new Code(value) : harmless(value);
  }
}

function harmless(text: string): string {
  return text.replace(FORMULA, "'");
}

/** Formats counts unchanged, amounts in euros with two decimals, shares in per cent with one. */
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
