import type { PhoneNumber as Parsed } from 'libphonenumber-js/max';
import { parsePhoneNumberFromString } from 'libphonenumber-js/max';
import { holdsNoPhone, plainPhoneText } from './phone-text';

/** One number of a telephone cell. */
export interface PhoneNumber {
  /** As people write it in Italy: with the country code where it was printed or is another's; else as printed. */
  readonly text: string;
  /** What is dialled, `+` and digits without the extension; `null` for what cannot be a number. */
  readonly dialled: string | null;
  readonly isMobile: boolean;
  /** The digits to dial once the number answers; `null` without any. */
  readonly extension: string | null;
  /** Words that stand beside it in the cell, such as "ufficio"; `null` without any. */
  readonly note: string | null;
}

/** Digits and signs that may stand within numbers, and a named extension behind them. */
const RUN = /([+(]*\d[\d ().-]*\d)(?:[ ,(]*(?:interno|int|ext)\.? *(\d{1,5})(?!\d))?/gi;
const SEPARATOR = /[;,/|\n\r]/;
/** Words that say no more than the separators do, or than the field's name. */
const EMPTY_WORDS = /^(?:o|e|oppure|or|and|tel|telefono|phone|n|num|numero)$/i;
/** Fewer digits are not taken for a number when others stand beside them: "0543 12345/46". */
const FEWEST_DIGITS = 5;
/** The most characters of a cell that are searched for numbers, so that no cell keeps the window waiting. */
const LONGEST_CELL = 500;
/** The most digits of a number as people write it: 15 (E.164) and the "00" before them. */
const MOST_DIGITS = 17;
/** The most digits of an extension. */
const EXTENSION_DIGITS = 4;
/** The fewest digits of a whole Italian number, with its area code, that an extension is looked for behind. */
const WHOLE_DIGITS = 9;
/** The most digits that Italian numbers usually have, with their area code. */
const USUAL_DIGITS = 10;

/**
 * The numbers of a cell, told apart; none for a cell that says there is none, at least one for any other. What is a
 * number, a mobile and how it is written follows Google's libphonenumber, for Italy where no country code stands.
 */
export function phoneNumbersIn(cell: string | null): readonly PhoneNumber[] {
  const plain = cell === null ? '' : plainPhoneText(cell);
  if (cell === null || holdsNoPhone(plain)) {
    return [];
  }
  const { text, rest } = cutAtSeparator(plain);
  const found = [...text.matchAll(RUN)].filter(({ 1: digits = '' }) => countDigits(digits) >= FEWEST_DIGITS);
  if (found.length === 0) {
    return [noNumber(cell.trim(), null)];
  }
  const gaps = gapsBetween(
    text,
    found.map(({ 0: { length }, index }) => ({ start: index, end: index + length })),
  );
  const numbers = found.flatMap(({ 1: printed = '', 2: extension }, index) =>
    numbersIn(printed.trim(), extension, gaps[index] ?? null),
  );
  return rest === '' ? numbers : [...numbers, noNumber(rest, null)];
}

/** The numbers of these cells that can be dialled come first, each once, in their order. */
export function phoneNumbersOf(...cells: readonly (string | null)[]): readonly PhoneNumber[] {
  const all = cells.flatMap((cell) => phoneNumbersIn(cell));
  const dialled = new Set<string>();
  const valid = all.filter((number) => {
    const isFirst = number.dialled !== null && !dialled.has(number.dialled);
    dialled.add(number.dialled ?? '');
    return isFirst;
  });
  return [...valid, ...all.filter((number) => number.dialled === null)];
}

/** A cell that is too long to be searched whole is cut where no number is. */
function cutAtSeparator(plain: string): { readonly text: string; readonly rest: string } {
  if (plain.length <= LONGEST_CELL) {
    return { text: plain, rest: '' };
  }
  const at = Math.max(0, ...[';', ',', '|', '\n'].map((sign) => plain.lastIndexOf(sign, LONGEST_CELL)));
  return { text: plain.slice(0, at), rest: plain.slice(at).replace(/^[;,|\s]+/, '') };
}

/** The numbers of a run of digits: one, several with blanks or dashes between them, or one that cannot be dialled. */
function numbersIn(printed: string, extension: string | undefined, note: string | null): PhoneNumber[] {
  const parts = partsOf(piecesOf(printed));
  if (parts !== null) {
    return parts.map(({ number, hasCountryCode, extension: behind }, index) =>
      shown(number, hasCountryCode, behind ?? (index === parts.length - 1 ? extension : undefined), note),
    );
  }
  const dashed = printed.split('-').map((part) => part.trim());
  if (dashed.length > 1 && dashed.every((part) => countDigits(part) >= FEWEST_DIGITS)) {
    return dashed.flatMap((part, index) =>
      numbersIn(part, index === dashed.length - 1 ? extension : undefined, note),
    );
  }
  const closed = printed.split('(').length > printed.split(')').length ? `${printed})` : printed;
  return [noNumber(extension === undefined ? closed : `${closed} int. ${extension}`, note)];
}

/** Digits without a sign between them. */
interface Piece {
  readonly digits: string;
  readonly isInBrackets: boolean;
}

/** The pieces of a run; the first keeps a plus sign. */
function piecesOf(printed: string): Piece[] {
  return [...printed.matchAll(/([^\d]*)(\d+)/g)].map(({ 1: before = '', 2: digits = '' }, index) => ({
    digits: index === 0 && before.includes('+') ? `+${digits}` : digits,
    isInBrackets: before.includes('('),
  }));
}

interface Part {
  readonly number: Parsed;
  readonly hasCountryCode: boolean;
  readonly extension: string | undefined;
}

/**
 * Pieces joined so that each join is a number and none is left over; `null` when there is no such way. A number is
 * joined of as many pieces as it can be; `deadEnds` are pieces from which there is no way to the last.
 */
function partsOf(pieces: readonly Piece[], from = 0, deadEnds = new Set<number>()): Part[] | null {
  if (from === pieces.length) {
    return [];
  }
  if (deadEnds.has(from)) {
    return null;
  }
  let digits = 0;
  let to = from;
  while (to < pieces.length && digits <= MOST_DIGITS) {
    digits += pieces[to]?.digits.length ?? 0;
    to += 1;
  }
  for (; to > from; to -= 1) {
    const part = partIn(pieces.slice(from, to));
    const rest = part === null ? null : partsOf(pieces, to, deadEnds);
    if (part !== null && rest !== null) {
      return [part, ...rest];
    }
  }
  deadEnds.add(from);
  return null;
}

/** The number that all these pieces are, or all but an extension at their end; `null` for none. */
function partIn(pieces: readonly Piece[]): Part | null {
  const whole = parsed(pieces);
  const last = pieces.at(-1);
  const hasCountryCode = /^(?:\+|00)/.test(pieces[0]?.digits ?? '');
  const short =
    last !== undefined && last.digits.length <= EXTENSION_DIGITS && !/^(?:\+|00)/.test(last.digits);
  const number = short ? parsed(pieces.slice(0, -1)) : null;
  if (number !== null && (whole === null || isExtension(pieces, whole, number))) {
    return { number, hasCountryCode, extension: last?.digits };
  }
  return whole === null ? null : { number: whole, hasCountryCode, extension: undefined };
}

/**
 * Whether the last piece is an extension although all pieces together would be a number too: Italian numbers differ in
 * length. It is one in brackets, behind digits that are a whole number in one block, or where all would be too long.
 */
function isExtension(pieces: readonly Piece[], whole: Parsed, number: Parsed): boolean {
  if (whole.countryCallingCode !== '39') {
    return false;
  }
  if (pieces.at(-1)?.isInBrackets === true) {
    return true;
  }
  const isBehindBlock = (pieces.at(-2)?.digits.length ?? 0) >= FEWEST_DIGITS;
  const isTooLong = whole.nationalNumber.length > USUAL_DIGITS;
  return !isMobile(whole) && number.nationalNumber.length >= WHOLE_DIGITS && (isBehindBlock || isTooLong);
}

/** The number that these pieces are; `null` for none, and for a mobile with a digit too many (its voice mail). */
function parsed(pieces: readonly Piece[]): Parsed | null {
  const printed = pieces.map(({ digits }) => digits).join(' ');
  const digits = countDigits(printed);
  if (digits < FEWEST_DIGITS || digits > MOST_DIGITS) {
    return null;
  }
  const number = parsePhoneNumberFromString(printed, { defaultCountry: 'IT', extract: false });
  if (number === undefined) {
    return null;
  }
  // Which numbers of San Marino are in use is known to the library in part alone.
  const isSanMarino = number.countryCallingCode === '378' && number.isPossible();
  return (number.isValid() && number.getType() !== 'VOICEMAIL') || isSanMarino ? number : null;
}

function isMobile(number: Parsed): boolean {
  const type = number.getType();
  return type === 'MOBILE' || type === 'FIXED_LINE_OR_MOBILE';
}

function shown(
  number: Parsed,
  hasCountryCode: boolean,
  extension: string | undefined,
  note: string | null,
): PhoneNumber {
  return {
    text: written(number, hasCountryCode) + (extension === undefined ? '' : ` int. ${extension}`),
    dialled: number.number,
    isMobile: isMobile(number),
    extension: extension ?? null,
    note,
  };
}

function noNumber(text: string, note: string | null): PhoneNumber {
  return { text, dialled: null, isMobile: false, extension: null, note };
}

/** An Italian number's last six digits are written in two groups where the library leaves them in one. */
function written(number: Parsed, hasCountryCode: boolean): string {
  if (number.countryCallingCode !== '39') {
    return number.formatInternational();
  }
  const text = hasCountryCode ? number.formatInternational() : number.formatNational();
  return text.replace(/\b(\d{3})(\d{3})$/, '$1 $2');
}

interface Span {
  readonly start: number;
  readonly end: number;
}

/** The words beside each number: those before it since a separator, and those behind it up to one. */
function gapsBetween(text: string, spans: readonly Span[]): (string | null)[] {
  const words = spans.map((): string[] => []);
  [...spans, { start: text.length, end: text.length }].forEach(({ start }, index) => {
    const gap = text.slice(spans[index - 1]?.end ?? 0, start);
    const [behind, before] = parted(gap, index === 0 ? 'first' : index === spans.length ? 'last' : 'between');
    words[index - 1]?.push(...wordsOf(behind));
    words[index]?.push(...wordsOf(before));
  });
  return words.map((ones) => (ones.length === 0 ? null : ones.join(' ')));
}

/** What of a gap belongs to the number that ends before it, and what to the one that begins behind it. */
function parted(gap: string, place: 'first' | 'between' | 'last'): readonly [string, string] {
  if (place !== 'between') {
    return place === 'first' ? ['', gap] : [gap, ''];
  }
  const at = gap.search(SEPARATOR);
  if (at >= 0) {
    return [gap.slice(0, at), gap.slice(at)];
  }
  return /^\s*\(/.test(gap) ? [gap, ''] : ['', gap];
}

function wordsOf(gap: string): string[] {
  return gap
    .split(/[\s;,/|()[\]:]+/)
    .map((word) => word.replace(/^[.\-–—]+|[.\-–—]+$/g, ''))
    .filter((word) => word !== '' && !EMPTY_WORDS.test(word));
}

function countDigits(text: string): number {
  return text.replace(/\D/g, '').length;
}
