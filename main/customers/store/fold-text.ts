import { lettersOf } from '../../../preload/contract/search-text';

const PLAIN = /^[!-~]+(?: [!-~]+)*$/;

/** Invisible characters: zero-width and soft hyphens, byte order and direction marks, and controls that are no blanks. */
const INVISIBLE = /\p{Cf}|(?!\s)\p{Cc}/gu;
/** Letters that a font joins: ﬀ, ﬁ, ﬂ, ﬃ, ﬄ, ﬅ, ﬆ. */
const LIGATURES = /[\uFB00-\uFB06]/g;

/**
 * A text as it is compared and searched: lower case, without accents, blanks folded, and without what is invisible, which
 * would part a word or hide it.
 */
export function foldText(text: string): string {
  // Nearly all texts: no accents to take away, and no blanks but single ones.
  if (PLAIN.test(text)) {
    return text.toLowerCase();
  }
  return visible(text)
    .replace(LIGATURES, (joined) => joined.normalize('NFKD'))
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/\s+/g, ' ')
    .trim();
}

/** The digits of a number as they are searched for: no blanks and signs, and no +39 or 0039 before a phone. */
export function foldDigits(text: string): string {
  return visible(text)
    .replace(/^\s*(\+|00)39/, '')
    .replace(/\D/g, '');
}

/** A text without what is invisible in it. */
export function visible(text: string): string {
  return text.replace(INVISIBLE, '');
}

const NO_LETTERS = /[^\p{L}\p{N}]+/gu;

/** Returns the key that compares cities: FORLI' and Forlì are one, in any form of apostrophe, hyphen or blank. */
export function cityKey(city: string): string {
  return foldText(city).replace(NO_LETTERS, ' ').trim();
}

/** What a text is ordered by: folded, and without the quotes and signs some names begin with. */
export function sortKey(text: string): string {
  return foldText(text).replace(/^[^\p{L}\p{N}]+/u, '');
}

/**
 * What customers are ordered by: letters and digits alone, as Italian directories do and Intl.Collator for `it` that takes
 * case, accents, blanks and signs for nothing. A collator only compares; SQLite needs a key, which stays right for whoever
 * comes later.
 */
export function nameKey(name: string): string {
  return lettersOf(name);
}
