import type { Log } from '../../main/base/log';
import { ok } from '../../main/base/result';
import { AutomaticSync } from '../../main/sync/automatic-sync';
import type { ScheduleState } from '../../main/sync/ports';
import { RETRY_DELAYS_MS } from '../../main/sync/run/retry';
import type { SyncHours } from '../../preload/contract';
import { loginJournal } from '../helpers/logins';
import { aReadExport } from '../helpers/sync';
import type { FleetPortal, FleetSession } from './fleet-portal';
import type { FleetTime } from './fleet-time';

const READING = aReadExport(0);
const COUNTS = { processed: 1, added: 0, updated: 0, unchanged: 1, missing: 0 };
const SILENT: Log = { info: () => undefined, warn: () => undefined, error: () => undefined };

export interface LaptopOptions {
  readonly id: string;
  readonly frequencyMs: number;
  readonly time: FleetTime;
  readonly portal: FleetPortal;
  readonly random: () => number;
  readonly isOnline: () => boolean;
  readonly inUse: boolean;
  readonly hours: SyncHours;
  /** The limit of automatic logins within 24 hours. */
  readonly loginsPerDay: number;
}

/** Simulates a laptop: the app's own scheduler, service and retries, without a real cache. */
export class Laptop {
  lastSuccessAt: number | null = null;
  /** The highest number of attempts in a slot. */
  maxAttempts = 0;
  logins = 0;
  successes = 0;
  readonly #sync: AutomaticSync;
  readonly #time: FleetTime;
  #slotAttempts = 0;
  #nextIsSecondTry = false;

  private constructor(sync: AutomaticSync, time: FleetTime) {
    this.#sync = sync;
    this.#time = time;
  }

  static async create(options: LaptopOptions): Promise<Laptop> {
    const { time, portal } = options;
    let laptop: Laptop | null = null;
    let state: ScheduleState | null = null;
    let runs = 0;
    const session: FleetSession = { usedAt: null };
    const created = await AutomaticSync.create({
      log: SILENT,
      retryDelaysMs: RETRY_DELAYS_MS,
      frequencyMs: options.frequencyMs,
      hours: options.hours,
      logins: loginJournal(time, [], options.loginsPerDay),
      session: {
        keepAlive() {
          portal.keepAlive(session);
          return Promise.resolve();
        },
      },
      installationId: options.id,
      memory: {
        load: () => null,
        save(next) {
          // The app removes a second try from the plan when the try starts.
          laptop?.noteSecondTry(state?.secondTry === true && !next.secondTry);
          state = next;
        },
      },
      environment: {
        isOnline: options.isOnline,
        network: () => '',
        isInUse: () => options.inUse,
        random: options.random,
      },
      obstacle() {
        time.noteProgress();
        return Promise.resolve(null);
      },
      parts: {
        clock: time,
        portal: {
          fetchExport(asked) {
            laptop?.noteAttempt();
            return portal.fetchExport(session, asked);
          },
          abandon: () => undefined,
        },
        reader: { read: () => Promise.resolve(ok(READING)) },
        store: {
          beginRun: () => Promise.resolve(ok((runs += 1))),
          finishRun: () => Promise.resolve(ok(null)),
          applyExport: () => Promise.resolve(ok(COUNTS)),
          countCustomers: () => Promise.resolve(ok(1)),
          listRuns: () => Promise.resolve(ok([])),
        },
      },
    });
    if (!created.ok) {
      throw new Error(created.error.message);
    }
    laptop = new Laptop(created.value, time);
    laptop.#follow();
    return laptop;
  }

  start(): void {
    this.#sync.scheduler.start();
  }

  stop(): Promise<void> {
    return this.#sync.close();
  }

  noteSecondTry(isSecondTry: boolean): void {
    this.#nextIsSecondTry ||= isSecondTry;
  }

  noteAttempt(): void {
    this.#slotAttempts += 1;
    this.maxAttempts = Math.max(this.maxAttempts, this.#slotAttempts);
  }

  #follow(): void {
    const { started, finished } = this.#sync.service;
    started.on(() => {
      this.#slotAttempts = this.#nextIsSecondTry ? this.#slotAttempts : 0;
      this.#nextIsSecondTry = false;
    });
    finished.on(({ outcome, logins }) => {
      this.logins += logins;
      if (outcome === 'success') {
        this.successes += 1;
        this.lastSuccessAt = this.#time.now();
      }
    });
  }
}
