import type { Laboratory, Observed } from './laboratory';

export interface Row {
  /** The number in the fault catalogue (faults.md). */
  readonly fault: number;
  readonly name: string;
  /** The reason why this row cannot run here. A row with a reason is listed but skipped. */
  readonly impossible?: string | false;
  /** Returns a data folder on another disk than the computer's own. */
  readonly folder?: () => string;
  /** Causes the fault and lets the app react. */
  readonly run: (lab: Laboratory) => Promise<unknown>;
  readonly sees: Observed;
}

/** The usual result of faults after which the second attempt succeeds. */
export const RECOVERED: Observed = {
  shown: 'nothing',
  banner: 'changes',
  kept: 'renewed',
  attempts: 2,
  then: 'next slot',
};
