import type { Clock } from '../../base/clock';
import { SECOND } from '../../base/durations';
import type { FirstPaint } from '../window/first-paint';

/** The waits between checks. An app started with the computer may run before the panel. */
const LOOK_AGAIN_MS = [2, 5, 10, 20, 40, 80].map((seconds) => seconds * SECOND);

/**
 * Calls `onAvailable` once a tray is found. The checks wait for the desktop's bus without blocking.
 * Gives up after about 2.5 minutes, as on GNOME without its tray extension. Returns a function that
 * stops the search.
 */
export function awaitTray(ask: () => Promise<boolean>, clock: Clock, onAvailable: () => void): () => void {
  let isStopped = false;
  let cancel = (): void => undefined;
  const look = async (attempt: number): Promise<void> => {
    const isThere = await ask();
    if (isStopped) {
      return;
    }
    if (isThere) {
      onAvailable();
    } else {
      const wait = LOOK_AGAIN_MS[attempt];
      if (wait !== undefined) {
        cancel = clock.setTimer(wait, () => void look(attempt + 1));
      }
    }
  };
  void look(0);
  return () => {
    isStopped = true;
    cancel();
  };
}

export interface TrayPlace {
  readonly platform: NodeJS.Platform;
  readonly firstPaint: Pick<FirstPaint, 'after'>;
  readonly ask: () => Promise<boolean>;
  readonly clock: Clock;
  readonly onAvailable: () => void;
}

/**
 * Calls `onAvailable` when there is a tray: at once on Windows and macOS, which always have one. On
 * Linux the search starts only after the window is drawn, because starting each check's program
 * blocks main. Returns a function that stops the search.
 */
export function awaitTrayByPlatform({
  platform,
  firstPaint,
  ask,
  clock,
  onAvailable,
}: TrayPlace): () => void {
  let stop = (): void => undefined;
  if (platform === 'linux') {
    firstPaint.after(() => {
      stop = awaitTray(ask, clock, onAvailable);
    });
  } else {
    onAvailable();
  }
  return () => stop();
}
