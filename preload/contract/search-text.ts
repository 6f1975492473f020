/**
 * Defines the comparison of typed text with stored text, for the search and for highlighting. It
 * compares only letters and digits, and ignores accents and case. Punctuation and blanks separate
 * words, but a search typed without them still matches.
 */

/** Letters that Unicode normalisation does not reduce to ASCII. */
const LETTERS: Readonly<Record<string, string>> = {
  ß: 'ss',
  ø: 'o',
  æ: 'ae',
  œ: 'oe',
  đ: 'd',
  ð: 'd',
  ł: 'l',
  þ: 'th',
  ı: 'i',
};

const BLANK = ' ';
const INVISIBLE = '';
const foldedCharacters = new Map<string, string>();

/** Returns a character as it is compared: letters or digits, a blank, or '' if it is invisible. */
function foldCharacter(character: string): string {
  let folded = foldedCharacters.get(character);
  if (folded === undefined) {
    const lower = character.toLowerCase();
    const plain = lower.normalize('NFKD').replace(/[\p{M}\p{Cf}]|(?!\s)\p{Cc}/gu, '');
    folded = LETTERS[lower] ?? (plain === INVISIBLE || /^[\p{L}\p{N}]+$/u.test(plain) ? plain : BLANK);
    foldedCharacters.set(character, folded);
  }
  return folded;
}

/**
 * Visits the letters and digits of a text as UTF-16 codes, with their position and whether a word
 * begins there. A capital after a small letter also begins a word because the portal drops blanks
 * ("LaboratorioTullio Rocca").
 */
export function visitCharacters(
  text: string,
  visit: (code: number, isStart: boolean, at: number) => void,
): void {
  let isInWord = false;
  let wasSmall = false;
  for (let at = 0; at < text.length;) {
    const code = text.charCodeAt(at);
    if (code < 0x80) {
      const isSmall = code >= 0x61 && code <= 0x7a;
      const isCapital = code >= 0x41 && code <= 0x5a;
      if (isSmall || isCapital || (code >= 0x30 && code <= 0x39)) {
        visit(isCapital ? code + 0x20 : code, !isInWord || (isCapital && wasSmall), at);
        isInWord = true;
        wasSmall = isSmall;
      } else if (code >= 0x20 ? code !== 0x7f : code >= 9 && code <= 13) {
        isInWord = false;
      }
      at += 1;
      continue;
    }
    const character = String.fromCodePoint(text.codePointAt(at) ?? code);
    const folded = foldCharacter(character);
    if (folded === BLANK) {
      isInWord = false;
    } else if (folded !== INVISIBLE) {
      const isCapital = character !== character.toLowerCase();
      for (let index = 0; index < folded.length; index += 1) {
        visit(folded.charCodeAt(index), index === 0 && (!isInWord || (isCapital && wasSmall)), at);
        isInWord = true;
      }
      wasSmall = !isCapital;
    }
    at += character.length;
  }
}

/** Returns the words of a text, folded for comparison. */
function wordsOf(text: string): string[] {
  const words: string[] = [];
  visitCharacters(text, (code, isStart) => {
    const character = String.fromCharCode(code);
    if (isStart) {
      words.push(character);
    } else {
      words[words.length - 1] = `${words.at(-1) ?? ''}${character}`;
    }
  });
  return words;
}

/** Returns the letters and digits of a text without separators. */
export function foldLetters(text: string): string {
  return wordsOf(text).join('');
}

const ALL_DIGITS = /^\d+$/;
/** The minimum length, in letters or in digits, of a match inside a word or number. */
const MIN_LETTERS_INSIDE = 3;
const MIN_DIGITS_INSIDE = 4;

export function isAllDigits(text: string): boolean {
  return ALL_DIGITS.test(text);
}

/** Whether a word is long enough to match inside a word or number. */
export function isLongEnoughInside(word: string): boolean {
  return word.length >= (isAllDigits(word) ? MIN_DIGITS_INSIDE : MIN_LETTERS_INSIDE);
}

/** Whether a word begins at this position. {@link nextMatch} uses the lowest bit of each mark. */
export function isWordStart(marks: string, at: number): boolean {
  return (marks.charCodeAt(at) & 1) === 1;
}

/**
 * Returns the next position of `word` in `joined`, starting at `from`; -1 for none. `marks` has an
 * odd code at the start of each word. A match begins at the start of a word and may span several
 * words, or lies inside a single word.
 */
export function nextMatch(joined: string, marks: string, word: string, from: number): number {
  for (let at = joined.indexOf(word, from); at >= 0; at = joined.indexOf(word, at + 1)) {
    if (isWordStart(marks, at) || isInside(marks, word, at)) {
      return at;
    }
  }
  return -1;
}

function isInside(marks: string, word: string, at: number): boolean {
  if (!isLongEnoughInside(word)) {
    return false;
  }
  for (let inside = at + 1; inside < at + word.length; inside += 1) {
    if (isWordStart(marks, inside)) {
      return false;
    }
  }
  return true;
}

/** The sign before each telephone number; a country code typed alone searches for this sign. */
export const ANY_PHONE = '+';

/** A typed search word: its alternative readings, each a list of words that must all match. */
export type SearchWord = readonly (readonly string[])[];

/** Labels before a number, which add nothing to the search. */
const LABELS =
  /(?<![\p{L}\p{N}])(?:(?:p\.?\s*iva|partita\s+iva|vat|c\.?\s*f|cod(?:ice|\.)?\s*fisc(?:ale)?|tel(?:efono)?|cell(?:ulare)?)[.:\s]+|it\s*)(?=(?:it\s*)?\+?\S*\d)/giu;
const ONLY_LABEL = /^\s*(?:p\.?\s*iva|partita\s+iva)[.:\s]*$/i;
const COUNTRY_CODE = /^(?:\+|00)39/;
const HALF_A_COUNTRY_CODE = /^\+\d?$/;

/** Parses typed text into search words; returns none if it has neither letters nor digits. */
export function parseSearch(typed: string): readonly SearchWord[] {
  const pieces = ONLY_LABEL.test(typed) ? [] : typed.trim().replace(LABELS, '').split(/\s+/);
  const words: SearchWord[] = [];
  let digits: string[] = [];
  let initials: string[] = [];
  const flush = (): void => {
    if (digits.length > 0) {
      words.push(numberWord(digits));
    }
    if (initials.length > 0) {
      words.push(oneWord(initials));
    }
    [digits, initials] = [[], []];
  };
  pieces.forEach((piece, index) => {
    const isLast = index === pieces.length - 1;
    const number = piece.replace(/^\(/, '').replace(COUNTRY_CODE, '');
    const isCode = number !== piece && foldLetters(number) === '';
    if (isCode || HALF_A_COUNTRY_CODE.test(piece)) {
      flush();
      if (isLast && piece !== '+') {
        words.push([[ANY_PHONE]]);
      }
      return;
    }
    const parts = wordsOf(piece);
    if (parts.every(isAllDigits) && parts.length > 0) {
      if (initials.length > 0) {
        flush();
      }
      digits.push(...wordsOf(number));
    } else if (parts.every((part) => part.length === 1)) {
      if (digits.length > 0) {
        flush();
      }
      initials.push(...parts);
    } else {
      flush();
      words.push(oneWord(parts));
    }
  });
  flush();
  return words;
}

function oneWord(parts: readonly string[]): SearchWord {
  return parts.length === 1 ? [parts] : [[parts.join('')], parts];
}

/** Returns the readings of a number typed in groups: joined, separate, or without Italy's code. */
function numberWord(parts: readonly string[]): SearchWord {
  const joined = parts.join('');
  const withoutCode = /^39(?=\d{6})/.test(joined) ? [[joined.slice(2)]] : [];
  return [...oneWord(parts), ...withoutCode];
}
