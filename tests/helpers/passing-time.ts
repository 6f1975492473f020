import { sleep, systemClock } from '../../main/base/clock';

/**
 * Lets time itself pass, for what measures a rest or strikes at a random moment. No test waits for anything by it.
 */
export function timePasses(ms: number): Promise<void> {
  return sleep(systemClock, ms, new AbortController().signal);
}
