import type { SyncHours, WorkingHours } from '../../../preload/contract';
import { HOUR, MINUTE } from '../../base/durations';

/** A day of the week comes again after seven days; in the night of the leap it may lack its hours, which come a week later. */
const DAYS_AHEAD = 15;
const SUNDAY = 7;

/** Whether syncs may start by themselves at this moment, in milliseconds since 1970 UTC; days and times are the computer's own. */
export function isOpen(hours: SyncHours, at: number): boolean {
  if (hours === 'always') {
    return true;
  }
  const local = new Date(at);
  const minute = local.getHours() * 60 + local.getMinutes();
  const isDay = hours.days.includes(local.getDay() === 0 ? SUNDAY : local.getDay());
  return isDay && minute >= minuteOf(hours.from) && minute < minuteOf(hours.to);
}

/** When the hours begin that are next after this moment; `null` when it lies within them. */
export function opensAt(hours: SyncHours, at: number): number | null {
  if (hours === 'always' || isOpen(hours, at)) {
    return null;
  }
  for (let day = 0; day < DAYS_AHEAD; day += 1) {
    const opening = openingOf(hours, at, day);
    if (opening !== null) {
      return opening;
    }
  }
  throw new Error('Working hours name no day');
}

/** When the hours of the day `day` days after this moment begin; `null` if they do not, or not after it. */
function openingOf(hours: WorkingHours, at: number, day: number): number | null {
  const date = new Date(at);
  const minute = minuteOf(hours.from);
  const [year, month, dayOfMonth] = [date.getFullYear(), date.getMonth(), date.getDate() + day];
  const named = new Date(year, month, dayOfMonth, Math.floor(minute / 60), minute % 60).getTime();
  // In the night in which the clock is set back, a time of day comes twice.
  const opening = named > at ? named : named + HOUR;
  if (opening <= at || !isOpen(hours, opening)) {
    return null;
  }
  if (!isOpen(hours, opening - MINUTE)) {
    return opening;
  }
  // In the night in which it is set forward, a time of day does not come: the hours begin with the leap.
  let [before, after] = [Math.max(at, new Date(year, month, dayOfMonth).getTime()), opening];
  while (after - before > MINUTE) {
    const middle = Math.floor((before + after) / 2 / MINUTE) * MINUTE;
    [before, after] = isOpen(hours, middle) ? [before, middle] : [middle, after];
  }
  return after;
}

/** Of a time as the contract has it, "08:30". */
function minuteOf(timeOfDay: string): number {
  return Number(timeOfDay.slice(0, 2)) * 60 + Number(timeOfDay.slice(3));
}
