import type { CustomerField } from '../../preload/contract';
import type { ExportLanguage } from './headers';

/** Texts are kept up to this many characters; no cell of a real export comes near it. */
export const MAX_TEXT_LENGTH = 4_000;

export type CellValue =
  | { readonly kind: 'value'; readonly value: string | number | null }
  | { readonly kind: 'bad' }
  | { readonly kind: 'too-long'; readonly value: string };

type Form = 'id' | 'text' | 'integer' | 'amount' | 'date';

const FORMS: Partial<Record<CustomerField, Form>> = {
  id: 'id',
  lastOrderDate: 'date',
  orderCount: 'integer',
  salesCents: 'amount',
  previousOrderCount1: 'integer',
  previousSales1Cents: 'amount',
  previousOrderCount2: 'integer',
  previousSales2Cents: 'amount',
};

/**
 * Reads a cell (clienti-pdf.md, Columns): amounts to integer euro cents, dates to yyyy-mm-dd, ID without separators,
 * an empty cell to `null`. Numbers and dates are read in the export's own language, whatever the computer's is.
 */
export function readValue(field: CustomerField, text: string, language: ExportLanguage): CellValue {
  if (text === '') {
    return { kind: 'value', value: null };
  }
  switch (FORMS[field] ?? 'text') {
    case 'id':
      return valueOr(readInteger(text, language)?.replace(/^0+(?=\d)/, ''));
    case 'integer':
      return numberOr(readInteger(text, language));
    case 'amount':
      return numberOr(readCents(text, language));
    case 'date':
      return valueOr(readDate(text, language));
    case 'text':
      return text.length > MAX_TEXT_LENGTH
        ? { kind: 'too-long', value: text.slice(0, MAX_TEXT_LENGTH) }
        : { kind: 'value', value: text };
  }
}

function valueOr(value: string | undefined): CellValue {
  return value === undefined ? { kind: 'bad' } : { kind: 'value', value };
}

function numberOr(digits: string | undefined): CellValue {
  const value = Number(digits);
  return digits === undefined || !Number.isSafeInteger(value) ? { kind: 'bad' } : { kind: 'value', value };
}

/** Whole numbers with thousands separators in their right places, or with none. Gives digits, with a sign if negative. */
function readInteger(text: string, language: ExportLanguage): string | undefined {
  const form = language === 'it' ? /^(-?)(\d{1,3}(?:\.\d{3})+|\d+)$/ : /^(-?)(\d{1,3}(?:,\d{3})+|\d+)$/;
  const found = form.exec(text);
  return found === null ? undefined : (found[1] ?? '') + (found[2] ?? '').replace(/[.,]/g, '');
}

function readCents(text: string, language: ExportLanguage): string | undefined {
  // The sign may stand before the number or before the currency; the currency before (English) or after (Italian).
  const bare = text.replace(/[€\s\u00a0]/g, '').replace(/^\((.*)\)$/, '-$1');
  const form =
    language === 'it' ? /^(-?)(\d{1,3}(?:\.\d{3})+|\d+),(\d{2})$/ : /^(-?)(\d{1,3}(?:,\d{3})+|\d+)\.(\d{2})$/;
  const found = form.exec(bare);
  return found === null
    ? undefined
    : (found[1] ?? '') + (found[2] ?? '').replace(/[.,]/g, '') + (found[3] ?? '');
}

function readDate(text: string, language: ExportLanguage): string | undefined {
  const found = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(text);
  if (found === null) {
    return undefined;
  }
  const [first, second, year] = found.slice(1).map(Number) as [number, number, number];
  const [day, month] = language === 'it' ? [first, second] : [second, first];
  const date = new Date(Date.UTC(year, month - 1, day));
  const exists =
    date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return exists ? date.toISOString().slice(0, 10) : undefined;
}
