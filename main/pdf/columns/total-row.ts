import { foldCaption } from './captions';
import type { Column } from './headers';
import { valueKind, readWholeDigits } from './values';

/** A cell of the total row. In `Sum=33`, the caption is `Sum` and the text is `33`. */
interface TotalCell {
  readonly caption: string;
  readonly text: string;
}

export interface PrintedSum {
  /** The column, from 0. */
  readonly column: number;
  /** The printed text, which may be unreadable. */
  readonly text: string;
}

export interface Totals {
  /** The row counts that the total row states. There may be none or several. */
  readonly counts: readonly number[];
  readonly sums: readonly PrintedSum[];
}

const TOTAL = /^([^=\d]{1,40})=\s*(.*)$/s;
const NUMBER = /^[-\u2212(]?(?:[€$\s]|EUR)*-?\d[\d.,'’\s]*(?:[€$)-]\s*|EUR\s*)*$/i;
/** The grid's words for a count, in the languages of the ERP's users. */
const COUNT_WORDS: ReadonlySet<string> = new Set([
  'COUNT',
  'CONTEGGIO',
  'CONTA',
  'ANZAHL',
  'RECUENTO',
  'NOMBRE',
]);
const SUM_WORDS: ReadonlySet<string> = new Set(['SUM', 'SOMMA', 'SUMME', 'SUMA', 'SOMME']);
/** The grid's words for other figures under a column, which do not prove completeness. */
const OTHER_WORDS: ReadonlySet<string> = new Set([
  'MIN',
  'MAX',
  'AVG',
  'MINIMO',
  'MASSIMO',
  'MEDIA',
  'AVERAGE',
  'MINIMUM',
  'MAXIMUM',
]);

/**
 * Whether a row is the total row: each filled cell has the form `caption=number`, in any words
 * (export-pdf.md, The total row). If a caption is one of the grid's own words, other cells may lack
 * the caption or the number.
 */
export function isTotalRow(cells: readonly string[]): boolean {
  const filled = cells.filter((text) => text !== '');
  const totals = filled.map(totalCell);
  const hasTotalWord = totals.some((cell) => cell !== null && isTotalWord(foldCaption(cell.caption)));
  return (
    filled.length > 0 &&
    filled.every((text, index) => totals[index] !== null || (hasTotalWord && NUMBER.test(text))) &&
    (hasTotalWord || totals.some((cell) => cell !== null && NUMBER.test(cell.text)))
  );
}

/** Returns the text after the caption of a total cell; `null` for any other text. */
export function totalText(text: string): string | null {
  return totalCell(text)?.text ?? null;
}

/**
 * Reads the number of rows from a line of text, such as `Count=1.452`. Returns `null` if the line
 * states no number, or if its word marks a sum or another figure.
 */
export function readCount(text: string): number | null {
  const cell = totalCell(text);
  const word = foldCaption(cell?.caption ?? '');
  return cell === null || SUM_WORDS.has(word) || OTHER_WORDS.has(word) ? null : wholeNumber(cell.text);
}

/**
 * Reads the total row. A cell with an unknown word, or with none, is a sum under a column of
 * numbers, else a count. Under an unknown column, such a word means the same as under the known
 * columns.
 */
export function parseTotalRow(cells: readonly string[], columns: readonly Column[]): Totals {
  const sumWords = new Set<string>();
  const countWords = new Set<string>();
  const known = cells.map((text, index) => {
    const cell = totalCell(text) ?? (NUMBER.test(text) ? { caption: '', text } : null);
    const column = columns[index];
    if (cell === null || column === undefined) {
      return null;
    }
    const meaning = meaningOf(cell, column);
    (meaning === 'sum' ? sumWords : meaning === 'count' ? countWords : null)?.add(foldCaption(cell.caption));
    return { cell, meaning };
  });
  const counts: number[] = [];
  const sums: PrintedSum[] = [];
  for (const [column, one] of known.entries()) {
    const word = foldCaption(one?.cell.caption ?? '');
    const isSum = one?.meaning === 'sum' || (one?.meaning === 'unknown' && sumWords.has(word));
    const isCount = one?.meaning === 'count' || (one?.meaning === 'unknown' && countWords.has(word));
    const count = one != null && isCount && !isSum ? wholeNumber(one.cell.text) : null;
    if (count !== null) {
      counts.push(count);
    } else if (one != null && isSum && one.cell.text !== '') {
      sums.push({ column, text: one.cell.text });
    }
  }
  return { counts, sums };
}

function meaningOf({ caption, text }: TotalCell, column: Column): 'count' | 'sum' | 'none' | 'unknown' {
  const word = foldCaption(caption);
  if (COUNT_WORDS.has(word)) {
    return 'count';
  }
  if (SUM_WORDS.has(word)) {
    return 'sum';
  }
  if (OTHER_WORDS.has(word) || !NUMBER.test(text)) {
    return 'none';
  }
  if (column.kind === 'other') {
    return 'unknown';
  }
  if (column.kind === 'unread') {
    return 'sum';
  }
  const kind = valueKind(column.field);
  return kind === 'integer' || kind === 'amount' ? 'sum' : 'count';
}

function totalCell(text: string): TotalCell | null {
  const [, caption, rest] = TOTAL.exec(text) ?? [];
  return caption === undefined || rest === undefined ? null : { caption, text: rest };
}

function isTotalWord(word: string): boolean {
  return COUNT_WORDS.has(word) || SUM_WORDS.has(word) || OTHER_WORDS.has(word);
}

function wholeNumber(text: string): number | null {
  const digits = readWholeDigits(text);
  return digits === undefined ? null : Number(digits);
}
