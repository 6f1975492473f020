import type { ErrorCode, SyncHours } from '../../../preload/contract';
import type { Clock } from '../../base/clock';
import type { ScheduleMemory, Surroundings } from '../ports';
import type { AutomaticTrigger } from './next-sync';

/** What planning depends on, and where it reports. */
export interface SchedulerOptions {
  readonly clock: Clock;
  readonly frequencyMs: number;
  /** When syncs may start by themselves. */
  readonly hours: SyncHours;
  /** Made at random once for each installation: tells its offset. */
  readonly installationId: string;
  readonly memory: ScheduleMemory;
  readonly surroundings: Surroundings;
  /** When the data were last brought up to date, milliseconds since 1970 UTC; `null` for never. */
  readonly lastSuccessAt: () => number | null;
  /** When the limit of logins lets an automatic one through, milliseconds since 1970 UTC; `null` when it does now. */
  readonly loginsAllowedAt: () => number | null;
  /** What only the agent could help with when the app last ran, for want of a stored plan that says so. */
  readonly blockedBy: ErrorCode | null;
  /** Called when a sync is due; says by its trigger why. */
  readonly onDue: (trigger: AutomaticTrigger) => void;
  readonly onPlanChanged: () => void;
  /** Called with what a look at the clock threw; the next look comes all the same. */
  readonly onFailure: (error: unknown) => void;
}
