import type { PhoneNumber } from '../../../../preload/contract/phone-numbers';
import { phoneNumbersIn } from '../../../../preload/contract/phone-numbers';

/** Separators in a note; no number continues after one. */
const PARTS = /[\n\r;,!?]+|: |\. /;
/** Dates, whose digits may look like a number: "28/11/2026", "28.11.2026". */
const DATE = /(?<!\d)\d{1,2}([/.-])\d{1,2}\1\d{2,4}(?!\d)/g;

/** Returns the distinct valid numbers in a note, in order, without known ones. */
export function numbersInNote(text: string, known: readonly PhoneNumber[]): readonly PhoneNumber[] {
  const seen = new Set(known.map(({ dialled }) => dialled));
  return text
    .replace(DATE, ';')
    .split(PARTS)
    .filter((part) => /\d/.test(part))
    .flatMap((part) => phoneNumbersIn(part))
    .filter(({ dialled }) => {
      const isNew = dialled !== null && !seen.has(dialled);
      seen.add(dialled);
      return isNew;
    });
}
