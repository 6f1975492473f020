const MONTHS =
  'gen(?:naio)?|jan(?:uary)?|feb(?:braio|ruary)?|mar(?:zo|ch)?|apr(?:ile|il)?|mag(?:gio)?|may|giu(?:gno)?|june?|lug(?:lio)?|july?|' +
  'ago(?:sto)?|aug(?:ust)?|sett?(?:embre)?|sep(?:tember)?|ott(?:obre)?|oct(?:ober)?|nov(?:embre|ember)?|dic(?:embre)?|dec(?:ember)?';
const MONTH_AND_NUMBER = new RegExp(
  `^(?:\\d{1,4}[ ./-]*)?(?:${MONTHS})\\.?(?:[ ./-]*\\d{1,4})?(?:[ ./-]*\\d{1,4})?$`,
  'i',
);
/** The digits and the signs of numbers, dates, times, fractions and powers of ten. */
const DIGITS_AND_SIGNS = /^(?=.*\d)[\d\s+().,/:%€'Ee-]+$/u;
const BOOLEAN = /^(?:vero|falso|true|false)$/i;
/**
 * Texts that a spreadsheet displays unchanged or as an equal value: counts, amounts, whole dates.
 */
const UNCHANGED_TEXTS = [
  /^(?:0|[1-9]\d{0,14})$/,
  /^(?:0|[1-9]\d{0,2}(?:\.\d{3})*|[1-9]\d*),\d{2}(?: ?€)?$/,
  /^\d{2}\/\d{2}\/\d{4}$/,
];

/**
 * Returns whether a spreadsheet would turn a text like "0012345", "1E10" or "12/3" into a value.
 */
export function looksLikeNumber(text: string): boolean {
  const trimmed = text.trim();
  return (
    (DIGITS_AND_SIGNS.test(trimmed) && !UNCHANGED_TEXTS.some((kept) => kept.test(trimmed))) ||
    (/\d/.test(trimmed) && MONTH_AND_NUMBER.test(trimmed)) ||
    BOOLEAN.test(trimmed)
  );
}
