import type { CustomerField } from '../../../preload/contract';
import type { FiguresForm } from './figures-form';
import { FIGURES_FORMS } from './figures-form';

/** Longer texts are cut to this many characters. Cells of real exports are far shorter. */
export const MAX_TEXT_LENGTH = 4_000;

/** The replacement for an unreadable character. */
export const UNREADABLE = '\ufffd';
/** Marks a line break after a full line, which may be inside a word. */
export const LINE_BREAK = '\n';

export type CellValue =
  { readonly kind: 'value'; readonly value: string | number | null } | { readonly kind: 'bad' };

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

export function valueKind(field: CustomerField): ValueKind {
  return KINDS[field] ?? 'text';
}

/**
 * Reads a cell (export-pdf.md, Columns). Amounts become integer euro cents and dates yyyy-mm-dd. An
 * ID loses its separators, and an empty cell becomes `null`. Numbers and dates are read in the
 * export's own form.
 */
export function readValue(field: CustomerField, text: string, form: FiguresForm): CellValue {
  if (text === '') {
    return { kind: 'value', value: null };
  }
  switch (valueKind(field)) {
    case 'id':
      return valueOr(readWholeDigits(text));
    case 'integer':
      return numberOr(readInteger(text));
    case 'amount':
      return numberOr(readCents(text, form));
    case 'date':
      return valueOr(readDate(text, form));
    case 'text':
      return { kind: 'value', value: readText(text).value };
  }
}

/** Cuts a text to {@link MAX_TEXT_LENGTH}. */
export function readText(text: string): { readonly value: string; readonly isCut: boolean } {
  return text.length > MAX_TEXT_LENGTH
    ? { value: text.slice(0, MAX_TEXT_LENGTH), isCut: true }
    : { value: text, isCut: false };
}

/** Fields whose values contain no blanks, so that a line break may split a long value. */
const ADDRESSES: ReadonlySet<CustomerField> = new Set(['pec', 'email', 'url']);
const CODES: ReadonlySet<CustomerField> = new Set(['vatNumber', 'sdi', 'fiscalCode', 'postalCode']);

/** Joins the lines of a cell. A break after a full line becomes a blank, except inside a word. */
export function joinLines(text: string, field?: CustomerField): string {
  if (!text.includes(LINE_BREAK)) {
    return text;
  }
  const lines = text.split(LINE_BREAK);
  const joined = lines.join('');
  if (field !== undefined && CODES.has(field) && TEXT_FORMS[field]?.test(joined) === true) {
    return joined;
  }
  const isAddress = field !== undefined && ADDRESSES.has(field);
  return lines.reduce(
    (before, line) => (isAddress && isOneWord(before, line) ? before : `${before} `) + line,
  );
}

/** Whether `line` continues an address. Such a line begins no address and follows no `,` or `;`. */
function isOneWord(before: string, line: string): boolean {
  const end = before.slice(before.lastIndexOf(' ') + 1);
  const [begin = ''] = line.split(' ');
  return (
    !/[;,]$/.test(end) && !(end.includes('@') && begin.includes('@')) && !/^(?:https?:|www\.)/i.test(begin)
  );
}

/** Returns the digits of an ID or a count. Any separator marks thousands. */
export function readWholeDigits(text: string): string | undefined {
  return /^(?:\d+|\d{1,3}(?:[.,'’ ]\d{3})+)$/.test(text)
    ? text.replace(/\D/g, '').replace(/^0+(?=\d)/, '')
    : undefined;
}

/**
 * Reads a whole number with any thousands separators; `undefined` if it is too large to be exact.
 */
export function readInteger(text: string): number | undefined {
  const [, sign = '', digits] = /^(-?)(\d+|\d{1,3}(?:[.,'’]\d{3})+)$/.exec(bare(text)) ?? [];
  return digits === undefined ? undefined : exact(sign, digits);
}

/** Amounts by decimal sign, with or without minus and separators, with up to two decimals. */
const AMOUNTS = {
  ',': /^(-?)(\d{1,3}(?:[.'’]\d{3})+|\d+)(?:,(\d{1,2}))?$/,
  '.': /^(-?)(\d{1,3}(?:[,'’]\d{3})+|\d+)(?:\.(\d{1,2}))?$/,
} as const;

/** Reads an amount in euros as cents; `undefined` if it is too large to be exact. */
export function readCents(text: string, { decimal }: FiguresForm): number | undefined {
  const [, sign = '', digits, decimals = ''] = AMOUNTS[decimal].exec(bare(text)) ?? [];
  return digits === undefined ? undefined : exact(sign, digits + decimals.padEnd(2, '0'));
}

/** The number of decimals that an amount is printed with: 0, 1 or 2. */
export function countDecimals(text: string, { decimal }: FiguresForm): number {
  return AMOUNTS[decimal].exec(bare(text))?.[3]?.length ?? 0;
}

/** The currencies of amounts. The culture decides which is printed (export-pdf.md, Columns). */
const CURRENCY = '€|\\$|EUROS?|EUR';
const CURRENCIES = new RegExp(CURRENCY, 'gi');
/** An amount with its currency, in any form. */
const PRICE = new RegExp(
  `^[-(]?(?:(?:${CURRENCY}) ?-?\\d[\\d.,'’\\s]*|\\d[\\d.,'’\\s]*(?:${CURRENCY}))\\)?$`,
  'i',
);

/** Whether a text is an amount that names its currency. */
export function isPrice(text: string): boolean {
  return PRICE.test(text);
}

/** Hyphens and dashes that a font may show in place of the minus. */
const MINUS = /[\u2010-\u2015\u2212]/;

/**
 * Strips blanks and the currency from a number and moves its minus to the front. The minus may be
 * before or after the currency. Any currency sign means euros (export-pdf.md, Columns).
 */
function bare(text: string): string {
  // A character after a blank is the currency, even if the font does not identify it.
  const number = / [€\ufffd]$/.test(text) ? text.slice(0, -2) : text;
  return /^-?[\d.,]+$/.test(number)
    ? number
    : number
        .replace(CURRENCIES, '')
        .replace(/\s+/g, '')
        .replace(MINUS, '-')
        .replace(/^\((.*)\)$/, '-$1')
        .replace(/^([\d.,'’]+)-$/, '-$1');
}

function exact(sign: string, digits: string): number | undefined {
  const value = Number(sign + digits.replace(/\D/g, ''));
  // Adding 0 turns -0 into 0.
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

/** Returns the form of a text, for a warning that must not show the text itself. */
export function maskValue(text: string): string {
  return text
    .slice(0, MAX_SHOWN)
    .replace(/EUR|[\p{L}\p{N}]/giu, (one) =>
      one.length > 1 ? one : /\p{N}/u.test(one) ? '9' : one === one.toLowerCase() ? 'a' : 'A',
    );
}

const MAX_SHOWN = 40;

/** The expected forms of texts (export-pdf.md, Columns). */
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
/** The accepted share of misfits in a column, because people type the list by hand. */
const MAX_MISFITS = 0.1;

/** Whether the share of misfits shows that a column is not what its caption says. */
export function hasManyMisfits(misfits: number, filled: number): boolean {
  return misfits > 1 && misfits > MAX_MISFITS * filled;
}

/** Checks text by text whether a column fits a field. */
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

  /** Whether at least one text was seen and nearly all fit the field, with figures in this form. */
  fits({ decimal, dayFirst }: FiguresForm): boolean {
    const misfits = [...this.#misfits].find(
      ([form]) => form.decimal === decimal && form.dayFirst === dayFirst,
    )?.[1];
    return this.#filled > 0 && (misfits ?? Infinity) <= MAX_MISFITS * this.#filled;
  }
}
