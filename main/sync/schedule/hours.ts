import type { SyncHours, WorkingHours } from '../../../preload/contract';
import { HOUR, MINUTE } from '../../base/durations';

/** The days to search: a clock change may remove a weekly opening, so two weeks are needed. */
const DAYS_AHEAD = 15;
const SUNDAY = 7;

/** Whether automatic syncs may start at this moment (epoch ms), by local day and time. */
export function isOpen(hours: SyncHours, at: number): boolean {
  if (hours === 'always') {
    return true;
  }
  const local = new Date(at);
  const minute = local.getHours() * 60 + local.getMinutes();
  const isDay = hours.days.includes(local.getDay() === 0 ? SUNDAY : local.getDay());
  return isDay && minute >= minuteOf(hours.from) && minute < minuteOf(hours.to);
}

/** Returns the next opening of the hours after this moment; `null` within the hours. */
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

/** Returns the opening `day` days after this moment; `null` if it is not after the moment. */
function openingOf(hours: WorkingHours, at: number, day: number): number | null {
  const date = new Date(at);
  const minute = minuteOf(hours.from);
  const [year, month, dayOfMonth] = [date.getFullYear(), date.getMonth(), date.getDate() + day];
  const named = new Date(year, month, dayOfMonth, Math.floor(minute / 60), minute % 60).getTime();
  // A time of day occurs twice in the night in which the clock is set back.
  const opening = named > at ? named : named + HOUR;
  if (opening <= at || !isOpen(hours, opening)) {
    return null;
  }
  if (!isOpen(hours, opening - MINUTE)) {
    return opening;
  }
  // A time of day may be skipped when the clock is set forward: the hours begin at the jump.
  let [before, after] = [Math.max(at, new Date(year, month, dayOfMonth).getTime()), opening];
  while (after - before > MINUTE) {
    const middle = Math.floor((before + after) / 2 / MINUTE) * MINUTE;
    [before, after] = isOpen(hours, middle) ? [before, middle] : [middle, after];
  }
  return after;
}

/** Converts a time such as "08:30" to minutes after midnight. */
function minuteOf(timeOfDay: string): number {
  return Number(timeOfDay.slice(0, 2)) * 60 + Number(timeOfDay.slice(3));
}
