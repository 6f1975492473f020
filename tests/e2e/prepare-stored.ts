import { expect } from 'playwright/test';
import { closeCache, openCache } from '../../main/customers/integrity/cache';
import { OPERATIONS } from '../../main/customers/threads/operations';
import type { ExportedCustomer, SyncRun } from '../../preload/contract';
import { aRun } from '../helpers/sync';
import { dataFolder } from './launch';
import { signOut } from './prepare';

/** An export that a sync has applied. */
export interface StoredExport {
  readonly customers: readonly ExportedCustomer[];
  /** The age of the export in milliseconds. */
  readonly agoMs: number;
  /** The values of its run that differ from the usual ones. */
  readonly run?: Partial<SyncRun>;
}

/** Returns a data folder after syncs of these customers; its account has no known password. */
export function prepareStored(exports: readonly StoredExport[]): string {
  const folder = dataFolder();
  const opened = openCache({ folder, now: Date.now() });
  if (!opened.ok) {
    throw new Error(opened.error.message);
  }
  const { cache } = opened.value;
  for (const { customers, agoMs, run } of exports) {
    const at = new Date(Date.now() - agoMs).toISOString();
    const begun = OPERATIONS.beginRun(cache, 'schedule', at);
    const number = begun.ok ? begun.value : 0;
    const applied = OPERATIONS.applyExport(cache, customers, number, at);
    expect(applied.ok).toBe(true);
    const counts = applied.ok ? applied.value.value : aRun().counts;
    OPERATIONS.finishRun(cache, aRun({ number, startedAt: at, endedAt: at, counts, ...run }));
  }
  closeCache(cache);
  signOut(folder);
  return folder;
}
