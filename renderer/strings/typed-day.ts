/** The years around this one in which a day is plausible: a digit too few or too many is a mistake. */
const YEARS_BACK = 5;
const YEARS_AHEAD = 20;

/**
 * The day (`yyyy-mm-dd`) that a text is, in the order day, month, year or as ISO writes it, with all digits of its year;
 * `null` for a text that is no whole, plausible day.
 */
export function wholeDay(text: string, today: string): string | null {
  const [, year, month, day] =
    /^\s*(\d{4})-(\d{2})-(\d{2})\s*$/.exec(text) ??
    turned(/^\s*(\d{1,2})[/.\- ]+(\d{1,2})[/.\- ]+(\d{4})\s*$/, text);
  return plausibleDay(Number(year), Number(month), Number(day), today);
}

/**
 * The same for a text that its writer has left: the year may have two digits, or be missing where the next such day is
 * meant.
 */
export function finishedDay(text: string, today: string): string | null {
  const thisYear = Number(today.slice(0, 4));
  const short = /^\s*(\d{1,2})[/.\- ]+(\d{1,2})(?:[/.\- ]+(\d{2}))?[/.\- ]*$/.exec(text);
  if (short === null) {
    return wholeDay(text, today);
  }
  const [, day, month, year] = short.map(Number);
  if (short[3] !== undefined) {
    return plausibleDay(thisYear - (thisYear % 100) + Number(year), Number(month), Number(day), today);
  }
  const here = plausibleDay(thisYear, Number(month), Number(day), today);
  return here !== null && here >= today
    ? here
    : plausibleDay(thisYear + 1, Number(month), Number(day), today);
}

function turned(pattern: RegExp, text: string): readonly (string | undefined)[] {
  const [whole, day, month, year] = pattern.exec(text) ?? [];
  return [whole, year, month, day];
}

/** `null` for a day that no calendar has, such as the 31st of June, and for one that is too far away. */
function plausibleDay(year: number, month: number, day: number, today: string): string | null {
  const thisYear = Number(today.slice(0, 4));
  const date = new Date(Date.UTC(year, month - 1, day));
  const isReal = date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  const isNear = year >= thisYear - YEARS_BACK && year <= thisYear + YEARS_AHEAD;
  return isReal && isNear ? date.toISOString().slice(0, 10) : null;
}
