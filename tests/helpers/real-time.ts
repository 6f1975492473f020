import { sleep, systemClock } from '../../main/base/clock';

/** Waits in real time, as to measure idle memory or kill at a random moment. Never for a state. */
export function waitRealTime(ms: number): Promise<void> {
  return sleep(systemClock, ms, new AbortController().signal);
}
