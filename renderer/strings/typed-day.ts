/** The range of plausible years around this one. A year outside it is taken for a typing error. */
const YEARS_BACK = 5;
const YEARS_AHEAD = 20;

/** Returns the plausible day (`yyyy-mm-dd`) of a text with day, month and full year, or `null`. */
export function parseFullDay(text: string, today: string): string | null {
  const [, year, month, day] =
    /^\s*(\d{4})-(\d{2})-(\d{2})\s*$/.exec(text) ??
    turned(/^\s*(\d{1,2})[/.\- ]+(\d{1,2})[/.\- ]+(\d{4})\s*$/, text);
  return plausibleDay(Number(year), Number(month), Number(day), today);
}

/**
 * Returns the day of a finished input. The year may have two digits. Without a year, the
 * next date with this day and month applies.
 */
export function completeTypedDay(text: string, today: string): string | null {
  const thisYear = Number(today.slice(0, 4));
  const short = /^\s*(\d{1,2})[/.\- ]+(\d{1,2})(?:[/.\- ]+(\d{2}))?[/.\- ]*$/.exec(text);
  if (short === null) {
    return parseFullDay(text, today);
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

/** Returns the day; `null` for an impossible one, such as 31 June, or an implausible year. */
function plausibleDay(year: number, month: number, day: number, today: string): string | null {
  const thisYear = Number(today.slice(0, 4));
  const date = new Date(Date.UTC(year, month - 1, day));
  const isReal = date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  const isNear = year >= thisYear - YEARS_BACK && year <= thisYear + YEARS_AHEAD;
  return isReal && isNear ? date.toISOString().slice(0, 10) : null;
}
