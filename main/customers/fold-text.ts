const PLAIN = /^[!-~]+(?: [!-~]+)*$/;

/** A text as it is compared and searched: lower case, without accents, blanks folded. */
export function foldText(text: string): string {
  // Nearly all texts: no accents to take away, and no blanks but single ones.
  if (PLAIN.test(text)) {
    return text.toLowerCase();
  }
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replace(/\s+/g, ' ').trim();
}

/** The digits of a number as they are searched for: no blanks and signs, and no +39 or 0039 before a phone. */
export function foldDigits(text: string): string {
  return text.replace(/^\s*(\+|00)39/, '').replace(/\D/g, '');
}

/** What a text is ordered by: folded, and without the quotes and signs some names begin with. */
export function sortKey(text: string): string {
  return foldText(text).replace(/^[^\p{L}\p{N}]+/u, '');
}
