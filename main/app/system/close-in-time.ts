import type { Clock } from '../../base/clock';
import { SECOND } from '../../base/durations';
import type { Log } from '../../base/log';

/** The app must be gone in 3 s, whatever still hangs; what was committed is safe and the rest is rolled back. */
const SHUTDOWN_LIMIT_MS = 2.5 * SECOND;

/** Closes what there is to close. Resolves when that is done, has failed or takes too long: the app ends all the same. */
export async function closeInTime(close: () => Promise<void>, clock: Clock, log: Log): Promise<void> {
  const startedAt = clock.monotonicMs();
  log.info('[App] Shutting down: stopping the schedule, cancelling a running sync, closing the cache');
  let cancel = (): void => undefined;
  const limit = new Promise<'late'>((resolve) => {
    cancel = clock.setTimer(SHUTDOWN_LIMIT_MS, () => resolve('late'));
  });
  const closing = close().then(
    () => 'closed' as const,
    (error: unknown) => {
      log.error(
        `[App] Shutting down failed: ${error instanceof Error ? (error.stack ?? error.message) : ''}`,
      );
      return 'failed' as const;
    },
  );
  const outcome = await Promise.race([closing, limit]);
  cancel();
  const ms = Math.round(clock.monotonicMs() - startedAt);
  log.info(outcome === 'closed' ? `[App] Shut down in ${ms} ms` : `[App] Shut down by force after ${ms} ms`);
}
