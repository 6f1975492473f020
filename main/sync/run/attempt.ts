import type { AppError, StageDurations, SyncCounts, SyncProgress } from '../../../preload/contract';
import { appError } from '../../../preload/contract/errors';
import type { Clock } from '../../base/clock';
import type { Result } from '../../base/result';
import { fail, ok } from '../../base/result';
import type { ExportFile, LoginPermit, Portal, ReadExport, Reader, SyncStore } from '../ports';
import { advance } from './progress';
import { printedRowCount } from './run-reading';

export interface AttemptParts {
  readonly portal: Portal;
  readonly reader: Reader;
  readonly store: SyncStore;
  readonly clock: Clock;
  readonly logins: LoginPermit;
}

/** The result of one attempt, successful or not; durations in milliseconds. */
export interface AttemptReport {
  readonly result: Result<SyncCounts, AppError>;
  readonly stages: StageDurations;
  readonly bytes: number;
  readonly reading: ReadExport | null;
  /** The filter that narrowed the list; `null` for none, or if the attempt ended earlier. */
  readonly filter: string | null;
}

/**
 * Makes one attempt: portal, reader, cache. The cache is changed only after the whole export has
 * been read, and never once the signal is aborted. The downloaded file is always removed.
 */
export async function attemptSync(
  parts: AttemptParts,
  begun: SyncProgress,
  signal: AbortSignal,
  onProgress: (progress: SyncProgress) => void,
): Promise<AttemptReport> {
  const { clock, portal, reader } = parts;
  const startedAt = clock.monotonicMs();
  const marks: { loggedInAt?: number } = {};
  let progress = begun;
  const reportStep = (step: Parameters<typeof advance>[1]): void => {
    progress = advance(progress, step);
    onProgress(progress);
  };

  let unprepare: (() => void) | undefined;
  const fetched = await portal.fetchExport({
    signal,
    logins: parts.logins,
    onProgress: ({ stage, bytesReceived }) => {
      if (stage !== 'login') {
        marks.loggedInAt ??= clock.monotonicMs();
        // The reader prepares while the portal creates the export.
        unprepare ??= prepared(reader, signal);
      }
      reportStep({ stage, bytesReceived });
    },
  });
  const fetchedAt = clock.monotonicMs();
  const portalStages = {
    login: Math.round((marks.loggedInAt ?? fetchedAt) - startedAt),
    export: Math.round(fetchedAt - (marks.loggedInAt ?? fetchedAt)),
  };
  if (!fetched.ok) {
    unprepare?.();
    return {
      result: fetched,
      stages: { ...portalStages, read: 0, apply: 0 },
      bytes: 0,
      reading: null,
      filter: null,
    };
  }
  const file = fetched.value;
  try {
    reportStep({ stage: 'read', bytesReceived: file.sizeBytes });
    const reading = await reader.read(file.path, {
      signal,
      onProgress: (customersRead, expected) =>
        reportStep({
          stage: 'read',
          customersRead,
          ...(expected === null ? {} : { customersExpected: expected }),
        }),
    });
    const readAt = clock.monotonicMs();
    const stages = { ...portalStages, read: Math.round(readAt - fetchedAt), apply: 0 };
    if (!reading.ok) {
      return { result: reading, stages, bytes: file.sizeBytes, reading: null, filter: null };
    }
    const applying = applyReading(parts, {
      file,
      reading: reading.value,
      stages,
      progress,
      signal,
      reportStep,
    });
    return await applying.finally(() => reading.value.rows.close());
  } finally {
    unprepare?.();
    await file.dispose();
  }
}

/** Prepares the reader until the signal aborts; returns the undo function. */
function prepared(reader: Reader, signal: AbortSignal): () => void {
  if (signal.aborted) {
    return () => undefined;
  }
  const unprepare = reader.prepare?.() ?? ((): void => undefined);
  signal.addEventListener('abort', unprepare, { once: true });
  return () => {
    signal.removeEventListener('abort', unprepare);
    unprepare();
  };
}

async function applyReading(
  { store, clock }: AttemptParts,
  step: {
    readonly file: ExportFile;
    readonly reading: ReadExport;
    readonly stages: StageDurations;
    readonly progress: SyncProgress;
    readonly signal: AbortSignal;
    readonly reportStep: (step: Parameters<typeof advance>[1]) => void;
  },
): Promise<AttemptReport> {
  const { file, reading, stages, progress, signal, reportStep } = step;
  const { filter, total } = file.list;
  const report = { bytes: file.sizeBytes, reading, filter };
  if (signal.aborted) {
    const error = {
      code: 'CANCELLED',
      message: 'The sync was cancelled before anything was written',
    } as const;
    return { ...report, stages, result: { ok: false, error } };
  }
  const rows = printedRowCount(reading);
  if (total !== null && rows !== total) {
    const error = appError(
      'COUNT_MISMATCH',
      'The export has a different number of customers than the list showed',
      {
        listed: total,
        read: rows,
      },
    );
    return { ...report, stages, result: fail(error) };
  }
  const { count } = reading;
  reportStep({ stage: 'apply', customersRead: count, customersExpected: count });
  const startedAt = clock.monotonicMs();
  const at = new Date(clock.now()).toISOString();
  // A customer hidden by a filter is not missing.
  const applied = await store.applyExport(reading, progress.runNumber, at, filter === null, signal);
  const applyMs = Math.round(clock.monotonicMs() - startedAt);
  if (!applied.ok) {
    return { ...report, result: applied, stages: { ...stages, apply: applyMs } };
  }
  const { warnings = [], ...counts } = applied.value;
  return {
    ...report,
    reading: { ...reading, warnings: [...reading.warnings, ...warnings] },
    result: ok(counts),
    stages: { ...stages, apply: applyMs },
  };
}
