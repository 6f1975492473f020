import { sleep, systemClock } from '../../main/base/clock';

/** Waits in real time to measure idle memory or kill at a random moment, never for a state. */
export function waitRealTime(ms: number): Promise<void> {
  return sleep(systemClock, ms, new AbortController().signal);
}
