import { sleep, systemClock } from '../../main/base/clock';

/** Lets real time pass, to measure idle memory or kill at a random moment; no test waits by it. */
export function waitRealTime(ms: number): Promise<void> {
  return sleep(systemClock, ms, new AbortController().signal);
}
