import { afterEach, beforeEach } from 'vitest';

/** Runs the tests of a file in Rome's time zone, including its summer time. */
export function useRomeTime(): void {
  const zone = process.env['TZ'];
  beforeEach(() => {
    process.env['TZ'] = 'Europe/Rome';
  });
  afterEach(() => {
    if (zone === undefined) {
      delete process.env['TZ'];
    } else {
      process.env['TZ'] = zone;
    }
  });
}

/** Converts a local time such as `2026-11-23 08:00` to epoch ms, after {@link useRomeTime}. */
export function rome(text: string): number {
  return new Date(text.replace(' ', 'T')).getTime();
}
