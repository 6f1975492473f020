import { MINUTE, SECOND } from '../../main/base/durations';
import type { Result } from '../../main/base/result';
import { fail, ok } from '../../main/base/result';
import { PORTAL_TIMEOUTS } from '../../main/portal/timeouts';
import type { ExportFile, Portal } from '../../main/sync/ports';
import type { AppError } from '../../preload/contract';
import { appError } from '../../preload/contract';
import { UNFILTERED_LIST } from '../helpers/logins';
import type { FleetTime } from './fleet-time';

/** The portal's failure: no answer, a 503, or an unknown host name while the VPN is down. */
export type Outage = 'silent' | 'maintenance' | 'vpn';

/** A laptop's session at the portal. `usedAt` is its last use, or `null` without a session. */
export interface FleetSession {
  usedAt: number | null;
}

interface Job {
  /** Delivers the export to the client; `null` once the client has given up. */
  deliver: (() => void) | null;
}

/** The shortest reported idle time that ends a session (portal.md). */
const IDLE_MS = 20 * MINUTE;
/** Export times from 2 to 20 s with a mean of 8.1 s (faults.md, "A thousand laptops"). */
const SHORTEST_MS = 2 * SECOND;
const SPAN_MS = 18 * SECOND;
const SKEW = 1.951;

/**
 * Simulates one portal for a whole fleet, with a limit of parallel exports and a queue. The
 * portal finishes an export even if the client has given up.
 */
export class FleetPortal {
  outage: Outage | null = null;
  delivered = 0;
  wasted = 0;
  longestWaitMs = 0;
  logins = 0;
  keptAlive = 0;
  /** The number of requested exports, by minutes since 1970. */
  readonly #asked = new Map<number, number>();
  readonly #keepsSessions: boolean;
  readonly #time: FleetTime;
  readonly #atOnce: number;
  readonly #patienceMs: number;
  readonly #random: () => number;
  #queue: Job[] = [];
  #running = 0;
  #generation = 0;

  constructor(
    time: FleetTime,
    options: {
      readonly atOnce: number;
      readonly patienceMs: number;
      readonly random: () => number;
      /** Whether laptops reuse their sessions. */
      readonly keepsSessions?: boolean;
    },
  ) {
    this.#keepsSessions = options.keepsSessions ?? true;
    this.#time = time;
    this.#atOnce = options.atOnce;
    this.#patienceMs = options.patienceMs;
    this.#random = options.random;
  }

  /** Starts an outage, in which unfinished exports are lost. */
  fail(outage: Outage): void {
    this.outage = outage;
    this.#queue = [];
    this.#running = 0;
    this.#generation += 1;
  }

  repair(): void {
    this.outage = null;
  }

  resetCounts(): void {
    this.delivered = 0;
    this.wasted = 0;
    this.longestWaitMs = 0;
    this.#asked.clear();
  }

  /** Returns the most exports requested within any `minutes` consecutive minutes. */
  maxIn(minutes: number): number {
    const sums = [...this.#asked.keys()].map((first) =>
      Array.from({ length: minutes }, (_, index) => this.#asked.get(first + index) ?? 0).reduce(
        (a, b) => a + b,
      ),
    );
    return Math.max(0, ...sums);
  }

  /** Logs in unless the session is alive, then exports. A failure ends the session. */
  async fetchExport(
    session: FleetSession,
    { signal, logins, onProgress }: Parameters<Portal['fetchExport']>[0],
  ): ReturnType<Portal['fetchExport']> {
    onProgress({ stage: 'login', bytesReceived: 0 });
    const refusal = await this.#refusal();
    if (refusal !== null) {
      session.usedAt = null;
      return fail(refusal);
    }
    if (!this.#isAlive(session)) {
      if (!logins.isAllowed()) {
        return fail(appError('LOGIN_LIMIT', 'no more logins'));
      }
      logins.noteSent();
      this.logins += 1;
    }
    onProgress({ stage: 'export', bytesReceived: 0 });
    const minute = Math.floor(this.#time.now() / MINUTE);
    this.#asked.set(minute, (this.#asked.get(minute) ?? 0) + 1);
    const exported = await this.#export(signal);
    session.usedAt = exported.ok && this.#keepsSessions ? this.#time.now() : null;
    return exported;
  }

  /** Receives a laptop's keep-alive call, which does not restore an ended session. */
  keepAlive(session: FleetSession): void {
    this.keptAlive += session.usedAt === null ? 0 : 1;
    session.usedAt = this.outage === null && this.#isAlive(session) ? this.#time.now() : null;
  }

  #isAlive({ usedAt }: FleetSession): boolean {
    return usedAt !== null && this.#time.now() - usedAt < IDLE_MS;
  }

  #refusal(): Promise<AppError | null> {
    switch (this.outage) {
      case null:
        return Promise.resolve(null);
      case 'maintenance':
        return Promise.resolve(appError('PORTAL_MAINTENANCE', 'maintenance', { status: 503 }));
      case 'vpn':
        return Promise.resolve(
          appError('PORTAL_UNREACHABLE', 'no such name', { reason: 'ERR_NAME_NOT_RESOLVED' }),
        );
      case 'silent':
        return new Promise((resolve) => {
          const silent = appError('PORTAL_TIMEOUT', 'silent');
          this.#time.after(PORTAL_TIMEOUTS.pageMs, () => resolve(silent));
        });
    }
  }

  #export(signal: AbortSignal): Promise<Result<ExportFile, AppError>> {
    return new Promise((resolve) => {
      const askedAt = this.#time.now();
      const job: Job = { deliver: null };
      const giveUp = (error: AppError): void => {
        job.deliver = null;
        cancelPatience();
        this.#time.noteProgress();
        resolve(fail(error));
      };
      const cancelPatience = this.#time.after(this.#patienceMs, () =>
        giveUp(appError('EXPORT_TIMEOUT', 'the export does not come')),
      );
      signal.addEventListener('abort', () => giveUp(appError('CANCELLED', 'stopped')), { once: true });
      job.deliver = () => {
        cancelPatience();
        this.longestWaitMs = Math.max(this.longestWaitMs, this.#time.now() - askedAt);
        resolve(
          ok({ path: 'export.pdf', sizeBytes: 1, list: UNFILTERED_LIST, dispose: () => Promise.resolve() }),
        );
      };
      this.#queue.push(job);
      this.#work();
    });
  }

  #work(): void {
    while (this.#running < this.#atOnce) {
      const job = this.#queue.shift();
      if (job === undefined) {
        return;
      }
      this.#running += 1;
      const generation = this.#generation;
      const buildMs = SHORTEST_MS + SPAN_MS * this.#random() ** SKEW;
      this.#time.after(buildMs, () => {
        if (generation !== this.#generation) {
          return;
        }
        this.#running -= 1;
        this.delivered += job.deliver === null ? 0 : 1;
        this.wasted += job.deliver === null ? 1 : 0;
        job.deliver?.();
        this.#work();
      });
    }
  }
}
