/** The day of the real export that the made-up customers follow (export-pdf.md), and its year. */
const RECORDED_DAY = Date.UTC(2026, 0, 12);
const RECORDED_YEAR = 2026;

/**
 * A customer's day (`yyyy-mm-dd`) as if the first export were of `firstDay`. Orders of the running year stay as many days
 * away from the export, but in its year, as their figures are; earlier ones stay in the same month, so many years before.
 */
export function dayAsOf(day: string | null, firstDay: string | null): string | null {
  if (day === null || firstDay === null) {
    return day;
  }
  const year = Number(firstDay.slice(0, 4));
  const daysYear = Number(day.slice(0, 4));
  if (daysYear < RECORDED_YEAR) {
    return `${daysYear + year - RECORDED_YEAR}${day.slice(4)}`;
  }
  const moved = Date.parse(day) + Date.parse(firstDay) - RECORDED_DAY;
  return new Date(Math.max(moved, Date.UTC(year, 0, 1))).toISOString().slice(0, 10);
}
