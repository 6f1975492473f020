import type { PauseLength } from '../../../preload/contract';
import { assertNever } from '../../base/assert-never';
import { HOUR } from '../../base/durations';
import type { Pause } from '../ports';

const MORNING_HOUR = 8;

/** Returns a pause that begins now. "Until tomorrow" ends at 8:00 local time on the next day. */
export function pauseFrom(now: number, length: PauseLength): Pause {
  switch (length) {
    case 'hour':
      return { setAt: now, until: now + HOUR };
    case 'tomorrow': {
      const morning = new Date(now);
      morning.setDate(morning.getDate() + 1);
      morning.setHours(MORNING_HOUR, 0, 0, 0);
      return { setAt: now, until: morning.getTime() };
    }
    case 'open':
      return { setAt: now, until: null };
    default:
      return assertNever(length);
  }
}

/**
 * Returns the pause as of now; `null` when it is over. With the clock set back to before its start,
 * it keeps the requested length (faults.md, 76).
 */
export function pauseAt(pause: Pause, now: number): Pause | null {
  if (pause.until === null) {
    return pause;
  }
  if (now < pause.setAt) {
    return { setAt: now, until: now + (pause.until - pause.setAt) };
  }
  return now < pause.until ? pause : null;
}
