import {
  visitCharacters,
  isAllDigits,
  isLongEnoughInside,
  nextMatch,
} from '../../../../preload/contract/search-text';
import type { SearchWord } from '../../../../preload/contract/search-text';

/** A range of a text; `end` is exclusive. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

/** Returns the ranges of `text` that match the search, sorted and without overlaps. */
export function matchRanges(text: string, words: readonly SearchWord[]): readonly Range[] {
  const letters = lettersIn(text);
  return merged(words.flatMap((ways) => rangesOf(letters, ways).ranges));
}

/** Whether a text contains a search word completely. */
export function matchesWord(text: string, word: SearchWord): boolean {
  return rangesOf(lettersIn(text), word).isAll;
}

interface Letters {
  readonly joined: string;
  /** A `1` for each letter that begins a word, else a `0`, as {@link nextMatch} expects. */
  readonly marks: string;
  /** The position of each letter in `text`. */
  readonly places: readonly number[];
  readonly text: string;
}

function lettersIn(text: string): Letters {
  const places: number[] = [];
  let [joined, marks] = ['', ''];
  visitCharacters(text, (code, isStart, at) => {
    joined += String.fromCharCode(code);
    marks += isStart ? '1' : '0';
    places.push(at);
  });
  return { joined, marks, places, text };
}

/** Returns the ranges of the word's first reading that matches completely, else of all readings. */
function rangesOf(
  letters: Letters,
  ways: SearchWord,
): { readonly ranges: readonly Range[]; readonly isAll: boolean } {
  const found = ways.map((parts) => parts.map((part) => rangesOfPart(letters, part)));
  const whole = found.find((ofParts) => ofParts.every((ranges) => ranges.length > 0));
  return { ranges: (whole ?? found.flat()).flat(), isAll: whole !== undefined };
}

function rangesOfPart(letters: Letters, part: string): Range[] {
  const { joined, marks, places, text } = letters;
  const ranges: Range[] = [];
  const add = (at: number): void => {
    const last = places[at + part.length - 1] ?? 0;
    ranges.push({ start: places[at] ?? 0, end: last + characterAt(text, last).length });
  };
  for (let at = nextMatch(joined, marks, part, 0); at >= 0; at = nextMatch(joined, marks, part, at + 1)) {
    add(at);
  }
  if (ranges.length === 0 && isAllDigits(part)) {
    // Numbers match without their country code and across separators.
    const code = /^(?:00)?39/.exec(joined)?.[0].length ?? 0;
    const at = joined.indexOf(part, code);
    if (at === code || (at > 0 && isLongEnoughInside(part))) {
      add(at);
    }
  }
  return ranges;
}

/** Returns a character with its combining accents. */
function characterAt(text: string, at: number): string {
  return /^.\p{M}*/su.exec(text.slice(at))?.[0] ?? '';
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
