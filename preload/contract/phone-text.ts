/** Normalises telephone cells for parts of the app that do not load the phone number library. */

/** Invisible characters that programs insert into numbers. */
const INVISIBLE = /[\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]/g;
/** A soft hyphen between digits is printed as a hyphen; between letters it only marks syllables. */
const SOFT_HYPHEN_BY_DIGIT = /(?<=\d)\u00ad+|\u00ad+(?=\d)/g;
const DASHES = /[\u2010-\u2015\u2212\ufe58\ufe63\uff0d]/g;
const BLANKS = /[\t\u00a0\u2000-\u200a\u202f\u205f\u3000]/g;
/** A country code printed twice: "+39 0039 347 1234567". */
const DOUBLE_PREFIX = /(?<![\d+])\(?(?:\+|00) ?(\d{1,3})[ ().-]*(?=(?:\+|00) ?\1)/g;

/** "06/1234567", "340/1234567": a slash after an area code or mobile prefix is no separator. */
const SLASH_IN_NUMBER = /(?<!\d)((?:(?:\+|00)39 *)?(?:0\d{1,3}|3\d{2})) *\/ *(?=\d{4})/g;
/** Texts that mean "no number": "n/d", "non disponibile", "xxx". */
const NONE_WORDS =
  /^(?:n[adnpr]|no|none|null|nessun[oa]?|non(?:disponibile|noto|presente|pervenuto)|assente|mancante|vuoto|tel|telefono|x+)?$/i;

/** Replaces dashes and blanks with ASCII; removes invisible characters and redundant prefixes. */
export function normalisePhoneText(cell: string): string {
  return cell
    .replace(INVISIBLE, '')
    .replace(SOFT_HYPHEN_BY_DIGIT, '-')
    .replaceAll('\u00ad', '')
    .replace(DASHES, '-')
    .replace(BLANKS, ' ')
    .replace(DOUBLE_PREFIX, '')
    .replace(SLASH_IN_NUMBER, '$1 ')
    .trim();
}

/** Whether a cell contains only a country code, zeros or a word for "none". */
export function meansNoPhone(plain: string): boolean {
  const rest = plain.replace(/^\(?(?:(?:\+|00) *\d{1,3}|39)(?!\d)/, '');
  return !/[1-9]/.test(rest) && NONE_WORDS.test(rest.replace(/[^\p{L}]/gu, ''));
}
