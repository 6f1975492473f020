import type { PhoneNumber as Parsed } from 'libphonenumber-js/max';
import { parsePhoneNumberFromString } from 'libphonenumber-js/max';
import { meansNoPhone, normalisePhoneText } from './phone-text';

/** One number of a telephone cell. */
export interface PhoneNumber {
  /** The Italian notation, with a country code if printed or foreign; as printed if invalid. */
  readonly text: string;
  /** `+` and the digits to dial, without the extension; `null` if the number is not valid. */
  readonly dialString: string | null;
  readonly isMobile: boolean;
  /** The digits to dial after the call is answered; `null` for none. */
  readonly extension: string | null;
  /** Words next to the number in the cell, such as "ufficio"; `null` for none. */
  readonly note: string | null;
}

/** Matches digits and punctuation that may belong to numbers, and a labelled extension. */
const RUN = /([+(]*\d[\d ().-]*\d)(?:[ ,(]*(?:interno|int|ext)\.? *(\d{1,5})(?!\d))?/gi;
const SEPARATOR = /[;,/|\n\r]/;
/** Words that only separate numbers or repeat the name of the field. */
const EMPTY_WORDS = /^(?:o|e|oppure|or|and|tel|telefono|phone|n|num|numero)$/i;
/** Shorter groups of digits next to another number are not numbers: "0543 12345/46". */
const MIN_DIGITS = 5;
/** The maximum length of the text searched for numbers, so that no cell blocks the window. */
const LONGEST_CELL = 500;
/** The maximum number of digits of a printed number: 15 (E.164) and a leading "00". */
const MAX_DIGITS = 17;
/** The maximum number of digits of an extension. */
const EXTENSION_DIGITS = 4;
/** The minimum number of digits, with area code, of a number that an extension may follow. */
const WHOLE_DIGITS = 9;
/** The usual maximum number of digits of an Italian number, with its area code. */
const USUAL_DIGITS = 10;

/**
 * Returns the numbers in a cell: at least one, unless the cell means that there is none. Google's
 * libphonenumber validates and formats them, as Italian numbers if no country code is printed.
 */
export function parsePhoneNumbers(cell: string | null): readonly PhoneNumber[] {
  const plain = cell === null ? '' : normalisePhoneText(cell);
  if (cell === null || meansNoPhone(plain)) {
    return [];
  }
  const { text, rest } = cutAtSeparator(plain);
  const found = [...text.matchAll(RUN)].filter(({ 1: digits = '' }) => countDigits(digits) >= MIN_DIGITS);
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

/** Returns the distinct valid numbers of several cells, then their invalid numbers. */
export function collectPhoneNumbers(...cells: readonly (string | null)[]): readonly PhoneNumber[] {
  const all = cells.flatMap((cell) => parsePhoneNumbers(cell));
  const dialled = new Set<string>();
  const valid = all.filter((number) => {
    const isFirst = number.dialString !== null && !dialled.has(number.dialString);
    dialled.add(number.dialString ?? '');
    return isFirst;
  });
  return [...valid, ...all.filter((number) => number.dialString === null)];
}

/** Cuts a cell that is too long to be searched completely, at a separator. */
function cutAtSeparator(plain: string): { readonly text: string; readonly rest: string } {
  if (plain.length <= LONGEST_CELL) {
    return { text: plain, rest: '' };
  }
  const at = Math.max(0, ...[';', ',', '|', '\n'].map((sign) => plain.lastIndexOf(sign, LONGEST_CELL)));
  return { text: plain.slice(0, at), rest: plain.slice(at).replace(/^[;,|\s]+/, '') };
}

/** Returns the numbers in a run of digits; a run that cannot be divided is one invalid number. */
function numbersIn(printed: string, extension: string | undefined, note: string | null): PhoneNumber[] {
  const parts = partsOf(piecesOf(printed));
  if (parts !== null) {
    return parts.map(({ number, hasCountryCode, extension: behind }, index) =>
      shown(number, hasCountryCode, behind ?? (index === parts.length - 1 ? extension : undefined), note),
    );
  }
  const dashed = printed.split('-').map((part) => part.trim());
  if (dashed.length > 1 && dashed.every((part) => countDigits(part) >= MIN_DIGITS)) {
    return dashed.flatMap((part, index) =>
      numbersIn(part, index === dashed.length - 1 ? extension : undefined, note),
    );
  }
  const closed = printed.split('(').length > printed.split(')').length ? `${printed})` : printed;
  return [noNumber(extension === undefined ? closed : `${closed} int. ${extension}`, note)];
}

/** A group of consecutive digits. */
interface Piece {
  readonly digits: string;
  readonly isInBrackets: boolean;
}

/** Returns the groups of digits of a run; the first keeps its plus sign. */
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
 * Joins all pieces into numbers; returns `null` if some piece is left over. Each number takes as
 * many pieces as possible. From a position in `deadEnds` the remaining pieces cannot all be joined.
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
  while (to < pieces.length && digits <= MAX_DIGITS) {
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

/** Returns the number that the pieces form, possibly with a final extension; `null` for none. */
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
 * Whether the last piece is an extension although all pieces together also form a number. Both are
 * possible because Italian numbers vary in length. A piece in brackets is an extension. After a
 * landline number, so is a piece that follows a long block or makes the number too long.
 */
function isExtension(pieces: readonly Piece[], whole: Parsed, number: Parsed): boolean {
  if (whole.countryCallingCode !== '39') {
    return false;
  }
  if (pieces.at(-1)?.isInBrackets === true) {
    return true;
  }
  const isBehindBlock = (pieces.at(-2)?.digits.length ?? 0) >= MIN_DIGITS;
  const isTooLong = whole.nationalNumber.length > USUAL_DIGITS;
  return !isMobile(whole) && number.nationalNumber.length >= WHOLE_DIGITS && (isBehindBlock || isTooLong);
}

/** Returns the number that the pieces form; `null` for none or for a mailbox (one more digit). */
function parsed(pieces: readonly Piece[]): Parsed | null {
  const printed = pieces.map(({ digits }) => digits).join(' ');
  const digits = countDigits(printed);
  if (digits < MIN_DIGITS || digits > MAX_DIGITS) {
    return null;
  }
  const number = parsePhoneNumberFromString(printed, { defaultCountry: 'IT', extract: false });
  if (number === undefined) {
    return null;
  }
  // The library knows only some of San Marino's ranges as valid.
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
    dialString: number.number,
    isMobile: isMobile(number),
    extension: extension ?? null,
    note,
  };
}

function noNumber(text: string, note: string | null): PhoneNumber {
  return { text, dialString: null, isMobile: false, extension: null, note };
}

/** Splits the last six digits of an Italian number into two groups where the library does not. */
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

/** Returns the words next to each number, up to the separators before and after it. */
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

/** Splits the text between two numbers into the words after the first and before the second. */
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
