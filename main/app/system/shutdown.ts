import { app } from 'electron';
import { systemClock } from '../../base/clock';
import type { Log } from '../../base/log';
import { closeInTime } from './close-in-time';

/**
 * Closes the parts, once, when the app is to end: by the menu, by the system, by SIGTERM or SIGINT. Returns a way to
 * end the app from code, with a last word to say and an exit code.
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

/** Calls `stop` instead of letting the app end, when the menu, the system, SIGTERM or SIGINT ask for its end. */
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
