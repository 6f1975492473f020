import type { WorkingHours } from '../../../preload/contract';

/** Returns a typed time (8, 8:00, 8.30, 19:30) as `HH:MM`, or unchanged if it is not a time. */
export function parseTimeOfDay(typed: string): string {
  const [, hour, minute = '00'] = /^(\d{1,2})(?:[:.](\d{2}))?$/.exec(typed.trim()) ?? [];
  return hour === undefined ? typed : `${hour.padStart(2, '0')}:${minute}`;
}

/** Returns the problem with typed hours; `null` if they can be saved. */
export function findHoursProblem({ days, from, to }: WorkingHours): 'days' | 'time' | 'order' | null {
  if (days.length === 0) {
    return 'days';
  }
  if (![from, to].every((time) => /^([01]\d|2[0-3]):[0-5]\d$/.test(time))) {
    return 'time';
  }
  return from < to ? null : 'order';
}
