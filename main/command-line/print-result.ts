import type { AppError, StageDurations, SyncRun, SyncTrigger } from '../../preload/contract';

/** The last line that `--sync-once` and `--demo --once` print. Durations are in milliseconds. */
export interface PrintedResult {
  readonly success: boolean;
  readonly trigger: SyncTrigger;
  readonly attempts: number;
  /** The number of times that credentials were sent. */
  readonly logins: number;
  readonly customersProcessed: number;
  readonly newCustomers: number;
  readonly updatedCustomers: number;
  readonly unchangedCustomers: number;
  readonly missingCustomers: number;
  readonly duration: number;
  readonly stages: StageDurations;
  readonly error: AppError | null;
}

export function toPrintedRun(run: SyncRun): PrintedResult {
  return {
    success: run.outcome === 'success',
    trigger: run.trigger,
    attempts: run.attempts,
    logins: run.logins,
    customersProcessed: run.counts.processed,
    newCustomers: run.counts.added,
    updatedCustomers: run.counts.updated,
    unchangedCustomers: run.counts.unchanged,
    missingCustomers: run.counts.missing,
    duration: run.durationMs,
    stages: run.stages,
    error: run.error,
  };
}

/** Returns the result of a sync run that could not start. */
export function toPrintedRefusal(error: AppError, trigger: SyncTrigger): PrintedResult {
  return {
    success: false,
    trigger,
    attempts: 0,
    logins: 0,
    customersProcessed: 0,
    newCustomers: 0,
    updatedCustomers: 0,
    unchangedCustomers: 0,
    missingCustomers: 0,
    duration: 0,
    stages: { login: 0, export: 0, read: 0, apply: 0 },
    error,
  };
}

/** Prints the result as a line and resolves once it has left the process. */
export function printLine(value: PrintedResult): Promise<void> {
  return printText(`${JSON.stringify(value)}\n`);
}

/** Prints to standard output and resolves once the text has left the process. */
export function printText(text: string): Promise<void> {
  return new Promise((resolve) => {
    process.stdout.write(text, () => resolve());
  });
}
