/** The day and year of the real export that the fictitious customers follow (export-pdf.md). */
const RECORDED_DAY = Date.UTC(2026, 0, 12);
const RECORDED_YEAR = 2026;

/**
 * Moves a customer's day (`yyyy-mm-dd`) as if the first export were on `firstDay`. An order in the
 * year of the export stays as many days before the export, but not before 1 January. An earlier
 * order keeps its day and month, and its year moves along.
 */
export function shiftDay(day: string | null, firstDay: string | null): string | null {
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
