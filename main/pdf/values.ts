import type { CustomerField } from '../../preload/contract';
import type { FiguresForm } from './figures-form';
import { FIGURES_FORMS } from './figures-form';

/** Texts are kept up to this many characters; no cell of a real export comes near it. */
export const MAX_TEXT_LENGTH = 4_000;

export type CellValue =
  | { readonly kind: 'value'; readonly value: string | number | null }
  | { readonly kind: 'bad' }
  | { readonly kind: 'too-long'; readonly value: string };

type ValueKind = 'id' | 'text' | 'integer' | 'amount' | 'date';

const KINDS: Partial<Record<CustomerField, ValueKind>> = {
  id: 'id',
  lastOrderDate: 'date',
  orderCount: 'integer',
  salesCents: 'amount',
  previousOrderCount1: 'integer',
  previousSales1Cents: 'amount',
  previousOrderCount2: 'integer',
  previousSales2Cents: 'amount',
};

/** What a field's cells hold. */
export function kindOf(field: CustomerField): ValueKind {
  return KINDS[field] ?? 'text';
}

/**
 * Reads a cell (clienti-pdf.md, Columns): amounts to integer euro cents, dates to yyyy-mm-dd, ID without separators,
 * an empty cell to `null`. Numbers and dates are read in the form of the export's own figures.
 */
export function readValue(field: CustomerField, text: string, form: FiguresForm): CellValue {
  if (text === '') {
    return { kind: 'value', value: null };
  }
  switch (kindOf(field)) {
    case 'id':
      return valueOr(readWholeDigits(text));
    case 'integer':
      return numberOr(readInteger(text, form));
    case 'amount':
      return numberOr(readCents(text, form));
    case 'date':
      return valueOr(readDate(text, form));
    case 'text':
      return readText(text);
  }
}

/** A text as it is kept: cut to {@link MAX_TEXT_LENGTH}. */
export function readText(text: string): Exclude<CellValue, { kind: 'bad' }> {
  return text.length > MAX_TEXT_LENGTH
    ? { kind: 'too-long', value: text.slice(0, MAX_TEXT_LENGTH) }
    : { kind: 'value', value: text };
}

/**
 * The digits of an ID or a count: these are whole, so whatever parts them parts thousands. `undefined` when it is none.
 */
export function readWholeDigits(text: string): string | undefined {
  return /^(?:\d+|\d{1,3}(?:[.,]\d{3})+)$/.test(text)
    ? text.replace(/[.,]/g, '').replace(/^0+(?=\d)/, '')
    : undefined;
}

/**
 * A whole number with thousands separators in their right places, or with none. `undefined` when it is none, or has
 * more digits than are exact.
 */
export function readInteger(text: string, { decimal }: FiguresForm): number | undefined {
  const form = decimal === ',' ? /^(-?)(\d{1,3}(?:\.\d{3})+|\d+)$/ : /^(-?)(\d{1,3}(?:,\d{3})+|\d+)$/;
  const found = form.exec(bare(text));
  return found === null ? undefined : exact(`${found[1] ?? ''}${found[2] ?? ''}`);
}

/** An amount of euros with two decimals, in cents. `undefined` when it is none, or has more digits than are exact. */
export function readCents(text: string, { decimal }: FiguresForm): number | undefined {
  const form =
    decimal === ',' ? /^(-?)(\d{1,3}(?:\.\d{3})+|\d+),(\d{2})$/ : /^(-?)(\d{1,3}(?:,\d{3})+|\d+)\.(\d{2})$/;
  const found = form.exec(bare(text));
  return found === null ? undefined : exact(`${found[1] ?? ''}${found[2] ?? ''}${found[3] ?? ''}`);
}

/**
 * A number without its currency and blanks, a minus before it. The currency sign follows the culture and the amounts
 * are euros all the same (clienti-pdf.md, Columns); the sign stands before the number or before the currency.
 */
function bare(text: string): string {
  return /^[\d.,]+$/.test(text)
    ? text
    : text
        .replace(/[€$\s]|EUR/g, '')
        .replace('\u2212', '-')
        .replace(/^\((.*)\)$/, '-$1')
        .replace(/^([\d.,]+)-$/, '-$1');
}

function exact(digits: string): number | undefined {
  const value = Number(digits.replace(/[.,]/g, ''));
  // Zero has no sign.
  return Number.isSafeInteger(value) ? value + 0 : undefined;
}

function readDate(text: string, { dayFirst }: FiguresForm): string | undefined {
  const found = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(text);
  if (found === null) {
    return undefined;
  }
  const [first, second, year] = found.slice(1).map(Number) as [number, number, number];
  const [day, month] = dayFirst ? [first, second] : [second, first];
  const date = new Date(Date.UTC(year, month - 1, day));
  const exists =
    date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return exists ? date.toISOString().slice(0, 10) : undefined;
}

function valueOr(value: string | undefined): CellValue {
  return value === undefined ? { kind: 'bad' } : { kind: 'value', value };
}

function numberOr(value: number | undefined): CellValue {
  return value === undefined ? { kind: 'bad' } : { kind: 'value', value };
}

/** The forms of texts that have one (clienti-pdf.md, Columns). */
const TEXT_FORMS: Partial<Record<CustomerField, RegExp>> = {
  vatNumber: /^\d{11}$/,
  pec: /@/,
  sdi: /^[a-z\d]{7}$/i,
  fiscalCode: /^(?:[a-z\d]{16}|\d{11})$/i,
  postalCode: /^\d{5}$/,
  phone: /^\+?[\d\s./()-]{5,}$/,
  mobile: /^\+?[\d\s./()-]{5,}$/,
  url: /\w\.\w/,
  email: /@/,
};
/** A list kept by hand has some values that fit no form. */
const MOST_MISFITS = 0.1;

/** Tells, text by text, whether a column holds what a field does. */
export class FieldFit {
  readonly #field: CustomerField;
  #filled = 0;
  readonly #misfits = new Map<FiguresForm, number>(FIGURES_FORMS.map((form) => [form, 0]));

  constructor(field: CustomerField) {
    this.#field = field;
  }

  note(text: string): void {
    if (text === '') {
      return;
    }
    this.#filled += 1;
    const fitsPattern = TEXT_FORMS[this.#field]?.test(text) !== false;
    for (const [form, misfits] of this.#misfits) {
      if (!fitsPattern || readValue(this.#field, text, form).kind === 'bad') {
        this.#misfits.set(form, misfits + 1);
      }
    }
  }

  /** Whether nearly all texts fit the field's form, and there is at least one, where figures have this form. */
  fits({ decimal, dayFirst }: FiguresForm): boolean {
    const misfits = [...this.#misfits].find(
      ([form]) => form.decimal === decimal && form.dayFirst === dayFirst,
    )?.[1];
    return this.#filled > 0 && (misfits ?? Infinity) <= MOST_MISFITS * this.#filled;
  }
}
