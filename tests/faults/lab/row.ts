import type { Laboratory, Seen } from './laboratory';

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
