/**
 * How what is typed is compared with what is known, by the search and by what the window marks of it: letters and digits
 * only, without accents and case; signs and blanks merely part words, and part none of those that are typed as one.
 */

/** Letters that Unicode takes no accent from. */
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

/** A character's letters or digits as they are compared; a blank for what parts words, nothing for what cannot be seen. */
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
 * Visits the letters and digits of a text as UTF-16 codes, with whether a word begins there and where in the text they
 * stand. A capital after a small letter begins a word too: the portal swallows blanks ("LaboratorioTullio Rocca").
 */
export function eachCharacter(
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

/** Returns the words of a text, as they are compared. */
function wordsOf(text: string): string[] {
  const words: string[] = [];
  eachCharacter(text, (code, isStart) => {
    const character = String.fromCharCode(code);
    if (isStart) {
      words.push(character);
    } else {
      words[words.length - 1] = `${words.at(-1) ?? ''}${character}`;
    }
  });
  return words;
}

/** Returns the letters and digits of a text without anything between them. */
export function lettersOf(text: string): string {
  return wordsOf(text).join('');
}

const ALL_DIGITS = /^\d+$/;
/** So many letters, and so many digits, are found inside a word or number. */
const FEWEST_LETTERS_INSIDE = 3;
const FEWEST_DIGITS_INSIDE = 4;

/** Whether a text has digits and nothing else. */
export function isAllDigits(text: string): boolean {
  return ALL_DIGITS.test(text);
}

/** Whether this is long enough to be found inside of a word or number. */
export function mayBeInside(word: string): boolean {
  return word.length >= (isAllDigits(word) ? FEWEST_DIGITS_INSIDE : FEWEST_LETTERS_INSIDE);
}

/** Whether a word begins here: {@link nextMatch} takes the first bit of each mark. */
export function isWordStart(marks: string, at: number): boolean {
  return (marks.charCodeAt(at) & 1) === 1;
}

/**
 * The next place, from `from` on, where `word` is found in letters joined to one text; -1 for none. `marks` has an odd code
 * where a word begins. A word is found where one begins, then over as many as it takes, or inside of a single one.
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
  if (!mayBeInside(word)) {
    return false;
  }
  for (let inside = at + 1; inside < at + word.length; inside += 1) {
    if (isWordStart(marks, inside)) {
      return false;
    }
  }
  return true;
}

/** Stands before each telephone number, and for a country code that nothing follows yet. */
export const ANY_PHONE = '+';

/** One thing that was typed: the ways to read it, each a list of words that must all be found. */
export type SearchWord = readonly (readonly string[])[];

/** What one writes before a number; the number says it all. */
const LABELS =
  /(?<![\p{L}\p{N}])(?:(?:p\.?\s*iva|partita\s+iva|vat|c\.?\s*f|cod(?:ice|\.)?\s*fisc(?:ale)?|tel(?:efono)?|cell(?:ulare)?)[.:\s]+|it\s*)(?=(?:it\s*)?\+?\S*\d)/giu;
const ONLY_LABEL = /^\s*(?:p\.?\s*iva|partita\s+iva)[.:\s]*$/i;
const COUNTRY_CODE = /^(?:\+|00)39/;
const HALF_A_COUNTRY_CODE = /^\+\d?$/;

/** What was typed, thing by thing; nothing where there are neither letters nor digits. */
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
    const isCode = number !== piece && lettersOf(number) === '';
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

/** A number as it is typed in groups: one of a customer's, or several; an Italian one also with its country code. */
function numberWord(parts: readonly string[]): SearchWord {
  const joined = parts.join('');
  const withoutCode = /^39(?=\d{6})/.test(joined) ? [[joined.slice(2)]] : [];
  return [...oneWord(parts), ...withoutCode];
}
