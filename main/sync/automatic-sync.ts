import type {
  AppError,
  ErrorCode,
  HeldLogin,
  PauseLength,
  SyncHours,
  SyncStatus,
  SyncTrigger,
} from '../../preload/contract';
import { appError } from '../../preload/contract/errors';
import { OBSTACLES } from '../../preload/contract/sync';
import { MINUTE, SECOND } from '../base/durations';
import { Emitter } from '../base/emitter';
import type { Log } from '../base/log';
import type { Result } from '../base/result';
import { fail, ok } from '../base/result';
import { printableStack } from '../base/stack';
import type { PortalSession, ScheduleMemory, Environment } from './ports';
import { answerWithin, guardMemory, guardSession, guardEnvironment, callSafely, toResult } from './run/guard';
import type { LoginJournal } from './run/login-journal';
import type { RunningSync, ServiceOptions } from './run/service';
import { SyncService } from './run/service';
import { KeepAlive } from './schedule/keep-alive';
import { pauseFrom } from './schedule/pause';
import { SyncScheduler } from './schedule/scheduler';

export interface AutomaticSyncOptions extends Omit<ServiceOptions, 'mayRetryAt'> {
  readonly frequencyMs: number;
  readonly hours: SyncHours;
  /** The portal session, kept open between syncs. */
  readonly session: PortalSession;
  /** A random id, made once per installation. */
  readonly installationId: string;
  readonly memory: ScheduleMemory;
  readonly environment: Environment;
  /** Returns the reason why a sync cannot log in now (no account, no password), or `null`. */
  readonly obstacle: () => Promise<AppError | null>;
  /** Returns the reason why the current credentials must not be sent again, or `null`. */
  readonly refusal?: (isByHand: boolean) => Promise<HeldLogin | null>;
}

/** The time limit of the key store. If it does not answer in time, syncing goes on. */
const OBSTACLE_MS = 30 * SECOND;

/** The obstacles by which the company forbids even a run that is already under way. */
const FORBIDDING: readonly ErrorCode[] = ['PORTAL_NOT_ALLOWED', 'POLICY_BROKEN', 'PORTAL_NOT_SECURE'];

/** Connects the service, which runs syncs, with the scheduler, which starts them automatically. */
export class AutomaticSync {
  readonly service: SyncService;
  readonly scheduler: SyncScheduler;
  /** Emits the new status after each change except progress. */
  readonly statusChanged = new Emitter<SyncStatus>();
  readonly #keepAlive: KeepAlive;
  readonly #logins: LoginJournal;
  readonly #stopFollowing: () => void;
  readonly #environment: Environment;
  readonly #obstacle: AutomaticSyncOptions['obstacle'];
  readonly #refusal: NonNullable<AutomaticSyncOptions['refusal']>;
  readonly #clock: ServiceOptions['parts']['clock'];
  readonly #log: Log;

  #begun: Promise<void> = Promise.resolve();

  private constructor(service: SyncService, options: AutomaticSyncOptions) {
    this.service = service;
    this.#logins = options.logins;
    this.#environment = options.environment;
    this.#obstacle = options.obstacle;
    this.#refusal = options.refusal ?? ((): Promise<null> => Promise.resolve(null));
    this.#clock = options.parts.clock;
    this.#log = options.log;
    // The scheduler calls this while it plans, so a listener's error must not reach it.
    const reportStatus = (): void => {
      const emit = (): void =>
        this.statusChanged.hasListeners ? this.statusChanged.emit(this.status()) : undefined;
      callSafely(options.log, 'A listener of the status', emit, undefined);
    };
    this.scheduler = new SyncScheduler({
      clock: options.parts.clock,
      frequencyMs: options.frequencyMs,
      hours: options.hours,
      loginsAllowedAt: () => options.logins.allowedAt,
      installationId: options.installationId,
      memory: options.memory,
      environment: options.environment,
      lastSuccessAt: () => service.lastSuccessAt,
      blockedBy: service.blockedBy,
      onPlanChanged: reportStatus,
      onDue: (trigger) => {
        this.#begun = this.#startByItself(trigger);
      },
      onFailure: (error) => options.log.error(`Checking the plan failed: ${printableStack(error)}`),
    });
    this.#blockIfUnanswered();
    this.#keepAlive = new KeepAlive({
      clock: options.parts.clock,
      session: options.session,
      mayKeep: () => !service.isRunning && this.scheduler.mayTouchPortal,
      intervalMs: () => this.scheduler.intervalMs,
    });
    service.started.on(({ trigger }) => {
      this.#keepAlive.stop();
      this.scheduler.noteRunStarted(trigger);
      reportStatus();
    });
    service.finished.on((run) => {
      this.scheduler.noteRunEnded(run, service.medianExportMs);
      this.#blockIfUnanswered();
      this.#keepAlive.start();
      reportStatus();
    });
    this.#stopFollowing = options.logins.changed.on(reportStatus);
  }

  /** Creates service and scheduler; fails as {@link SyncService.create} does. */
  static async create(given: AutomaticSyncOptions): Promise<Result<AutomaticSync, AppError>> {
    const options = guarded(given);
    let automatic: AutomaticSync | null = null;
    const mayRetryAt = (at: number): boolean => automatic?.scheduler.isOpenAt(at) ?? true;
    const service = await SyncService.create({ ...options, mayRetryAt });
    if (!service.ok) {
      return service;
    }
    automatic = new AutomaticSync(service.value, options);
    return ok(automatic);
  }

  start(): void {
    this.#log.info(`Starting auto-sync every ${Math.round(this.scheduler.intervalMs / MINUTE)} minutes`);
    this.scheduler.start();
  }

  /** Resolves once the sync that was due last has started or was skipped. */
  get begun(): Promise<void> {
    return this.#begun;
  }

  status(): SyncStatus {
    const { nextAt, hold, pause } = this.scheduler;
    return {
      ...this.service.status(),
      nextSyncAt: toIso(nextAt),
      hold,
      heldLogin: this.scheduler.heldLogin,
      pause: pause === null ? null : { until: toIso(pause.until) },
    };
  }

  /**
   * Starts a sync by hand, even during a pause. Without a network (OFFLINE) or a password, no
   * attempt is made and nothing is counted. After a login that was not accepted, it fails with that
   * login's code. Only `sendsAgain`, the agent's explicit wish, permits that login again. All other
   * failures are those of {@link SyncService.start}.
   */
  async startByHand({ sendsAgain = false } = {}): Promise<Result<RunningSync, AppError>> {
    // A stopping run first has to report the outcome of its login; an active run is joined.
    await this.service.stopped();
    const before = this.scheduler.stoppedByLogin;
    const held = sendsAgain || this.service.isRunning ? null : await this.#heldLogin();
    if (held !== null) {
      return this.#refused(held);
    }
    if (!this.#environment.isOnline()) {
      // The screens must show the missing network at once, not at the next check.
      this.scheduler.look();
      return fail(appError('OFFLINE', 'The computer is offline'));
    }
    const obstacle = await this.#obstacle();
    if (obstacle !== null && obstacle.code !== 'POLICY_BROKEN') {
      return fail(obstacle);
    }
    const { heldLogin, stoppedByLogin } = this.scheduler;
    // If a run was refused meanwhile, the agent has not asked to send that login again.
    const refused = heldLogin ?? (stoppedByLogin === before ? null : stoppedByLogin);
    return refused === null || sendsAgain || this.service.isRunning
      ? this.service.start('manual')
      : this.#refused(refused);
  }

  #refused(held: HeldLogin): Result<RunningSync, AppError> {
    this.#log.info(`Sync by hand refused: the last login ended with ${held}`);
    return fail(
      appError(held, 'The portal did not accept this login, and it is not sent again without a request'),
    );
  }

  pause(length: PauseLength): void {
    this.#log.info(`Automatic syncs paused (${length})`);
    this.scheduler.setPause(pauseFrom(this.#clock.now(), length));
  }

  resume(): void {
    this.#log.info('Automatic syncs resumed');
    this.scheduler.endPause();
  }

  /** Resumes syncing after the agent changed the account or password or trusted a certificate. */
  unblock(): void {
    this.#logins.noteAnswered();
    this.scheduler.unblock();
  }

  /** Interrupts a running sync before sleep. This is not a failure; the sync runs after waking. */
  async suspend(): Promise<void> {
    this.scheduler.noteSuspend();
    await this.service.stop('interrupted');
  }

  /** Stops planning and interrupts a running sync; no write is left half done. */
  async close(): Promise<void> {
    this.scheduler.stop();
    await this.service.close();
    this.#keepAlive.stop();
    this.#stopFollowing();
  }

  /** Interrupts a run, even one by hand, that the company's changed policy forbids. */
  async stopForbiddenRun(): Promise<void> {
    const trigger = this.service.status().running?.trigger;
    if (trigger === undefined) {
      return;
    }
    const code = (await this.#obstacle())?.code;
    const isAllowed =
      code === undefined || !FORBIDDING.includes(code) || (code === 'POLICY_BROKEN' && trigger === 'manual');
    if (!isAllowed) {
      this.#log.warn(`The run under way is no longer allowed: ${code}`);
      await this.service.stop('interrupted');
    }
  }

  /**
   * Starts a sync that restores the data lost in a cache repair, unless there is a reason to wait.
   */
  async startAfterRepair(): Promise<void> {
    if (this.scheduler.mayTouchPortal) {
      await this.#startByItself('schedule');
    }
  }

  /**
   * Blocks syncing if a run ended before the answer to its credentials (sleep, cancelling,
   * quitting, crash). They may have been refused, so only the agent sends them again.
   */
  #blockIfUnanswered(): void {
    if (this.#logins.isUnanswered) {
      this.scheduler.block('LOGIN_UNCONFIRMED');
    }
  }

  /** Returns the reason not to send the password by hand; such a reason stops all syncs. */
  async #heldLogin(): Promise<HeldLogin | null> {
    const known = this.scheduler.heldLogin;
    if (known !== null) {
      return known;
    }
    const found = await this.#refusal(true);
    if (found !== null) {
      this.scheduler.holdLogin(found);
    }
    return found;
  }

  async #startByItself(trigger: SyncTrigger): Promise<void> {
    const obstacle = await this.#obstacle();
    const refused = obstacle === null ? await this.#refusal(false) : null;
    if (!this.scheduler.isStarted) {
      return;
    }
    if (obstacle !== null) {
      const code = OBSTACLES.find((one) => one === obstacle.code) ?? 'PASSWORD_NEEDED';
      const { hold } = this.scheduler;
      if (hold?.reason !== 'obstacle' || hold.code !== code) {
        this.#log.info(`Planned sync (${trigger}) skipped: ${obstacle.code}`);
      }
      this.scheduler.noteObstacle(code);
      return;
    }
    this.scheduler.noteObstacle(null);
    if (refused !== null) {
      this.#log.info(`Planned sync (${trigger}) skipped: these credentials ended with ${refused}`);
      this.scheduler.block(refused);
      return;
    }
    if (this.scheduler.isAsleep) {
      this.scheduler.setDueOnWaking();
      return;
    }
    if (this.scheduler.hold !== null) {
      // During the lookups above, a sync by hand may have been refused or a pause begun.
      return;
    }
    const started = await this.service.start(trigger);
    if (!started.ok) {
      this.#log.warn(`Planned sync (${trigger}) not started: ${started.error.code}`);
      this.scheduler.noteObstacle(started.error.code === 'DISK_FULL' ? 'DISK_FULL' : null);
    }
  }
}

/** Returns options whose calls never throw: a failed `obstacle` or `refusal` returns `null`. */
function guarded(options: AutomaticSyncOptions): AutomaticSyncOptions {
  const { log, parts } = options;
  const obstacle = async (): Promise<AppError | null> => {
    const asked = await toResult(log, 'Looking for an obstacle', async () => ok(await options.obstacle()));
    return asked.ok ? asked.value : null;
  };
  const refusal = async (isByHand: boolean): Promise<HeldLogin | null> => {
    const asked = await toResult(log, 'Looking for a refused login', async () =>
      ok((await options.refusal?.(isByHand)) ?? null),
    );
    return asked.ok ? asked.value : null;
  };
  return {
    ...options,
    memory: guardMemory(options.memory, null, log),
    environment: guardEnvironment(options.environment, log),
    session: guardSession(options.session, log),
    obstacle: () => answerWithin(parts.clock, OBSTACLE_MS, obstacle(), () => null),
    refusal: (isByHand) => answerWithin(parts.clock, OBSTACLE_MS, refusal(isByHand), () => null),
  };
}

function toIso(ms: number | null): string | null {
  return ms === null ? null : new Date(ms).toISOString();
}
