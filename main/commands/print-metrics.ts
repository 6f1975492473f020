import type { AppError, SyncMetrics } from '../../preload/contract';
import type { Result } from '../base/result';
import { ok } from '../base/result';
import { closeCache } from '../customers/cache';
import { listRuns } from '../customers/runs';
import { metricsOf, summarise } from '../sync/metrics';
import { parseArguments } from './arguments';
import { openCacheOf } from './open-cache';

/** `metrics --data DIR`: the figures of the metrics panel. */
export function printMetrics(args: readonly string[]): Result<SyncMetrics, AppError> {
  const parsed = parseArguments(args, ['data']);
  if (!parsed.ok) {
    return parsed;
  }
  const cache = openCacheOf(parsed.value.options['data']);
  if (!cache.ok) {
    return cache;
  }
  try {
    return ok(summarise(metricsOf(listRuns(cache.value.runs, Number.MAX_SAFE_INTEGER))));
  } finally {
    closeCache(cache.value);
  }
}
