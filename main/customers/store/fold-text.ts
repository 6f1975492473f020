import { foldLetters } from '../../../preload/contract/search-text';

const PLAIN = /^[!-~]+(?: [!-~]+)*$/;

/** Invisible characters: zero width, soft hyphens, BOMs, directions, and non-blank controls. */
const INVISIBLE = /\p{Cf}|(?!\s)\p{Cc}/gu;
/** Letters that a font joins: ﬀ, ﬁ, ﬂ, ﬃ, ﬄ, ﬅ, ﬆ. */
const LIGATURES = /[\uFB00-\uFB06]/g;

/** Folds a text for comparing: lower case, single blanks, no accents or invisible characters. */
export function foldText(text: string): string {
  // This short cut applies to nearly all texts, as they have no accents and only single blanks.
  if (PLAIN.test(text)) {
    return text.toLowerCase();
  }
  return removeInvisible(text)
    .replace(LIGATURES, (joined) => joined.normalize('NFKD'))
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/\s+/g, ' ')
    .trim();
}

/** Returns the digits of a number for searching, without +39 or 0039 before a phone. */
export function foldDigits(text: string): string {
  return removeInvisible(text)
    .replace(/^\s*(\+|00)39/, '')
    .replace(/\D/g, '');
}

export function removeInvisible(text: string): string {
  return text.replace(INVISIBLE, '');
}

const NO_LETTERS = /[^\p{L}\p{N}]+/gu;

/** Returns the key by which cities are compared. FORLI' and Forlì have the same key. */
export function cityKey(city: string): string {
  return foldText(city).replace(NO_LETTERS, ' ').trim();
}

/** Returns the sort key of a text: folded, without leading quotes and signs. */
export function sortKey(text: string): string {
  return foldText(text).replace(/^[^\p{L}\p{N}]+/u, '');
}

/**
 * Returns the sort key of a name: letters and digits only, as in Italian directories. Intl.Collator
 * for `it` that ignores case, accents, blanks and signs orders the same way. A collator only
 * compares, but SQLite needs a stored key.
 */
export function nameKey(name: string): string {
  return foldLetters(name);
}
