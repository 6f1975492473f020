import type {
  ErrorCode,
  HeldLogin,
  SyncHold,
  SyncHours,
  SyncRun,
  SyncTrigger,
} from '../../../preload/contract';
import { isHeldLogin } from '../../../preload/contract/sync';
import type { Clock } from '../../base/clock';
import { HOUR, MINUTE, SECOND } from '../../base/durations';
import type { Obstacle, ScheduleMemory, ScheduleState, Surroundings } from '../ports';
import { planAfterRun } from './after-run';
import { isForeign, withoutEarlierStop } from './foreign-network';
import { isOpen, opensAt } from './hours';
import { NO_LOAD, intervalUnderLoad } from './load';
import type { Pause } from './pause';
import { pauseAt } from './pause';
import type { ReturnFacts } from './plan';
import { openingDueAt, returnDueAt, waitAfterOpening, waitAfterStart } from './plan';
import { NOTHING_STORED, clampedTo, heldLoginOf, holdOf } from './schedule-state';
import { SleepWatch } from './sleep-watch';

/** The first sync comes this long after the start, so that the window is up before the work begins. */
const FIRST_SYNC_DELAY_MS = 5 * SECOND;
/** Timers are late or lost over sleep (faults.md, Node timers and sleep): the wall clock is looked at this often. */
const LOOK_EVERY_MS = 30 * SECOND;
/** Without a network, which Electron's main process tells nobody of when it comes. */
const LOOK_OFFLINE_MS = 5 * SECOND;
/** Networks that come and go bring a sync this often at most. */
const NETWORKS_APART_MS = MINUTE;
/** How often it is looked, at least, whether an obstacle is gone: a locked key store (faults.md, 101), a full disk (54). */
const OBSTACLE_RETRY_MS: Readonly<Record<Obstacle, number>> = {
  'password-missing': MINUTE,
  'portal-not-allowed': HOUR,
  'policy-broken': HOUR,
  'portal-not-secure': HOUR,
  'disk-full': HOUR,
};

export type AutomaticTrigger = Exclude<SyncTrigger, 'manual'>;

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

/** What the scheduler tells of itself. */
type Plan = Pick<SyncScheduler, 'nextAt' | 'hold' | 'pause'>;

/**
 * Says when to sync: 5 s after the start, then one interval after the start of the last run, whoever started it. The
 * truth is the stored wall-clock time `nextDueAt`; timers only remind it to look. The rules are in `plan.ts`.
 */
export class SyncScheduler {
  readonly #options: SchedulerOptions;
  #frequencyMs: number;
  #hours: SyncHours;
  #state: ScheduleState;
  #cancelTimer: (() => void) | null = null;
  #started = false;
  /** Why the next sync is due, if not by its plan. */
  #nextTrigger: AutomaticTrigger = 'startup';
  #runStartedAt: number | null = null;
  #runIsSecondTry = false;
  /** The retry by hand was used up before the run under way. */
  #retriedBefore = false;
  readonly #sleep = new SleepWatch();
  readonly #lookLater = (): void => {
    try {
      this.look();
    } catch (error) {
      this.#options.onFailure(error);
      this.#cancelTimer = this.#options.clock.setTimer(LOOK_EVERY_MS, this.#lookLater);
    }
  };
  #offline = false;
  #runNetwork = '';
  /** The network that answered in the portal's place at the last sync; `null` when the portal itself did. */
  #foreign: string | null = null;
  /** The hours, or the limit of logins, kept syncs from starting at the last look. */
  #wasWaiting = false;
  #obstacle: Obstacle | null = null;
  /** A due sync waits its random moment because nobody was looking. */
  #returning = false;
  /** How late, from 0 to 1, the run comes or came that is the first within the hours; `null` for any other. */
  #openingShare: number | null = null;
  #told: Plan = { nextAt: NaN, hold: null, pause: null };
  #lastClosed: { readonly at: number; readonly hours: SyncHours; readonly until: number | null } = {
    at: NaN,
    hours: 'always',
    until: null,
  };

  constructor(options: SchedulerOptions) {
    this.#options = options;
    this.#frequencyMs = options.frequencyMs;
    this.#hours = options.hours;
    const stored = options.memory.load() ?? { ...NOTHING_STORED, blockedBy: options.blockedBy };
    this.#state = withoutEarlierStop(stored, options.lastSuccessAt() !== null);
  }

  /** When the next automatic sync is due, in milliseconds since 1970 UTC; `null` while none is planned. */
  get nextAt(): number | null {
    return this.#nextAtUnder(this.hold);
  }

  #nextAtUnder(hold: SyncHold | null): number | null {
    const { nextDueAt, notBefore } = this.#state;
    if (hold !== null || nextDueAt === null) {
      return null;
    }
    const dueAt = Math.max(nextDueAt, notBefore ?? 0);
    return opensAt(this.#hours, dueAt) ?? dueAt;
  }

  /** Why none is planned; `null` while one is. */
  get hold(): SyncHold | null {
    if (!this.#started) {
      return { reason: 'no-account' };
    }
    return holdOf(this.#state, {
      obstacle: this.#obstacle,
      isOffline: this.#offline,
      limitedUntil: this.#limitedUntil(),
      closedUntil: this.#closedUntil(),
    });
  }

  /** Returns why a sync by hand may not send the password again, also before planning begins; `null` when it may. */
  get heldLogin(): HeldLogin | null {
    return heldLoginOf(this.#state);
  }

  /** Returns the answer to the last login, if it stops syncing until the agent acts. */
  get stoppedByLogin(): HeldLogin | null {
    return isHeldLogin(this.#state.blockedBy) ? this.#state.blockedBy : null;
  }

  /** Whether anything automatic may touch the portal now, due or not. */
  get mayTouchPortal(): boolean {
    const isNear = this.#foreign === null && !this.isAsleep;
    return this.hold === null && isNear && this.#options.clock.now() >= (this.#state.notBefore ?? 0);
  }

  /** How long apart syncs are now, under the load that was felt, in milliseconds. */
  get intervalMs(): number {
    return this.#intervalMs();
  }

  /** Whether syncs may start by themselves at this moment. */
  isOpenAt(at: number): boolean {
    return isOpen(this.#hours, at);
  }

  /** What the agent has asked for, whatever else holds syncing up. */
  get pause(): Pause | null {
    return this.#state.pause;
  }

  /** Whether it plans anything. */
  get isStarted(): boolean {
    return this.#started;
  }

  /** Begins to plan; the first sync comes 5 s from now, whatever was planned before. Starting twice changes nothing. */
  start(): void {
    if (this.#started) {
      return;
    }
    this.#started = true;
    this.#nextTrigger = 'startup';
    this.#offline = !this.#options.surroundings.isOnline();
    this.#change({ nextDueAt: this.#options.clock.now() + FIRST_SYNC_DELAY_MS, secondTry: false });
    this.#wasWaiting = this.#isWaiting();
    this.#lookAgain();
  }

  /** Plans nothing any more and leaves no timer behind; what is stored stays. */
  stop(): void {
    this.#cancelTimer?.();
    this.#cancelTimer = null;
    this.#sleep.expectLook(null);
    this.#started = false;
    this.#obstacle = null;
    this.#foreign = null;
    this.#runStartedAt = null;
    this.#returning = false;
    this.#tell();
  }

  /**
   * Notes that a run has started: the next one is due one interval later. One by hand may come before planning begins, and
   * its refused login counts all the same.
   */
  noteRunStarted(trigger: SyncTrigger): void {
    const now = this.#options.clock.now();
    this.#runStartedAt = now;
    this.#runNetwork = this.#network();
    this.#runIsSecondTry &&= trigger !== 'manual';
    this.#openingShare = trigger === 'manual' ? null : this.#openingShare;
    this.#returning = false;
    this.#obstacle = null;
    this.#nextTrigger = 'schedule';
    this.#retriedBefore = this.#state.retriedByHand;
    const retriedByHand = this.#retriedBefore || (trigger === 'manual' && this.stoppedByLogin !== null);
    this.#change({ nextDueAt: now + this.#waitMs(), secondTry: false, retriedByHand });
    this.#lookAgain();
  }

  /**
   * Plans by what came of a run, whether planning has begun or not. `medianExportMs` is what exports usually take this
   * laptop.
   */
  noteRunEnded(run: SyncRun, medianExportMs: number | null): void {
    const startedAt = this.#runStartedAt ?? Date.parse(run.startedAt);
    const { clock, installationId, surroundings, lastSuccessAt } = this.#options;
    const [wasSecondTry, openingShare] = [this.#runIsSecondTry, this.#openingShare];
    // Before anything that may throw: a run that counts as under way would keep all others back.
    this.#runStartedAt = null;
    this.#runIsSecondTry = false;
    this.#openingShare = null;
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
      random: surroundings.random(),
    });
    this.#foreign = isForeign(run.error, hasSynced)
      ? this.#runNetwork
      : isWithoutAnswer(run)
        ? this.#foreign
        : null;
    // A run that sent no password has used up no retry.
    this.#change(
      run.logins > 0 ? next : { ...next, retriedByHand: next.retriedByHand && this.#retriedBefore },
    );
    if (run.outcome === 'interrupted') {
      this.#comeBack('resume');
    }
    this.#lookAgain();
  }

  /** Applies a new interval at once; a sync runs at once only if it is already due under it. */
  setFrequency(frequencyMs: number): void {
    if (frequencyMs === this.#frequencyMs) {
      return;
    }
    this.#frequencyMs = frequencyMs;
    // What the agent asks for now counts more than the load that was felt before.
    this.#state = { ...this.#state, load: NO_LOAD };
    const countsFrom = this.#runStartedAt ?? this.#state.slotStartedAt;
    if (this.#started && this.#nextTrigger === 'schedule' && countsFrom !== null) {
      this.#change({ nextDueAt: countsFrom + this.#waitMs(), secondTry: false });
      this.#lookAgain();
    }
  }

  /** Applies other hours at once; what is due within them runs as after a pause. */
  setHours(hours: SyncHours): void {
    this.#hours = hours;
    this.look();
    this.#tell();
  }

  /** Plans nothing until the pause is over. */
  setPause(pause: Pause): void {
    this.#change({ pause });
    this.#lookAgain();
  }

  /** Ends a pause by hand; what has become due meanwhile runs at once: the agent is there. */
  endPause(): void {
    this.#change({ pause: null });
    this.look();
  }

  /** Only the agent can help, although no run has said so. */
  block(code: ErrorCode): void {
    this.#change({ blockedBy: code });
    this.#lookAgain();
  }

  /** Stops syncing, by hand too, for credentials that the portal has refused before. */
  holdLogin(code: HeldLogin): void {
    this.#change({ blockedBy: code, retriedByHand: true });
    this.#lookAgain();
  }

  /** The agent has acted: another account, another password. */
  unblock(): void {
    this.#change({ blockedBy: null, retriedByHand: false });
    this.#lookAgain();
  }

  /** A due sync could not start: looked at again, nothing is counted. */
  noteObstacle(obstacle: Obstacle | null): void {
    this.#obstacle = obstacle;
    if (obstacle !== null) {
      this.#change({ nextDueAt: this.#options.clock.now() + OBSTACLE_RETRY_MS[obstacle] });
    }
    this.#tell();
    this.#lookAgain();
  }

  /** Between the word of sleep and that of waking. */
  get isAsleep(): boolean {
    return this.#sleep.isAsleep;
  }

  /** Sleep came between a sync becoming due and its beginning. */
  dueOnWaking(): void {
    this.#change({ nextDueAt: this.#options.clock.now() });
  }

  /** The computer goes to sleep: nothing begins until it has woken. */
  noteSuspend(): void {
    this.#sleep.noteSuspend();
    this.#lookAgain();
  }

  /** The computer has woken: looks at once, and waits for the network if it is not there yet. */
  noteResume(): void {
    this.#wake();
    this.look();
  }

  /** Looks at the clock now. */
  look(): void {
    if (!this.#started) {
      return;
    }
    if (this.#sleep.hasWoken(this.#options.clock.now())) {
      this.#wake();
    }
    this.#clampToClock();
    this.#noticePauseEnd();
    this.#noticeNetwork();
    this.#noticeEndOfWaiting();
    if (this.#mayFire()) {
      this.#fire();
    }
    this.#tell();
    this.#lookAgain();
  }

  #mayFire(): boolean {
    const { nextDueAt, notBefore, blockedBy, pause } = this.#state;
    const held = this.#sleep.isAsleep || this.#offline || blockedBy !== null || pause !== null;
    const tooEarly = this.#isWaiting() || this.#options.clock.now() < (notBefore ?? 0);
    if (held || tooEarly || nextDueAt === null || this.#runStartedAt !== null) {
      return false;
    }
    // An agent who opens the window meanwhile need not wait for the random moment.
    const awaited = this.#returning && this.#options.surroundings.isInUse();
    return awaited || this.#options.clock.now() >= nextDueAt;
  }

  #fire(): void {
    const trigger = this.#nextTrigger;
    const { nextDueAt } = this.#state;
    if (nextDueAt !== null && this.#options.clock.now() < nextDueAt) {
      // Sooner than by chance, for an agent at the window.
      this.#openingShare = null;
    }
    this.#nextTrigger = 'schedule';
    this.#returning = false;
    this.#runIsSecondTry = this.#state.secondTry;
    // Whatever becomes of it: nothing fires twice.
    this.#change({ nextDueAt: this.#options.clock.now() + this.#waitMs(), secondTry: false });
    this.#options.onDue(trigger);
  }

  /** What has become due while nothing could run is not run at once by every laptop of the company. */
  #comeBack(trigger: AutomaticTrigger, dueAt: (facts: ReturnFacts) => number = returnDueAt): void {
    const { clock, surroundings, lastSuccessAt } = this.#options;
    const now = clock.now();
    const { nextDueAt } = this.#state;
    if (this.#sleep.isAsleep || this.#isWaiting() || nextDueAt === null || nextDueAt > now) {
      return;
    }
    this.#nextTrigger = this.#nextTrigger === 'startup' ? 'startup' : trigger;
    this.#returning = true;
    this.#change({
      nextDueAt: dueAt({
        now,
        intervalMs: this.#intervalMs(),
        inUse: surroundings.isInUse(),
        lastSuccessAt: lastSuccessAt(),
        random: surroundings.random(),
      }),
    });
  }

  #openingDueAt(facts: ReturnFacts): number {
    const dueAt = openingDueAt(facts);
    this.#openingShare = dueAt > facts.now ? facts.random : null;
    return dueAt;
  }

  #wake(): void {
    this.#sleep.noteResume(this.#options.clock.now());
    this.#leaveForeign('resume');
    this.#comeBack('resume');
  }

  /** Waking and other networks may lead to the portal again: what waits for that is due. */
  #leaveForeign(trigger: AutomaticTrigger, notBefore = 0): void {
    const now = this.#options.clock.now();
    const { nextDueAt } = this.#state;
    if (this.#foreign !== null && this.#runStartedAt === null && nextDueAt !== null && nextDueAt > now) {
      this.#nextTrigger = trigger;
      this.#change({ nextDueAt: Math.min(nextDueAt, Math.max(now, notBefore)) });
    }
  }

  #network(): string {
    return this.#options.surroundings.network();
  }

  #clampToClock(): void {
    const now = this.#options.clock.now();
    const clamped = clampedTo(this.#state, now, this.#intervalMs());
    if (clamped !== this.#state) {
      this.#change(clamped);
    }
    this.#runStartedAt = this.#runStartedAt === null ? null : Math.min(this.#runStartedAt, now);
  }

  #noticePauseEnd(): void {
    const { pause } = this.#state;
    const left = pause === null ? null : pauseAt(pause, this.#options.clock.now());
    if (left !== pause) {
      this.#change({ pause: left });
      if (left === null) {
        // Eight o'clock comes for everybody at once.
        this.#comeBack('schedule');
      }
    }
  }

  #noticeNetwork(): void {
    const { clock, surroundings } = this.#options;
    const wasOffline = this.#offline;
    this.#offline = !surroundings.isOnline();
    if (this.#offline) {
      return;
    }
    const network = this.#foreign === null ? null : this.#network();
    const isAnother = network !== this.#foreign;
    if (wasOffline || isAnother) {
      const trigger = this.#sleep.hasJustWoken(clock.now()) ? 'resume' : 'online';
      this.#leaveForeign(trigger, isAnother ? (this.#state.slotStartedAt ?? 0) + NETWORKS_APART_MS : 0);
      this.#foreign = network;
      this.#comeBack(trigger);
    }
  }

  #noticeEndOfWaiting(): void {
    const wasWaiting = this.#wasWaiting;
    this.#wasWaiting = this.#isWaiting();
    if (this.#state.loginLimit && this.#options.loginsAllowedAt() === null) {
      this.#change({ loginLimit: false });
    }
    if (this.#wasWaiting) {
      this.#returning = false;
    }
    // Who has just woken has a moment of its own already.
    if (wasWaiting && !this.#wasWaiting && !this.#returning) {
      this.#comeBack('schedule', (facts) => this.#openingDueAt(facts));
    }
  }

  #isWaiting(): boolean {
    return this.#limitedUntil() !== null || this.#closedUntil() !== null;
  }

  #closedUntil(): number | null {
    const at = this.#options.clock.now();
    const { at: lastAt, hours: lastHours } = this.#lastClosed;
    // Each look asks several times, and the calendar is slow to tell.
    if (lastAt !== at || lastHours !== this.#hours) {
      this.#lastClosed = { at, hours: this.#hours, until: opensAt(this.#hours, at) };
    }
    return this.#lastClosed.until;
  }

  /** When the limit of logins lets one through and the hours allow it. */
  #limitedUntil(): number | null {
    const allowedAt = this.#state.loginLimit ? this.#options.loginsAllowedAt() : null;
    return allowedAt === null ? null : (opensAt(this.#hours, allowedAt) ?? allowedAt);
  }

  #intervalMs(): number {
    return intervalUnderLoad(this.#frequencyMs, this.#state.load);
  }

  #waitMs(): number {
    return this.#openingShare === null
      ? waitAfterStart(this.#options.installationId, this.#intervalMs())
      : waitAfterOpening(this.#intervalMs(), this.#openingShare);
  }

  #change(change: Partial<ScheduleState>): void {
    this.#state = { ...this.#state, ...change };
    this.#options.memory.save(this.#state);
    this.#tell();
  }

  #tell(): void {
    const { hold, pause } = this;
    const plan = { nextAt: this.#nextAtUnder(hold), hold, pause };
    if (!isSamePlan(plan, this.#told)) {
      this.#told = plan;
      this.#options.onPlanChanged();
    }
  }

  #lookAgain(): void {
    if (!this.#started) {
      return;
    }
    this.#cancelTimer?.();
    const { clock } = this.#options;
    const now = clock.now();
    const dueInMs = (this.nextAt ?? Infinity) - now;
    const pauseEndsInMs = (this.#state.pause?.until ?? Infinity) - now;
    const openInMs = (this.#closedUntil() ?? Infinity) - now;
    const longest = this.#offline ? LOOK_OFFLINE_MS : LOOK_EVERY_MS;
    // What is overdue because a run is under way, or asleep, needs no hurry.
    const soonest = this.#runStartedAt === null && !this.#sleep.isAsleep ? 0 : LOOK_EVERY_MS;
    const waitMs = Math.max(soonest, Math.min(longest, dueInMs, pauseEndsInMs, openInMs));
    this.#sleep.expectLook(now + waitMs);
    this.#cancelTimer = clock.setTimer(waitMs, this.#lookLater);
  }
}

/** A run that says nothing of the network: it was stopped, or nothing was reached. */
function isWithoutAnswer({ outcome, error }: SyncRun): boolean {
  return outcome === 'cancelled' || outcome === 'interrupted' || error?.code === 'PORTAL_UNREACHABLE';
}

/** Field by field: this is asked at each look. */
function isSamePlan(one: Plan, other: Plan): boolean {
  return (
    one.nextAt === other.nextAt && one.pause?.until === other.pause?.until && isSameHold(one.hold, other.hold)
  );
}

function isSameHold(one: SyncHold | null, other: SyncHold | null): boolean {
  return one === null || other === null
    ? one === other
    : one.reason === other.reason && detailOf(one) === detailOf(other);
}

/** What a hold says beside its reason. */
function detailOf(hold: SyncHold): string | null {
  if ('until' in hold) {
    return hold.until;
  }
  return 'code' in hold ? hold.code : null;
}
