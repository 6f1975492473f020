import { createStore } from 'zustand/vanilla';

const TICK_MS = 1_000;

export interface ClockState {
  /** Milliseconds since 1970 UTC, updated every second; the base of relative times. */
  readonly now: number;
}

export type ClockStore = ReturnType<typeof createClockStore>;

/** Creates the single clock of the window. `every` calls a function at an interval. */
export function createClockStore(now: () => number, every: (callback: () => void, ms: number) => void) {
  const store = createStore<ClockState>()(() => ({ now: now() }));
  every(() => store.setState({ now: now() }), TICK_MS);
  return store;
}
