/** Finds similar customers: words that differ in a letter or two, or sound alike in Italian. */
import { distance } from 'fastest-levenshtein';
import type { SearchWord } from '../../../preload/contract/search-text';
import { getOrCompute } from './ranked-rows';
import type { SearchIndex } from './search-index';
import { NOT_FOUND, eachWord, rankRows } from './search-index';

/** The costs of differences between words. At equal cost, the part of the data decides. */
const SAME_SOUND = 1;
const ONE_LETTER = 2;
/** The additional cost if the typed word is only the beginning of a word, as during typing. */
const BEGINNING = 1;
const OTHER_INITIAL = 1;
const LEFT_OUT = 8;
const TOO_FAR = 0xffff;
/** The one-byte mark of a word that differs too much. */
const FAR = 0xff;
/** The greatest cost of a customer; any higher cost counts as this one. */
const MOST = 60;
/** The number of words remembered; for 50,000 customers each takes 100 kB. */
const MAX_NEAR = 24;

/** Customers farther than the nearest one by more than this distance are dropped. */
const SPAN = 2;
const RANKS = 64;

/** Legal forms, which names contain in many spellings or lack entirely. */
const LEGAL_FORMS = new Set(['srl', 'srls', 'snc', 'sas', 'spa', 'stp', 'arl', 'scarl', 'sapa', 'ss']);
const MIN_LETTERS = 3;

interface Vocabulary {
  readonly words: readonly string[];
  readonly sounds: readonly string[];
  /** The letters in each word's sound, one bit per letter. */
  readonly letters: Int32Array;
  /** The words of all customers in sequence: number of the word × 16 + rank. */
  readonly entries: Int32Array;
  /** The start of each row's entries, and the end of the last row's. */
  readonly starts: Int32Array;
  /** The results of {@link nearestWords} by typed word. */
  readonly near: Map<string, Uint16Array>;
}

const vocabularies = new WeakMap<SearchIndex, Vocabulary>();

/** Returns a score by row (0: no match, 1: best), or `null` if no typed word has only letters. */
export function nearMisses(index: SearchIndex, typed: readonly SearchWord[]): Uint16Array | null {
  const words = typed.map((word) => ({
    text: word[0]?.join('') ?? '',
    ranks: rankRows(index, word),
  }));
  if (!words.some(({ text }) => isOfLetters(text))) {
    return null;
  }
  const vocabulary = vocabularyOf(index);
  const searchedWords = words.map(({ text, ranks }) => ({
    ranks,
    near: isOfLetters(text)
      ? getOrCompute(vocabulary.near, MAX_NEAR, text, () => nearestWords(vocabulary, text))
      : null,
    leftOut: /\d/.test(text) ? TOO_FAR : text.length < MIN_LETTERS || LEGAL_FORMS.has(text) ? 0 : 1,
  }));
  const scores = new Uint16Array(index.texts.length);
  let nearest = TOO_FAR;
  for (let row = 0; row < scores.length; row += 1) {
    const far = index.texts[row] === undefined ? TOO_FAR : distanceOf(row, searchedWords);
    if (far !== TOO_FAR) {
      scores[row] = far + 1;
      nearest = Math.min(nearest, far);
    }
  }
  const farthest = (Math.floor(nearest / RANKS) + SPAN + 1) * RANKS;
  return scores.map((score) => (score > farthest ? 0 : score));
}

interface SearchedWord {
  /** The ranks of exact matches by row. */
  readonly ranks: Uint8Array;
  /** The near matches by row: distance × 16 + rank. */
  readonly near: Uint16Array | null;
  /** The errors of a missing word: 0 if short or a legal form, too many with a digit, else 1. */
  readonly leftOut: number;
}

/**
 * Returns a customer's distance from the typed words. If there are three words or more, the
 * customer may lack one of them.
 */
function distanceOf(row: number, searchedWords: readonly SearchedWord[]): number {
  let cost = 0;
  let rank = 0;
  let found = 0;
  let wrong = 0;
  for (const { ranks, near, leftOut } of searchedWords) {
    const exact = ranks[row] ?? NOT_FOUND;
    const nearest = near?.[row] ?? TOO_FAR;
    if (exact !== NOT_FOUND) {
      rank += exact;
      found += 1;
    } else if (nearest !== TOO_FAR) {
      cost += nearest >> 4;
      rank += nearest & 15;
      found += 1;
    } else {
      wrong += leftOut;
      cost += LEFT_OUT;
    }
  }
  return found === 0 || wrong > (searchedWords.length > 2 ? 1 : 0)
    ? TOO_FAR
    : Math.min(cost, MOST) * RANKS + Math.min(rank, RANKS - 1);
}

/** Returns by row the distance of the customer's nearest word from a typed one. */
function nearestWords({ entries, starts, ...vocabulary }: Vocabulary, typed: string): Uint16Array {
  const costs = costsOf(vocabulary, typed);
  const near = new Uint16Array(starts.length - 1).fill(TOO_FAR);
  for (let row = 0; row < near.length; row += 1) {
    const end = starts[row + 1] ?? 0;
    let least = TOO_FAR;
    for (let at = starts[row] ?? 0; at < end; at += 1) {
      const entry = entries[at] ?? 0;
      const cost = costs[entry >> 4] ?? FAR;
      if (cost !== FAR) {
        least = Math.min(least, cost * 16 + (entry & 15));
      }
    }
    near[row] = least;
  }
  return near;
}

function isOfLetters(word: string): boolean {
  return word.length >= MIN_LETTERS && !/\d/.test(word);
}

function vocabularyOf(index: SearchIndex): Vocabulary {
  const known = vocabularies.get(index);
  if (known !== undefined) {
    return known;
  }
  const numbers = new Map<string, number>();
  const entries: number[] = [];
  const starts = new Int32Array(index.texts.length + 1);
  const add = (word: string, rank: number): void => {
    const number = numbers.get(word) ?? numbers.size;
    numbers.set(word, number);
    entries.push(number * 16 + rank);
  };
  for (const [row, text] of index.texts.entries()) {
    starts[row] = entries.length;
    let before: { word: string; rank: number } | null = null;
    if (text !== undefined) {
      eachWord(text, (word, rank) => {
        if (/\d/.test(word)) {
          before = null;
          return;
        }
        add(word, rank);
        // "Lo Presti", "De Santis" and "Dell'Orto" are also written as one word.
        if (before !== null && before.rank === rank && before.word.length <= LONGEST_PREFIX) {
          add(before.word + word, rank);
        }
        before = { word, rank };
      });
    }
  }
  starts[index.texts.length] = entries.length;
  const words = [...numbers.keys()];
  const sounds = words.map(soundOf);
  const vocabulary = {
    words,
    sounds,
    letters: Int32Array.from(sounds, lettersIn),
    entries: Int32Array.from(entries),
    starts,
    near: new Map<string, Uint16Array>(),
  };
  vocabularies.set(index, vocabulary);
  return vocabulary;
}

const LONGEST_PREFIX = 4;

function costsOf(
  { words, sounds, letters }: Pick<Vocabulary, 'words' | 'sounds' | 'letters'>,
  typed: string,
): Uint8Array {
  const sound = soundOf(typed);
  const mask = lettersIn(sound);
  const costs = new Uint8Array(words.length).fill(FAR);
  if (sound.length < MIN_LETTERS) {
    return costs;
  }
  const most = sound.length < 4 ? 0 : sound.length < 7 ? 1 : 2;
  for (const [number, word] of words.entries()) {
    // Letters that only the customer's word has are ignored, because they may not be typed yet.
    if (bits(mask & ~(letters[number] ?? 0)) > most) {
      continue;
    }
    const cost = costOf(typed, sound, word, sounds[number] ?? '', most);
    if (cost !== FAR) {
      costs[number] = cost + (typed.charCodeAt(0) === word.charCodeAt(0) ? 0 : OTHER_INITIAL);
    }
  }
  return costs;
}

function costOf(typed: string, sound: string, word: string, wordSound: string, most: number): number {
  if (sound === wordSound) {
    return SAME_SOUND;
  }
  if (Math.abs(sound.length - wordSound.length) <= most) {
    const letters = isSwapped(typed, word) ? 1 : distance(sound, wordSound);
    if (letters <= most) {
      return letters * ONE_LETTER;
    }
  }
  if (wordSound.length <= sound.length || most === 0) {
    return FAR;
  }
  const letters = distance(sound, wordSound.slice(0, sound.length));
  return letters <= Math.min(most, 1) ? letters * ONE_LETTER + SAME_SOUND + BEGINNING : FAR;
}

/** Whether two adjacent letters are swapped. */
function isSwapped(one: string, other: string): boolean {
  if (one.length !== other.length) {
    return false;
  }
  let at = 0;
  while (at < one.length && one[at] === other[at]) {
    at += 1;
  }
  return one[at] === other[at + 1] && one[at + 1] === other[at] && one.slice(at + 2) === other.slice(at + 2);
}

const SOUNDS: readonly (readonly [RegExp, string])[] = [
  [/ph/g, 'f'],
  [/ck|ch|k|q/g, 'c'],
  [/gn|nj|ny/g, 'ni'],
  [/gli/g, 'li'],
  [/h/g, ''],
  [/[jy]/g, 'i'],
  [/w/g, 'v'],
  [/x|z/g, 's'],
  [/(.)\1+/g, '$1'],
];

/** Returns a word as it sounds in Italian: double letters, c/ch/k, gn/ni and z/s are alike. */
function soundOf(word: string): string {
  return SOUNDS.reduce((sound, [written, sounded]) => sound.replace(written, sounded), word);
}

function lettersIn(word: string): number {
  let letters = 0;
  for (let at = 0; at < word.length; at += 1) {
    letters |= 1 << (word.charCodeAt(at) % 31);
  }
  return letters;
}

function bits(value: number): number {
  let count = 0;
  for (let left = value; left !== 0; left &= left - 1) {
    count += 1;
  }
  return count;
}
