/** Returns the local day of a moment, `yyyy-mm-dd`. */
export function localDay(date: Date): string {
  const two = (part: number): string => String(part).padStart(2, '0');
  return `${String(date.getFullYear()).padStart(4, '0')}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

/** Returns the day a number of days after another (`yyyy-mm-dd`). */
export function daysAfter(day: string, days: number): string {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + days);
  return date.toISOString().slice(0, 10);
}

/** Returns the same day of the next month (`yyyy-mm-dd`), or its last day. */
export function monthAfter(day: string): string {
  const [year = 0, month = 0, date = 0] = day.split('-').map(Number);
  const lastOfNext = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  return new Date(Date.UTC(year, month, Math.min(date, lastOfNext))).toISOString().slice(0, 10);
}

/** Returns the day itself, or the following Monday for a weekend (`yyyy-mm-dd`). */
export function nextWorkday(day: string): string {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  return weekday === 6 ? daysAfter(day, 2) : weekday === 0 ? daysAfter(day, 1) : day;
}

/** Returns the suggested days to call back. A day of a weekend is replaced by the next Monday. */
export function callDays(
  today: string,
): readonly { readonly name: 'day' | 'week' | 'month'; readonly on: string }[] {
  return [
    { name: 'day', on: nextWorkday(daysAfter(today, 1)) },
    { name: 'week', on: nextWorkday(daysAfter(today, 7)) },
    { name: 'month', on: nextWorkday(monthAfter(today)) },
  ];
}
