import type { Laboratory } from './laboratory';

/** What is seen after a fault: what the agent is shown, what is kept, what is done about it. */
export interface Seen {
  /** The Italian sentence of the run, the banner or the archive; `nothing` when there is no reason to say anything. */
  readonly shown: string;
  /** The kind of the sync banner. */
  readonly banner: string;
  /** The customers in the cache: as they were before the fault, renewed by a whole export, or as the row says. */
  readonly kept: 'as before' | 'renewed' | 'rebuilt';
  /** Attempts of the last run; 0 when none was made. */
  readonly attempts: number;
  /**
   * What is planned: the next slot; one more try within this one (class S); nothing until the agent acts (A) or a
   * condition is met (W).
   */
  readonly then: 'next slot' | 'once more' | 'stops' | 'waits';
}

export interface Row {
  /** Its number in the fault catalogue (faults.md). */
  readonly fault: number;
  readonly name: string;
  /** Why this row cannot be made here; then it is listed and skipped. */
  readonly impossible?: string | false;
  /** Where the data folder is, if not on the computer's own disk. */
  readonly folder?: () => string;
  /** Makes the fault and lets the app meet it. */
  readonly run: (lab: Laboratory) => Promise<unknown>;
  readonly sees: Seen;
}

/** What most faults lead to when they are mended at the second attempt. */
export const UNNOTICED: Seen = {
  shown: 'nothing',
  banner: 'changes',
  kept: 'renewed',
  attempts: 2,
  then: 'next slot',
};
