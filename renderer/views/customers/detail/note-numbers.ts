import type { PhoneNumber } from '../../../../preload/contract/phone-numbers';
import { phoneNumbersIn } from '../../../../preload/contract/phone-numbers';

/** Signs that part the sentences of a note: no number goes on behind them. */
const PARTS = /[\n\r;,!?]+|: |\. /;
/** A date, which is no number although its digits may be those of one: "28/11/2026", "28.11.2026". */
const DATE = /(?<!\d)\d{1,2}([/.-])\d{1,2}\1\d{2,4}(?!\d)/g;

/** The numbers in a note that can be called, each once, in their order, without those that are known already. */
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
