import { app } from 'electron';
import type { Clock } from '../../base/clock';
import { systemClock } from '../../base/clock';
import { SECOND } from '../../base/durations';
import type { Log } from '../../base/log';

/** The time limit for closing: the app should end in 3 s. Uncommitted data are rolled back. */
const SHUTDOWN_LIMIT_MS = 2.5 * SECOND;

/**
 * Closes the parts once when the menu, the system, SIGTERM or SIGINT ends the app. Returns a
 * function that quits the app from code, with a last output and an exit code.
 */
export function onQuit(
  close: () => Promise<void>,
  log: Log,
): (lastWord?: () => Promise<void>, exitCode?: number) => Promise<void> {
  let ending: Promise<void> | null = null;
  const end = (lastWord: () => Promise<void> = () => Promise.resolve(), exitCode = 0): Promise<void> => {
    ending ??= closeInTime(close, systemClock, log)
      .then(lastWord)
      .then(() => app.exit(exitCode));
    return ending;
  };
  onQuitAsked(() => void end(), log);
  return end;
}

/** Calls `stop` in place of quitting when the menu, the system, SIGTERM or SIGINT asks for it. */
export function onQuitAsked(stop: () => void, log: Log): void {
  app.on('before-quit', (event) => {
    event.preventDefault();
    stop();
  });
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.on(signal, () => {
      log.info(`[App] ${signal} received`);
      app.quit();
    });
  }
}

/** Closes the parts. Resolves when they are closed, have failed or take too long. */
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
