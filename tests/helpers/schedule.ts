import { MINUTE, SECOND } from '../../main/base/durations';
import type { ScheduleState } from '../../main/sync/ports';
import { phaseOffsetMs, waitAfterStart } from '../../main/sync/schedule/plan';
import { SyncScheduler } from '../../main/sync/schedule/scheduler';
import type { AppError, SyncHours, SyncRun, SyncTrigger } from '../../preload/contract';
import { FakeClock } from './fake-clock';
import { aRun } from './sync';

const ID = 'b7a1c1de-0000-4000-8000-5c1e0f3d2a11';
/** How long each run takes. */
export const RUN_MS = 8 * SECOND;

/** A scheduler with runs that end as the test says, on a clock that the test moves. */
export class Plan {
  readonly clock = new FakeClock();
  /** Trigger and time since the start, in milliseconds, of each run that began. */
  readonly runs: [SyncTrigger, number][] = [];
  online = true;
  network = 'office';
  inUse = false;
  hours: SyncHours = 'always';
  loginsAllowedAt: number | null = null;
  random = 0.5;
  outcome: SyncRun['outcome'] = 'success';
  error: AppError | null = null;
  /** The next runs do not end by themselves. */
  hangs = false;
  saves = 0;
  lastSuccessAt: number | null;
  scheduler: SyncScheduler;

  constructor(
    readonly frequencyMs = 30 * MINUTE,
    public stored: ScheduleState | null = null,
  ) {
    this.lastSuccessAt = this.clock.now();
    this.scheduler = this.restart();
  }

  /** From the start of a run to the next one. */
  get waitMs(): number {
    return waitAfterStart(ID, this.frequencyMs);
  }

  get offsetMs(): number {
    return phaseOffsetMs(ID, this.frequencyMs);
  }

  /** A new scheduler on what was stored, as after a new start of the app. */
  restart(): SyncScheduler {
    const { clock } = this;
    this.scheduler = new SyncScheduler({
      clock,
      frequencyMs: this.frequencyMs,
      installationId: ID,
      hours: this.hours,
      loginsAllowedAt: () => this.#loginsAllowedAt(),
      blockedBy: null,
      memory: {
        load: () => this.stored,
        save: (state) => {
          this.stored = state;
          this.saves += 1;
        },
      },
      surroundings: {
        isOnline: () => this.online,
        network: () => this.network,
        isInUse: () => this.inUse,
        random: () => this.random,
      },
      lastSuccessAt: () => this.lastSuccessAt,
      onDue: (trigger) => this.begin(trigger),
      onPlanChanged: () => undefined,
      onFailure: (error) => {
        throw error;
      },
    });
    return this.scheduler;
  }

  #loginsAllowedAt(): number | null {
    const at = this.loginsAllowedAt;
    return at === null || at <= this.clock.now() ? null : at;
  }

  /** A run begins, and ends after {@link RUN_MS} unless it hangs. */
  begin(trigger: SyncTrigger): void {
    this.runs.push([trigger, this.clock.monotonicMs()]);
    this.scheduler.noteRunStarted(trigger);
    if (!this.hangs) {
      this.clock.setTimer(RUN_MS, () => this.end(this.outcome));
    }
  }

  end(outcome: SyncRun['outcome'], error = this.error): void {
    if (outcome === 'success') {
      this.lastSuccessAt = this.clock.now();
    }
    this.scheduler.noteRunEnded(aRun({ outcome, error }), null);
  }

  /** Sleeps without a timer running, and wakes with or without being told. */
  sleep(ms: number, { told = true } = {}): void {
    if (told) {
      this.scheduler.noteSuspend();
    }
    this.clock.setWall(this.clock.now() + ms);
    if (told) {
      this.scheduler.noteResume();
    }
  }
}
