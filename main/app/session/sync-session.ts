import type { AppError, SyncStatus } from '../../../preload/contract';
import type { Emitter } from '../../base/emitter';
import type { Result } from '../../base/result';
import { ok } from '../../base/result';
import { Customers } from '../../customers/client';
import type { SpareThreads } from '../../customers/threads/spare-threads';
import type { AutomaticSyncOptions } from '../../sync/automatic-sync';
import { AutomaticSync } from '../../sync/automatic-sync';
import type { Portal, Reader } from '../../sync/ports';
import { checkDiskSpace, systemFreeBytes } from '../../sync/run/disk-space';
import type { SyncService } from '../../sync/run/service';
import type { SyncScheduler } from '../../sync/schedule/scheduler';

export interface SessionOptions extends Omit<AutomaticSyncOptions, 'parts' | 'shortage'> {
  readonly folder: string;
  readonly threads: SpareThreads;
  readonly portal: Portal;
  readonly reader: Reader;
  readonly clock: AutomaticSyncOptions['parts']['clock'];
  readonly retentionMonths: () => number | null;
}

/** A cache with its syncing. It lasts as long as the cache belongs to the connected account. */
export class SyncSession {
  readonly customers: Customers;
  readonly automatic: AutomaticSync;

  private constructor(customers: Customers, automatic: AutomaticSync) {
    this.customers = customers;
    this.automatic = automatic;
    // The next export restores the data lost with the damaged file.
    customers.repaired.on(() => void automatic.startAfterRepair());
  }

  /** Opens the cache and its syncing; fails as {@link Customers.open} does. Schedules nothing. */
  static async open(options: SessionOptions): Promise<Result<SyncSession, AppError>> {
    const { folder, portal, reader, clock, log, retentionMonths } = options;
    const customers = await Customers.open({
      threads: options.threads,
      folder,
      clock,
      log,
      retentionMonths,
    });
    if (!customers.ok) {
      return customers;
    }
    const parts = { portal, reader, store: customers.value, clock };
    const shortage = (): Promise<AppError | null> => checkDiskSpace(folder, systemFreeBytes);
    const automatic = await AutomaticSync.create({ ...options, parts, shortage });
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

  /** Emits changes of the status other than progress. */
  get statusChanged(): Emitter<SyncStatus> {
    return this.automatic.statusChanged;
  }

  status(): SyncStatus {
    return this.automatic.status();
  }

  /** Stops the schedule, interrupts a running sync without partial writes, and closes the cache. */
  async close(): Promise<void> {
    await this.automatic.close();
    await this.customers.close();
  }
}
