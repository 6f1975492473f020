import type { AppError, CustomerField } from '../../../preload/contract';
import { appError } from '../../../preload/contract/errors';
import { foldCaption } from '../columns/captions';
import type { Column } from '../columns/headers';
import { recognise } from '../columns/headers';
import type { PageDrawing } from '../drawing/drawing';
import { splitIntoSegments } from '../text-segments';
import { splitIntoLines } from './text-lines';

export const WRONG_REPORT = appError('WRONG_REPORT', 'The PDF is not the customers export');

/** A document with fewer known columns is another report that happens to have an ID or a name. */
const MIN_KNOWN_COLUMNS = 2;

/** Fields whose captions also occur in other reports of the portal. */
const SHARED: ReadonlySet<CustomerField> = new Set([
  'id',
  'accountNumber',
  'name',
  'deliveryTerms',
  'attentionTo',
  'description',
  'type',
]);

/** Captions that only reports other than customers have (export-pdf.md, Other reports). */
const FOREIGN: ReadonlySet<string> = new Set(
  [
    'ID DI VENDITA',
    'NOME VENDITE',
    'NOME DI CONSEGNA',
    'INDIRIZZO DI CONSEGNA',
    'DATA DI CONSEGNA',
    'RIFERIMENTO CLIENTE',
    'STATO DELLE VENDITE',
    'TIPO DI ORDINE',
    'STATO DEL DOCUMENTO',
    'PDF DDT',
    'DOCUMENTO DI TRASPORTO',
    "CONTO DELL'ORDINE",
    'NUMERO DI TRACCIABILITÀ',
    'CITTÀ DI CONSEGNA',
    'FATTURA PDF',
    'ID FATTURA',
    'DATA FATTURA',
    'CONTO FATTURE',
    'NOME DI FATTURAZIONE',
    'ORDINE DI ACQUISTO',
  ].map(foldCaption),
);

/** Returns WRONG_REPORT or MISSING_COLUMN for an export with these columns, else `null`. */
export function judgeColumns(headers: readonly string[]): AppError | null {
  const columns = recognise(headers);
  const fields = collectFields(columns);
  const isCustomerList = fields.has('id') && fields.has('name');
  if (fields.size < MIN_KNOWN_COLUMNS || (!fields.has('id') && !fields.has('name'))) {
    return WRONG_REPORT;
  }
  // If columns are hidden, a customers list still has a column that no other report has. If even
  // these are hidden, it has no column of another report.
  const hasOwn =
    [...fields].some((field) => !SHARED.has(field)) || columns.some(({ kind }) => kind === 'unread');
  const hasForeign = headers.some((header) => FOREIGN.has(foldCaption(header)));
  const hasUnknown = columns.some(({ kind }) => kind === 'other');
  if (!hasOwn && (hasForeign || (hasUnknown && !isCustomerList))) {
    return WRONG_REPORT;
  }
  for (const needed of ['id', 'name'] as const) {
    if (!fields.has(needed)) {
      const column = needed === 'id' ? 'ID' : 'NOME';
      return appError('MISSING_COLUMN', `The export has no column ${column}`, { column });
    }
  }
  return null;
}

export function collectFields(columns: readonly Column[]): ReadonlySet<CustomerField> {
  return new Set(columns.flatMap((column) => (column.kind === 'field' ? [column.field] : [])));
}

/**
 * Whether pages show the captions of a customers list, regardless of their tables. For any other
 * document, every error except WRONG_REPORT would be misleading.
 */
export function showsCustomers(pages: readonly PageDrawing[]): boolean {
  const texts = pages.flatMap((page) => splitIntoLines(page.texts).flatMap(splitIntoSegments));
  const error = judgeColumns([...new Set(texts.map(({ text }) => text.trim()))]);
  return error?.code !== 'WRONG_REPORT';
}
