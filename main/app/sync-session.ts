import { existsSync, mkdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import type { AppError, SyncStatus, SyncTrigger } from '../../preload/contract';
import type { Clock } from '../base/clock';
import { MINUTE } from '../base/durations';
import { Emitter } from '../base/emitter';
import type { Log } from '../base/log';
import type { Result } from '../base/result';
import { ok } from '../base/result';
import { Customers } from '../customers/client';
import { BACKUP_FOLDER, FILE_PARTS, RUNS_FILE, STORE_FILE } from '../customers/files';
import type { Portal, Reader } from '../sync/ports';
import { lackOfSpace, systemFreeBytes } from '../sync/disk-space';
import { SyncScheduler } from '../sync/scheduler';
import { SyncService } from '../sync/service';

export interface SessionOptions {
  readonly folder: string;
  readonly customersWorkerPath: string;
  readonly portal: Portal;
  readonly reader: Reader;
  readonly clock: Clock;
  readonly log: Log;
  readonly frequencyMinutes: number;
  readonly retryDelaysMs: readonly number[];
  /** Why an automatic sync may not start now (no account, no password, offline), or `null` when it may. */
  readonly obstacle: () => Promise<AppError | null>;
}

/** One cache with its syncing: lives as long as the cache belongs to the connected account. */
export class SyncSession {
  readonly customers: Customers;
  readonly service: SyncService;
  readonly scheduler: SyncScheduler;
  /** The status has changed otherwise than by progress. */
  readonly statusChanged = new Emitter<SyncStatus>();

  private constructor(customers: Customers, service: SyncService, options: SessionOptions) {
    const { clock, frequencyMinutes } = options;
    this.customers = customers;
    this.service = service;
    const tell = (): void => this.statusChanged.emit(this.status());
    this.scheduler = new SyncScheduler({
      clock,
      frequencyMs: frequencyMinutes * MINUTE,
      onPlanChanged: tell,
      onDue: (trigger) => void this.#startAutomatically(trigger, options),
    });
    service.started.on(() => {
      this.scheduler.noteRunStarted();
      tell();
    });
    service.finished.on(tell);
    customers.repaired.on(() => void this.#startAutomatically('schedule', options));
  }

  /** Opens the cache in the folder and what syncs it; fails as {@link Customers.open} does. Plans nothing yet. */
  static async open(options: SessionOptions): Promise<Result<SyncSession, AppError>> {
    const { folder, portal, reader, clock, log, retryDelaysMs } = options;
    const customers = await Customers.open({ workerPath: options.customersWorkerPath, folder, clock, log });
    if (!customers.ok) {
      return customers;
    }
    const service = await SyncService.create({
      parts: { portal, reader, store: customers.value, clock },
      log,
      retryDelaysMs,
      obstacle: () => lackOfSpace(folder, systemFreeBytes),
    });
    if (!service.ok) {
      await customers.value.close();
      return service;
    }
    return ok(new SyncSession(customers.value, service.value, options));
  }

  status(): SyncStatus {
    const { nextAt } = this.scheduler;
    return { ...this.service.status(), nextSyncAt: nextAt === null ? null : new Date(nextAt).toISOString() };
  }

  async #startAutomatically(trigger: SyncTrigger, { log, obstacle }: SessionOptions): Promise<void> {
    // A refused login or a locked account waits for the agent: trying again by itself could lock the account.
    if (this.service.status().metrics.health === 'blocked') {
      log.info(`Planned sync (${trigger}) left out: waiting for the agent`);
      return;
    }
    const error = await obstacle();
    if (error !== null) {
      log.info(`Planned sync (${trigger}) left out: ${error.code}`);
      return;
    }
    const started = await this.service.start(trigger);
    if (!started.ok) {
      log.warn(`Planned sync (${trigger}) not started: ${started.error.code}`);
    }
  }

  /** Stops planning, interrupts a running sync (nothing half-written) and closes the cache. */
  async close(): Promise<void> {
    this.scheduler.stop();
    await this.service.close();
    await this.customers.close();
  }
}

/**
 * Puts a cache that belongs to another account out of the way, with its runs and backups, without losing it. The cache
 * must be closed. The backups go first: they must never repair the next account's store.
 */
export function setCacheAside(folder: string, now: number): void {
  const stamp = new Date(now).toISOString().replace(/[:.]/g, '-');
  const aside = join(folder, `customers-before-${stamp}`);
  const files = [RUNS_FILE, STORE_FILE].flatMap((name) => FILE_PARTS.map((part) => `${name}${part}`));
  for (const name of [BACKUP_FOLDER, ...files]) {
    if (existsSync(join(folder, name))) {
      mkdirSync(aside, { recursive: true, mode: 0o700 });
      renameSync(join(folder, name), join(aside, name));
    }
  }
}
