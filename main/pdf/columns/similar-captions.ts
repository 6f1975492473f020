import { distance } from 'fastest-levenshtein';
import type { CustomerField } from '../../../preload/contract';
import { KNOWN_CAPTIONS, captionWords } from './captions';

/** A shorter caption (`SDI`, `VIA`) resembles too many words to be recognised by similarity. */
const SHORTEST_CAPTION = 6;
/** The share of a known caption's letters that must match: a single word is not enough. */
const MIN_SHARE = 0.6;
/** The fewest letters with which a shortened word (`INDIR.`) counts as a match. */
const SHORTEST_STUMP = 4;

/**
 * Returns the field that a caption nearly names (`LOGISTICS ADDRESS ZIP`), with the known caption.
 * `null` if no field or several fields match, or another column already holds the field. Each word
 * must resemble a word of the known caption: an extra word (`CODICE FISCALE ESTERO`) or another
 * number changes the meaning.
 */
export function similarField(
  header: string,
  taken: ReadonlySet<CustomerField>,
): { readonly field: CustomerField; readonly expected: string } | null {
  const words = captionWords(header);
  const meant = KNOWN_CAPTIONS.filter(({ caption }) => isSimilar(words, captionWords(caption)));
  const [first] = meant;
  if (first === undefined || meant.some(({ field }) => field !== first.field)) {
    return null;
  }
  return first.field === 'id' || taken.has(first.field)
    ? null
    : { field: first.field, expected: first.caption };
}

function isSimilar(words: readonly string[], known: readonly string[]): boolean {
  const letters = known.join('').length;
  if (letters < SHORTEST_CAPTION || digitsOf(words) !== digitsOf(known)) {
    return false;
  }
  const left = [...known];
  let found = 0;
  for (const word of words) {
    const at = left.findIndex((one) => isLike(word, one));
    if (at === -1) {
      return false;
    }
    found += left.splice(at, 1).join('').length;
  }
  return found >= MIN_SHARE * letters;
}

/** Allows one typing error from five letters on, two from nine on, or a shortened word. */
function isLike(word: string, known: string): boolean {
  if (word === known || (word.length >= SHORTEST_STUMP && known.startsWith(word))) {
    return true;
  }
  const length = Math.min(word.length, known.length);
  const slips = length >= 9 ? 2 : length >= 5 ? 1 : 0;
  return slips > 0 && Math.abs(word.length - known.length) <= slips && distance(word, known) <= slips;
}

function digitsOf(words: readonly string[]): string {
  return words.join('').replace(/\D/g, '');
}
