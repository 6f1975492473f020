import type { PhoneNumber as Parsed } from 'libphonenumber-js/max';
import { parsePhoneNumberFromString } from 'libphonenumber-js/max';

/** One number of a telephone cell. */
export interface PhoneNumber {
  /** As people write it in Italy: with the country code where it was printed or is another's; else as printed. */
  readonly text: string;
  /** What is dialled, `+` and digits without the extension; `null` for what cannot be a number. */
  readonly dialled: string | null;
  readonly isMobile: boolean;
  /** Words that stand beside it in the cell, such as "ufficio"; `null` without any. */
  readonly note: string | null;
}

/** Digits and signs that may stand within one number, and an extension behind it. */
const NUMBER =
  /([+(]*\d[\d \t\u00a0().-]*\d)(?:[ \t\u00a0,]*(?:interno|int|ext)\.?[ \t\u00a0]*(\d{1,5})(?!\d))?/gi;
/** "06/1234567" and "340/1234567": a slash behind an area code or a mobile's first digits parts nothing. */
const SLASH_IN_NUMBER = /(?<!\d)((?:(?:\+|00)39[ \t]*)?(?:0\d{1,3}|3\d{2}))[ \t]*\/[ \t]*(?=\d{4})/g;
const DASH_BETWEEN = /[ \t\u00a0]+[-–—][ \t\u00a0]+/g;
const SEPARATOR = /[;,/|\n\r]/;
/** Words that say no more than the separators do, or than the field's name. */
const EMPTY_WORDS = /^(?:o|e|oppure|or|and|tel|telefono|phone|n|num|numero)$/i;
/** Fewer digits are not taken for a number when others stand beside them: "0543 12345/46". */
const FEWEST_DIGITS = 5;

/**
 * The numbers of a cell, told apart; a cell that is not empty gives at least one. What is a number, a mobile and how
 * it is written follows Google's libphonenumber, for Italy where no country code stands.
 */
export function phoneNumbersIn(cell: string | null): readonly PhoneNumber[] {
  if (cell === null || cell.trim() === '') {
    return [];
  }
  const text = cell.replace(SLASH_IN_NUMBER, '$1 ').replace(DASH_BETWEEN, ' ; ');
  const found = [...text.matchAll(NUMBER)].filter(
    ({ 1: digits = '' }) => countDigits(digits) >= FEWEST_DIGITS,
  );
  if (found.length === 0) {
    return [{ text: cell.trim(), dialled: null, isMobile: false, note: null }];
  }
  const gaps = gapsBetween(
    text,
    found.map(({ 0: { length }, index }) => ({ start: index, end: index + length })),
  );
  return found.flatMap(({ 1: printed = '', 2: extension }, index) =>
    numbersIn(printed.trim(), extension, gaps[index] ?? null),
  );
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

/** One number, or two and more with nothing but blanks between them. */
function numbersIn(printed: string, extension: string | undefined, note: string | null): PhoneNumber[] {
  const whole = parsed(printed);
  if (whole === null) {
    const parts = partsOf(printed.split(/[ \t\u00a0]+/));
    if (parts !== null) {
      return parts.map((part, index) =>
        shown(part.printed, part.number, index === parts.length - 1 ? extension : undefined, note),
      );
    }
  }
  return [shown(printed, whole, extension, note)];
}

interface Part {
  readonly printed: string;
  readonly number: Parsed;
}

/** Pieces joined so that each join is a number and none is left over; `null` when there is no such way. */
function partsOf(pieces: readonly string[]): Part[] | null {
  for (let count = pieces.length; count > 0; count -= 1) {
    const printed = pieces.slice(0, count).join(' ');
    const number = parsed(printed);
    const rest = number === null || count === pieces.length ? [] : partsOf(pieces.slice(count));
    if (number !== null && rest !== null) {
      return [{ printed, number }, ...rest];
    }
  }
  return null;
}

function parsed(printed: string): Parsed | null {
  const number = parsePhoneNumberFromString(printed, { defaultCountry: 'IT', extract: false });
  return number?.isValid() === true ? number : null;
}

function shown(
  printed: string,
  number: Parsed | null,
  extension: string | undefined,
  note: string | null,
): PhoneNumber {
  const behind = extension === undefined ? '' : ` int. ${extension}`;
  if (number === null) {
    return { text: printed + behind, dialled: null, isMobile: false, note };
  }
  const type = number.getType();
  return {
    text: written(number, /^\D*(?:\+|00)/.test(printed)) + behind,
    dialled: number.number,
    isMobile: type === 'MOBILE' || type === 'FIXED_LINE_OR_MOBILE',
    note,
  };
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
