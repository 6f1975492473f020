import type { AppError, SyncMetrics } from '../../preload/contract';
import type { Result } from '../base/result';
import { ok } from '../base/result';
import { listRuns } from '../customers/runs';
import { metricsOf, summarise } from '../sync/metrics';
import { parseArguments } from './arguments';
import { openCache } from './open-cache';

/** `metrics --data DIR`: the figures of the metrics panel. */
export function printMetrics(args: readonly string[]): Result<SyncMetrics, AppError> {
  const parsed = parseArguments(args, ['data']);
  if (!parsed.ok) {
    return parsed;
  }
  const store = openCache(parsed.value.options['data']);
  if (!store.ok) {
    return store;
  }
  try {
    return ok(summarise(metricsOf(listRuns(store.value, Number.MAX_SAFE_INTEGER))));
  } finally {
    store.value.close();
  }
}
