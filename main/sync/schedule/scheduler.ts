import type { ErrorCode, HeldLogin, Obstacle, SyncRun, SyncTrigger } from '../../../preload/contract';
import { isHeldLogin } from '../../../preload/contract/sync';
import type { Pause, ScheduleState } from '../ports';
import { planAfterRun } from './after-run';
import { ForeignNetwork, dropEarlierStop } from './foreign-network';
import { NO_LOAD, intervalUnderLoad } from './load';
import { LookTimer } from './look-timer';
import type { AutomaticTrigger } from './next-sync';
import { NextSync } from './next-sync';
import { pauseAt } from './pause';
import { FIRST_SYNC_DELAY_MS, NETWORKS_APART_MS, OBSTACLE_RETRY_MS } from './plan';
import type { Plan } from './schedule-state';
import { INITIAL_STATE, clampState, findHeldLogin, computeHold, isSamePlan } from './schedule-state';
import type { SchedulerOptions } from './scheduler-options';
import { SleepWatch } from './sleep-watch';
import { Waits } from './waits';

/**
 * Decides the time of syncs: 5 s after the start, then one interval after the start of the last
 * run, automatic or by hand. The stored wall-clock time `nextDueAt` decides; timers only remind the
 * scheduler to check it. The rules are in `plan.ts`.
 */
export class SyncScheduler {
  readonly #options: SchedulerOptions;
  #frequencyMs: number;
  readonly #waits: Waits;
  #state: ScheduleState;
  #started = false;
  readonly #next: NextSync;
  #runStartedAt: number | null = null;
  #runIsSecondTry = false;
  /** Whether the retry by hand was already used up before the current run. */
  #retriedBefore = false;
  readonly #sleep = new SleepWatch();
  readonly #timer: LookTimer;
  #offline = false;
  readonly #foreign = new ForeignNetwork();
  /** Whether the hours or the login limit blocked syncs at the last check. */
  #wasWaiting = false;
  #obstacle: Obstacle | null = null;
  #reported: Plan = { nextAt: NaN, hold: null, pause: null };

  constructor(options: SchedulerOptions) {
    this.#options = options;
    this.#frequencyMs = options.frequencyMs;
    this.#next = new NextSync(options.installationId);
    this.#timer = new LookTimer(options.clock, this.#sleep, () => this.look(), options.onFailure);
    this.#waits = new Waits(options.clock, options.hours, options.loginsAllowedAt);
    const stored = options.memory.load() ?? { ...INITIAL_STATE, blockedBy: options.blockedBy };
    this.#state = dropEarlierStop(stored, options.lastSuccessAt() !== null);
  }

  /** The due time of the next automatic sync in epoch ms; `null` while none is planned. */
  get nextAt(): number | null {
    const { nextDueAt, notBefore } = this.#state;
    const isPlanned = this.hold === null && nextDueAt !== null;
    return isPlanned ? this.#waits.firstWithinHours(Math.max(nextDueAt, notBefore ?? 0)) : null;
  }

  /** The reason why no sync is planned; `null` while one is. */
  get hold(): Plan['hold'] {
    return computeHold(this.#state, {
      isStarted: this.#started,
      obstacle: this.#obstacle,
      isOffline: this.#offline,
      limitedUntil: this.#waits.limitedUntil(this.#state.loginLimit),
      closedUntil: this.#waits.closedUntil(),
    });
  }

  get heldLogin(): HeldLogin | null {
    return findHeldLogin(this.#state);
  }

  /** The answer to the last login, if it stops syncing until the agent acts. */
  get stoppedByLogin(): HeldLogin | null {
    return isHeldLogin(this.#state.blockedBy) ? this.#state.blockedBy : null;
  }

  /** Whether the app may contact the portal by itself now, even if no sync is due. */
  get mayTouchPortal(): boolean {
    const isNear = !this.#foreign.isActive && !this.isAsleep;
    return this.hold === null && isNear && this.#options.clock.now() >= (this.#state.notBefore ?? 0);
  }

  get intervalMs(): number {
    return intervalUnderLoad(this.#frequencyMs, this.#state.load);
  }

  isOpenAt(at: number): boolean {
    return this.#waits.isOpenAt(at);
  }

  /** The agent's pause, independent of other holds. */
  get pause(): Plan['pause'] {
    return this.#state.pause;
  }

  get isStarted(): boolean {
    return this.#started;
  }

  /** Starts planning; the first sync comes 5 s later. A second call has no effect. */
  start(): void {
    if (this.#started) {
      return;
    }
    this.#started = true;
    this.#next.setTrigger('startup');
    this.#offline = !this.#options.environment.isOnline();
    this.#change({ nextDueAt: this.#options.clock.now() + FIRST_SYNC_DELAY_MS, secondTry: false });
    this.#wasWaiting = this.#waits.isWaiting(this.#state.loginLimit);
  }

  /** Stops planning and clears the timer; the stored state stays. */
  stop(): void {
    this.#timer.stop();
    this.#started = false;
    this.#obstacle = null;
    this.#foreign.forget();
    this.#runStartedAt = null;
    this.#next.stopReturning();
    this.#announce();
  }

  /**
   * Notes that a run has started: the next one is due one interval later. A run by hand may start
   * before planning begins, and its refused login counts too.
   */
  noteRunStarted(trigger: SyncTrigger): void {
    const now = this.#options.clock.now();
    this.#runStartedAt = now;
    this.#foreign.noteRunStarted(this.#options.environment.network());
    this.#runIsSecondTry &&= trigger !== 'manual';
    this.#obstacle = null;
    this.#next.noteRunStarted(trigger);
    this.#retriedBefore = this.#state.retriedByHand;
    const retriedByHand = this.#retriedBefore || (trigger === 'manual' && this.stoppedByLogin !== null);
    this.#change({ nextDueAt: now + this.#next.waitMs(this.intervalMs), secondTry: false, retriedByHand });
  }

  /** Plans the next sync from the outcome of a run, even before planning begins. */
  noteRunEnded(run: SyncRun, medianExportMs: number | null): void {
    const startedAt = this.#runStartedAt ?? Date.parse(run.startedAt);
    const { clock, installationId, environment, lastSuccessAt } = this.#options;
    const [wasSecondTry, openingShare] = [this.#runIsSecondTry, this.#next.openingShare];
    // Resets this first: the next calls may throw, and a run "under way" would block all others.
    this.#runStartedAt = null;
    this.#runIsSecondTry = false;
    this.#next.noteRunEnded();
    const hasSynced = lastSuccessAt() !== null;
    const next = planAfterRun(this.#state, {
      run,
      startedAt,
      now: clock.now(),
      wasSecondTry,
      openingShare,
      medianExportMs,
      frequencyMs: this.#frequencyMs,
      hasSynced,
      installationId,
      random: environment.random(),
    });
    this.#foreign.noteRunEnded(run, hasSynced);
    // A run without a login has not used up the retry.
    const retriedByHand = next.retriedByHand && (run.logins > 0 || this.#retriedBefore);
    this.#change({ ...next, retriedByHand });
    if (run.outcome === 'interrupted') {
      this.#comeBack('resume');
    }
  }

  /** Applies a new interval at once; a sync starts only if it is already due. */
  setFrequency(frequencyMs: number): void {
    if (frequencyMs === this.#frequencyMs) {
      return;
    }
    this.#frequencyMs = frequencyMs;
    // The agent's new setting overrides the load measured before.
    this.#state = { ...this.#state, load: NO_LOAD };
    const countsFrom = this.#runStartedAt ?? this.#state.slotStartedAt;
    if (this.#started && this.#next.trigger === 'schedule' && countsFrom !== null) {
      this.#change({ nextDueAt: countsFrom + this.#next.waitMs(this.intervalMs), secondTry: false });
    }
  }

  /** Applies new hours at once. If they open now, a due sync starts as at every opening. */
  setHours(hours: SchedulerOptions['hours']): void {
    this.#waits.setHours(hours);
    this.look();
    this.#announce();
  }

  setPause(pause: Pause): void {
    this.#change({ pause });
  }

  /** Ends a pause by hand; a due sync starts at once, since the agent is there. */
  endPause(): void {
    this.#change({ pause: null });
    this.look();
  }

  /** Blocks automatic syncs with an error that no run has reported. */
  block(code: ErrorCode): void {
    this.#change({ blockedBy: code });
  }

  /** Stops all syncs, even manual ones, because the portal has already refused the credentials. */
  holdLogin(code: HeldLogin): void {
    this.#change({ blockedBy: code, retriedByHand: true });
  }

  /** Resumes syncing after the agent has entered another account or password. */
  unblock(): void {
    this.#change({ blockedBy: null, retriedByHand: false });
  }

  /** Notes that an obstacle delayed a due sync; nothing is counted. */
  noteObstacle(obstacle: Obstacle | null): void {
    this.#obstacle = obstacle;
    if (obstacle !== null) {
      this.#change({ nextDueAt: this.#options.clock.now() + OBSTACLE_RETRY_MS[obstacle] });
    }
    this.#announce();
  }

  get isAsleep(): boolean {
    return this.#sleep.isAsleep;
  }

  /** Makes a sync due on waking, after sleep came between its due time and its start. */
  setDueOnWaking(): void {
    this.#change({ nextDueAt: this.#options.clock.now() });
  }

  /** Notes that the computer goes to sleep: nothing starts until it wakes. */
  noteSuspend(): void {
    this.#sleep.noteSuspend();
    this.#announce();
  }

  /** Notes that the computer has woken: checks at once, and waits for the network if necessary. */
  noteResume(): void {
    this.#wake();
    this.look();
  }

  look(): void {
    if (!this.#started) {
      return;
    }
    if (this.#sleep.hasWoken(this.#options.clock.now())) {
      this.#wake();
    }
    this.#noticeTime();
    this.#noticeNetwork();
    this.#noticeEndOfWaiting();
    if (this.#mayFire()) {
      this.#fire();
    }
    this.#announce();
  }

  #mayFire(): boolean {
    const { nextDueAt, notBefore, blockedBy, pause } = this.#state;
    const isSuspended = this.#sleep.isAsleep || this.#offline || blockedBy !== null || pause !== null;
    const isTooEarly =
      this.#waits.isWaiting(this.#state.loginLimit) || this.#options.clock.now() < (notBefore ?? 0);
    if (isSuspended || isTooEarly || nextDueAt === null || this.#runStartedAt !== null) {
      return false;
    }
    // An agent who opens the window must not wait for the random moment.
    const awaited = this.#next.isReturning && this.#options.environment.isInUse();
    return awaited || this.#options.clock.now() >= nextDueAt;
  }

  #fire(): void {
    const trigger = this.#next.fire(this.#options.clock.now() < (this.#state.nextDueAt ?? 0));
    this.#runIsSecondTry = this.#state.secondTry;
    // The plan changes before the call, so that no sync fires twice.
    this.#change({
      nextDueAt: this.#options.clock.now() + this.#next.waitMs(this.intervalMs),
      secondTry: false,
    });
    this.#options.onDue(trigger);
  }

  /** Moves an overdue sync to a random moment, so that not all laptops start at once. */
  #comeBack(trigger: AutomaticTrigger, isOpening = false): void {
    const { clock, environment, lastSuccessAt } = this.#options;
    const now = clock.now();
    const { nextDueAt, loginLimit } = this.#state;
    if (this.#sleep.isAsleep || this.#waits.isWaiting(loginLimit) || nextDueAt === null || nextDueAt > now) {
      return;
    }
    const facts = {
      now,
      intervalMs: this.intervalMs,
      inUse: environment.isInUse(),
      lastSuccessAt: lastSuccessAt(),
      random: environment.random(),
    };
    this.#change({ nextDueAt: this.#next.spreadReturn(trigger, facts, isOpening) });
  }

  #wake(): void {
    this.#sleep.noteResume(this.#options.clock.now());
    this.#leaveForeign('resume');
    this.#comeBack('resume');
  }

  /** Makes the next sync due at once: after waking, or on a network that may reach the portal. */
  #leaveForeign(trigger: AutomaticTrigger, notBefore = 0): void {
    const now = this.#options.clock.now();
    const { nextDueAt } = this.#state;
    if (this.#foreign.isActive && this.#runStartedAt === null && nextDueAt !== null && nextDueAt > now) {
      this.#next.setTrigger(trigger);
      this.#change({ nextDueAt: Math.min(nextDueAt, Math.max(now, notBefore)) });
    }
  }

  /** Adapts the state to a clock that may have been set back, and to a pause that may be over. */
  #noticeTime(): void {
    const now = this.#options.clock.now();
    this.#runStartedAt = this.#runStartedAt === null ? null : Math.min(this.#runStartedAt, now);
    const { pause } = this.#state;
    const left = pause === null ? null : pauseAt(pause, now);
    const clamped = clampState(this.#state, now, this.intervalMs);
    if (clamped !== this.#state || left !== pause) {
      this.#change({ ...clamped, pause: left });
    }
    if (left === null && pause !== null) {
      // A pause until 8:00 ends on all laptops at once, so the sync gets a random moment.
      this.#comeBack('schedule');
    }
  }

  #noticeNetwork(): void {
    const { clock, environment } = this.#options;
    const wasOffline = this.#offline;
    this.#offline = !environment.isOnline();
    if (this.#offline) {
      return;
    }
    const isAnother = this.#foreign.hasChanged(() => environment.network());
    if (wasOffline || isAnother) {
      const trigger = this.#sleep.hasJustWoken(clock.now()) ? 'resume' : 'online';
      this.#leaveForeign(trigger, isAnother ? (this.#state.slotStartedAt ?? 0) + NETWORKS_APART_MS : 0);
      this.#comeBack(trigger);
    }
  }

  #noticeEndOfWaiting(): void {
    const wasWaiting = this.#wasWaiting;
    this.#wasWaiting = this.#waits.isWaiting(this.#state.loginLimit);
    if (this.#state.loginLimit && this.#waits.allowsLogin()) {
      this.#change({ loginLimit: false });
    }
    if (this.#wasWaiting) {
      this.#next.stopReturning();
    }
    // After waking, a random moment is already set.
    if (wasWaiting && !this.#wasWaiting && !this.#next.isReturning) {
      this.#comeBack('schedule', true);
    }
  }

  #change(change: Partial<ScheduleState>): void {
    this.#state = { ...this.#state, ...change };
    this.#options.memory.save(this.#state);
    this.#announce();
  }

  /** Reports a changed plan and sets the timer for the next check. */
  #announce(): void {
    const { nextAt, hold, pause } = this;
    const plan = { nextAt, hold, pause };
    if (!isSamePlan(plan, this.#reported)) {
      this.#reported = plan;
      this.#options.onPlanChanged();
    }
    if (this.#started) {
      this.#timer.lookAt([this.nextAt, this.#state.pause?.until ?? null, this.#waits.closedUntil()], {
        offline: this.#offline,
        busy: this.#runStartedAt !== null,
      });
    }
  }
}
