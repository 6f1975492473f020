import { MINUTE, SECOND } from '../../main/base/durations';
import type { ScheduleState } from '../../main/sync/ports';
import { phaseOffsetMs, waitAfterStart } from '../../main/sync/schedule/plan';
import { SyncScheduler } from '../../main/sync/schedule/scheduler';
import type { AppError, SyncHours, SyncRun, SyncTrigger } from '../../preload/contract';
import { FakeClock } from './fake-clock';
import { aRun } from './sync';

const ID = 'b7a1c1de-0000-4000-8000-5c1e0f3d2a11';
export const RUN_MS = 8 * SECOND;

/** Runs a scheduler on a fake clock. A test decides how each run ends. */
export class TestSchedule {
  readonly clock = new FakeClock();
  /** The trigger of each run, and its start in milliseconds of the monotonic clock. */
  readonly runs: [SyncTrigger, number][] = [];
  online = true;
  network = 'office';
  inUse = false;
  hours: SyncHours = 'always';
  loginsAllowedAt: number | null = null;
  random = 0.5;
  outcome: SyncRun['outcome'] = 'success';
  error: AppError | null = null;
  /** Whether the next runs go on until a test ends them. */
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

  /** The time from the start of a run to the next one. */
  get waitMs(): number {
    return waitAfterStart(ID, this.frequencyMs);
  }

  get offsetMs(): number {
    return phaseOffsetMs(ID, this.frequencyMs);
  }

  /** Creates a new scheduler from the stored state, as after a restart of the app. */
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
      environment: {
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

  /** Begins a run, which ends after {@link RUN_MS} unless it hangs. */
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

  /** Simulates sleep, during which no timers run; `isReported`: with events of the system. */
  sleep(ms: number, { isReported = true } = {}): void {
    if (isReported) {
      this.scheduler.noteSuspend();
    }
    this.clock.setWall(this.clock.now() + ms);
    if (isReported) {
      this.scheduler.noteResume();
    }
  }
}
