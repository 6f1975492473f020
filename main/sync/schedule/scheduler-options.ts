import type { ErrorCode, SyncHours } from '../../../preload/contract';
import type { Clock } from '../../base/clock';
import type { ScheduleMemory, Environment } from '../ports';
import type { AutomaticTrigger } from './next-sync';

/** The inputs of planning, and its callbacks. */
export interface SchedulerOptions {
  readonly clock: Clock;
  readonly frequencyMs: number;
  readonly hours: SyncHours;
  /** A random id, made once per installation; it determines the offset. */
  readonly installationId: string;
  readonly memory: ScheduleMemory;
  readonly environment: Environment;
  /** Returns the epoch ms of the last successful sync; `null` for never. */
  readonly lastSuccessAt: () => number | null;
  /** Returns the epoch ms at which the limit allows an automatic login; `null` if allowed now. */
  readonly loginsAllowedAt: () => number | null;
  /** The blocking error of the last run; used when no plan is stored. */
  readonly blockedBy: ErrorCode | null;
  /** Called when a sync is due, with the reason. */
  readonly onDue: (trigger: AutomaticTrigger) => void;
  readonly onPlanChanged: () => void;
  /** Called with an error thrown by a check; the next check follows anyway. */
  readonly onFailure: (error: unknown) => void;
}
