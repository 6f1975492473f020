import { existsSync, mkdirSync, rmdirSync } from 'node:fs';
import { join } from 'node:path';
import type { AppError, SyncStatus } from '../../preload/contract';
import { appError } from '../../preload/contract';
import { codeOf } from '../base/error-code';
import { moveFile } from '../base/held-files';
import type { Emitter } from '../base/emitter';
import type { Result } from '../base/result';
import { fail, ok } from '../base/result';
import { Customers } from '../customers/client';
import type { SpareThreads } from '../customers/spare-threads';
import {
  BACKUP_FOLDER,
  FILE_PARTS,
  NOTES_FILE,
  RUNS_FILE,
  SET_ASIDE_PREFIX,
  STORE_FILE,
  stampOf,
} from '../customers/files';
import type { AutomaticSyncOptions } from '../sync/automatic-sync';
import { AutomaticSync } from '../sync/automatic-sync';
import { lackOfSpace, systemFreeBytes } from '../sync/disk-space';
import type { Portal, Reader } from '../sync/ports';
import type { SyncScheduler } from '../sync/scheduler';
import type { SyncService } from '../sync/service';

export interface SessionOptions extends Omit<AutomaticSyncOptions, 'parts' | 'shortage'> {
  readonly folder: string;
  /** For the cache. */
  readonly threads: SpareThreads;
  readonly portal: Portal;
  readonly reader: Reader;
  readonly clock: AutomaticSyncOptions['parts']['clock'];
  readonly retentionMonths: () => number;
}

/** One cache with its syncing: lives as long as the cache belongs to the connected account. */
export class SyncSession {
  readonly customers: Customers;
  readonly automatic: AutomaticSync;

  private constructor(customers: Customers, automatic: AutomaticSync) {
    this.customers = customers;
    this.automatic = automatic;
    // What was lost with the damaged file comes back with the next export.
    customers.repaired.on(() => void automatic.startToComplete());
  }

  /** Opens the cache in the folder and what syncs it; fails as {@link Customers.open} does. Plans nothing yet. */
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
    const shortage = (): Promise<AppError | null> => lackOfSpace(folder, systemFreeBytes);
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

/**
 * Puts a cache that belongs to another account out of the way, with its notes, runs and backups, without losing it. The cache
 * must be closed. The backups go first: they must never repair the next account's store. Fails with CACHE_NOT_SET_ASIDE
 * when another program holds a file; all is then where it was.
 */
export function setCacheAside(
  folder: string,
  now: number,
  move: (from: string, to: string) => void = moveFile,
): Result<null, AppError> {
  const aside = join(folder, `${SET_ASIDE_PREFIX}${stampOf(now)}`);
  const files = [RUNS_FILE, NOTES_FILE, STORE_FILE].flatMap((name) =>
    FILE_PARTS.map((part) => `${name}${part}`),
  );
  const moved: string[] = [];
  try {
    for (const name of [BACKUP_FOLDER, ...files]) {
      if (existsSync(join(folder, name))) {
        mkdirSync(aside, { recursive: true, mode: 0o700 });
        move(join(folder, name), join(aside, name));
        moved.push(name);
      }
    }
    return ok(null);
  } catch (error) {
    moveBack(folder, aside, moved);
    const reason = codeOf(error);
    return fail(appError('CACHE_NOT_SET_ASIDE', 'The cache could not be set aside', { reason }));
  }
}

/** What was moved a moment ago is held by nobody; if it is after all, it stays where it is, and nothing is lost. */
function moveBack(folder: string, aside: string, names: readonly string[]): void {
  try {
    for (const name of names) {
      moveFile(join(aside, name), join(folder, name));
    }
    if (existsSync(aside)) {
      rmdirSync(aside);
    }
  } catch {
    // The reason why it could not be set aside is the one to tell.
  }
}
