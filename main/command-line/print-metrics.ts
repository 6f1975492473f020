import type { AppError, SyncMetrics } from '../../preload/contract';
import { systemClock } from '../base/clock';
import type { Result } from '../base/result';
import { ok } from '../base/result';
import { closeCache } from '../customers/integrity/cache';
import { listRuns } from '../customers/writes/runs';
import { LoginsFile } from '../settings/logins-file';
import { countLogins } from '../sync/run/login-journal';
import { computeMetrics, summarise } from '../sync/run/metrics';
import { parseArguments } from './arguments';
import { openStoredCache } from './open-cache';

/** Runs `metrics --data DIR`: returns the figures of the metrics panel. */
export function printMetrics(args: readonly string[]): Result<SyncMetrics, AppError> {
  const parsed = parseArguments(args, ['data']);
  if (!parsed.ok) {
    return parsed;
  }
  const { data = '' } = parsed.value.options;
  const cache = openStoredCache(parsed.value.options['data']);
  if (!cache.ok) {
    return cache;
  }
  try {
    const logins = countLogins(new LoginsFile(data).read(), systemClock.now());
    return ok(summarise(computeMetrics(listRuns(cache.value.runs, Number.MAX_SAFE_INTEGER)), logins));
  } finally {
    closeCache(cache.value);
  }
}
