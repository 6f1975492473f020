import { existsSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import type { AppError, SyncStatus } from '../../preload/contract';
import type { Emitter } from '../base/emitter';
import type { Result } from '../base/result';
import { ok } from '../base/result';
import type { Customers } from '../customers/client';
import { openCustomers } from '../customers/client';
import { STORE_FILE } from '../customers/open-store';
import type { AutomaticSyncOptions } from '../sync/automatic-sync';
import { AutomaticSync } from '../sync/automatic-sync';
import type { Portal, Reader } from '../sync/ports';
import type { SyncScheduler } from '../sync/scheduler';
import type { SyncService } from '../sync/service';

export interface SessionOptions extends Omit<AutomaticSyncOptions, 'parts'> {
  readonly folder: string;
  readonly customersWorkerPath: string;
  readonly portal: Portal;
  readonly reader: Reader;
  readonly clock: AutomaticSyncOptions['parts']['clock'];
}

/** One cache with its syncing: lives as long as the cache belongs to the connected account. */
export class SyncSession {
  readonly customers: Customers;
  readonly automatic: AutomaticSync;

  private constructor(customers: Customers, automatic: AutomaticSync) {
    this.customers = customers;
    this.automatic = automatic;
  }

  /** Opens the cache in the folder and what syncs it; fails as {@link openCustomers} does. Plans nothing yet. */
  static async open(options: SessionOptions): Promise<Result<SyncSession, AppError>> {
    const customers = await openCustomers({
      workerPath: options.customersWorkerPath,
      folder: options.folder,
    });
    if (!customers.ok) {
      return customers;
    }
    const { portal, reader, clock } = options;
    const parts = { portal, reader, store: customers.value, clock };
    const automatic = await AutomaticSync.create({ ...options, parts });
    if (!automatic.ok) {
      await customers.value.close();
      return automatic;
    }
    return ok(new SyncSession(customers.value, automatic.value));
  }

  get service(): SyncService {
    return this.automatic.service;
  }

  get scheduler(): SyncScheduler {
    return this.automatic.scheduler;
  }

  /** The status has changed otherwise than by progress. */
  get statusChanged(): Emitter<SyncStatus> {
    return this.automatic.statusChanged;
  }

  status(): SyncStatus {
    return this.automatic.status();
  }

  /** Stops planning, interrupts a running sync (nothing half-written) and closes the cache. */
  async close(): Promise<void> {
    await this.automatic.close();
    await this.customers.close();
  }
}

/** Puts a cache that belongs to another account out of the way, without losing it. The cache must be closed. */
export function setCacheAside(folder: string, now: number): void {
  const stamp = new Date(now).toISOString().replace(/[:.]/g, '-');
  for (const suffix of ['', '-wal', '-shm']) {
    const path = join(folder, `${STORE_FILE}${suffix}`);
    if (existsSync(path)) {
      renameSync(path, join(folder, `customers-before-${stamp}.db${suffix}`));
    }
  }
}
