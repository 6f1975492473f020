import type { Page } from 'playwright/test';
import { expect } from 'playwright/test';
import type { SyncRun } from '../../../preload/contract';
import { runAfter, syncByHand } from '../../e2e/connected';

/** Starts a sync and waits for its end; throws unless it succeeds. */
export async function syncNow(page: Page): Promise<SyncRun> {
  return succeeded(await syncByHand(page));
}

/** Waits for the end of a run numbered higher than `runNumber`; throws unless it succeeds. */
export async function syncedAfter(page: Page, runNumber: number): Promise<SyncRun> {
  return succeeded(await runAfter(page, runNumber));
}

function succeeded(run: SyncRun): SyncRun {
  expect(run.error).toBeNull();
  return run;
}
