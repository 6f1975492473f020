import type { AppError } from '../../preload/contract';
import { appError } from '../../preload/contract';
import { SECOND } from '../../main/base/durations';
import type { Result } from '../../main/base/result';
import { fail, ok } from '../../main/base/result';
import { PORTAL_TIMEOUTS } from '../../main/portal/timeouts';
import type { ExportFile, Portal } from '../../main/sync/ports';
import type { FleetTime } from './fleet-time';

/** How the portal cannot be used: it says nothing, says 503, or its name is unknown because the VPN is down. */
export type Outage = 'silent' | 'maintenance' | 'vpn';

interface Job {
  /** Given to the client, if it still waits. */
  deliver: (() => void) | null;
}

/** Export times from 2 to 20 s with a mean of 8.1 s (faults.md, "A thousand laptops"). */
const SHORTEST_MS = 2 * SECOND;
const SPAN_MS = 18 * SECOND;
const SKEW = 1.951;

/**
 * One portal for a whole fleet: so many exports at once, the others wait in a queue. Work whose client has gone is
 * finished all the same, for nobody.
 */
export class FleetPortal {
  outage: Outage | null = null;
  delivered = 0;
  wasted = 0;
  longestWaitMs = 0;
  readonly #time: FleetTime;
  readonly #atOnce: number;
  readonly #patienceMs: number;
  readonly #random: () => number;
  #queue: Job[] = [];
  #running = 0;
  #generation = 0;

  constructor(
    time: FleetTime,
    options: { readonly atOnce: number; readonly patienceMs: number; readonly random: () => number },
  ) {
    this.#time = time;
    this.#atOnce = options.atOnce;
    this.#patienceMs = options.patienceMs;
    this.#random = options.random;
  }

  /** The portal stops; what it was building is lost. */
  fail(outage: Outage): void {
    this.outage = outage;
    this.#queue = [];
    this.#running = 0;
    this.#generation += 1;
  }

  mend(): void {
    this.outage = null;
  }

  resetCounts(): void {
    this.delivered = 0;
    this.wasted = 0;
    this.longestWaitMs = 0;
  }

  /** The portal as one laptop sees it. */
  readonly fetchExport: Portal['fetchExport'] = async ({ signal, onProgress }) => {
    onProgress({ stage: 'login', bytesReceived: 0 });
    const refusal = await this.#refusal();
    if (refusal !== null) {
      return fail(refusal);
    }
    onProgress({ stage: 'export', bytesReceived: 0 });
    return this.#export(signal);
  };

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
        this.#time.stir();
        resolve(fail(error));
      };
      const cancelPatience = this.#time.after(this.#patienceMs, () =>
        giveUp(appError('EXPORT_TIMEOUT', 'the export does not come')),
      );
      signal.addEventListener('abort', () => giveUp(appError('CANCELLED', 'stopped')), { once: true });
      job.deliver = () => {
        cancelPatience();
        this.longestWaitMs = Math.max(this.longestWaitMs, this.#time.now() - askedAt);
        resolve(ok({ path: 'export.pdf', sizeBytes: 1, dispose: () => Promise.resolve() }));
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
