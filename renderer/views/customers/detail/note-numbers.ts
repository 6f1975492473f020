import type { PhoneNumber } from '../../../../preload/contract/phone-numbers';
import { parsePhoneNumbers } from '../../../../preload/contract/phone-numbers';

/** Separators in a note, none of which occurs inside a telephone number. */
const PARTS = /[\n\r;,!?]+|: |\. /;
/** Dates, whose digits may look like a number: "28/11/2026", "28.11.2026". */
const DATE = /(?<!\d)\d{1,2}([/.-])\d{1,2}\1\d{2,4}(?!\d)/g;

/** Returns the distinct valid numbers in a note, in order, except `known` numbers. */
export function findNumbersInNote(text: string, known: readonly PhoneNumber[]): readonly PhoneNumber[] {
  const seen = new Set(known.map(({ dialString }) => dialString));
  return text
    .replace(DATE, ';')
    .split(PARTS)
    .filter((part) => /\d/.test(part))
    .flatMap((part) => parsePhoneNumbers(part))
    .filter(({ dialString }) => {
      const isNew = dialString !== null && !seen.has(dialString);
      seen.add(dialString);
      return isNew;
    });
}
