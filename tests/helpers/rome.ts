import { afterEach, beforeEach } from 'vitest';

/** Puts the tests of a file on Rome's wall clock, with its changes of summer time. */
export function liveInRome(): void {
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

/** A moment by Rome's wall clock, as in `2026-11-23 08:00`, in milliseconds since 1970 UTC. */
export function rome(text: string): number {
  return new Date(text.replace(' ', 'T')).getTime();
}
