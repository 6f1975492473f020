import type { WorkingHours } from '../../../preload/contract';

/** A time of day as agents type it (8, 8:00, 8.30, 19:30) in the form `HH:MM`; what is none comes back as it is. */
export function asTimeOfDay(typed: string): string {
  const [, hour, minute = '00'] = /^(\d{1,2})(?:[:.](\d{2}))?$/.exec(typed.trim()) ?? [];
  return hour === undefined ? typed : `${hour.padStart(2, '0')}:${minute}`;
}

/** What is wrong with hours as they are typed; `null` when they can be saved. */
export function hoursTrouble({ days, from, to }: WorkingHours): 'days' | 'time' | 'order' | null {
  if (days.length === 0) {
    return 'days';
  }
  if (![from, to].every((time) => /^([01]\d|2[0-3]):[0-5]\d$/.test(time))) {
    return 'time';
  }
  return from < to ? null : 'order';
}
