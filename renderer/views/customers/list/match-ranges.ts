/** A part of a text: from the character at `start` up to, not including, the one at `end`. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

/** What was typed, parted as the search takes it (main/customers/queries/search.ts, matchExpression). */
export interface SearchWords {
  /** Folded words: each matches where a word of the text begins with it. */
  readonly words: readonly string[];
  /** All digits that were typed as one number, `null` when there were letters too. */
  readonly number: string | null;
}

const WORD = /[\p{L}\p{N}]/u;
const ONLY_NUMBERS = /^[\d\s+().\-/]+$/;
const COUNTRY_CODE = /^\s*(\+|00)39/;

export function searchWords(search: string): SearchWords {
  const folded = fold(search).trim();
  const words = folded.match(/[\p{L}\p{N}]+/gu) ?? [];
  const isNumber = ONLY_NUMBERS.test(folded) && words.length > 0;
  return { words, number: isNumber ? folded.replace(COUNTRY_CODE, '').replace(/\D/g, '') : null };
}

/** Where `text` holds what was typed, in order and without overlap. */
export function matchRanges(text: string, { words, number }: SearchWords): readonly Range[] {
  const found = [...wordRanges(text, words), ...(number === null ? [] : numberRanges(text, number))];
  return merged(found);
}

/** So many digits of a word are taken for the beginning of a number, when it stands among other words. */
const FEWEST_DIGITS = /^\d{3,}$/;

/** Where a phone's text holds what was typed, however either is grouped: "0813770" in "+39 081 377 080". */
export function phoneRanges(text: string, { words, number }: SearchWords): readonly Range[] {
  const numbers = number === null ? words.filter((word) => FEWEST_DIGITS.test(word)) : [number];
  return merged([...wordRanges(text, words), ...numbers.flatMap((one) => numberRanges(text, one))]);
}

function wordRanges(text: string, words: readonly string[]): Range[] {
  const { characters, starts } = foldedCharacters(text);
  const ranges: Range[] = [];
  characters.forEach((character, index) => {
    const isBeginning = WORD.test(character) && !WORD.test(characters[index - 1] ?? '');
    for (const word of isBeginning ? words : []) {
      const { length } = Array.from(word);
      if (characters.slice(index, index + length).join('') === word) {
        ranges.push({ start: starts[index] ?? 0, end: starts[index + length] ?? text.length });
      }
    }
  });
  return ranges;
}

/** A number is compared by its digits alone, without the country code, and matches at its beginning. */
function numberRanges(text: string, number: string): Range[] {
  const skipped = COUNTRY_CODE.exec(text)?.[0].length ?? 0;
  const digits = [...text.slice(skipped).matchAll(/\d/g)].map(({ 0: digit, index }) => ({
    digit,
    at: index + skipped,
  }));
  const begins = digits
    .map(({ digit }) => digit)
    .join('')
    .startsWith(number);
  const [first, last] = [digits[0], digits[number.length - 1]];
  return begins && number !== '' && first !== undefined && last !== undefined
    ? [{ start: first.at, end: last.at + 1 }]
    : [];
}

function merged(ranges: readonly Range[]): Range[] {
  const inOrder = [...ranges].sort((one, other) => one.start - other.start);
  const result: Range[] = [];
  for (const range of inOrder) {
    const last = result.at(-1);
    if (last !== undefined && range.start <= last.end) {
      result[result.length - 1] = { start: last.start, end: Math.max(last.end, range.end) };
    } else {
      result.push(range);
    }
  }
  return result;
}

/** The text's characters as they are compared, and where in the text each begins. An accent belongs to its letter. */
function foldedCharacters(text: string): { characters: string[]; starts: number[] } {
  const characters: string[] = [];
  const starts: number[] = [];
  let at = 0;
  for (const character of text) {
    for (const part of fold(character)) {
      characters.push(part);
      starts.push(at);
    }
    at += character.length;
  }
  return { characters, starts };
}

function fold(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}
