import type { Clock } from '../../base/clock';
import { SECOND } from '../../base/durations';
import type { FirstDrawing } from '../window/first-drawing';

/** Started with the computer, the app may be there before the panel is: it is looked for again after these times. */
const LOOK_AGAIN_MS = [2, 5, 10, 20, 40, 80].map((seconds) => seconds * SECOND);

/**
 * Calls `onThere` as soon as there is a tray; asking takes a desktop's bus its time, which nothing else waits for. Where
 * none comes, as on GNOME without the extension for it, looking ends after some minutes. Gives what stops it.
 */
export function awaitTray(ask: () => Promise<boolean>, clock: Clock, onThere: () => void): () => void {
  let isStopped = false;
  let cancel = (): void => undefined;
  const look = async (attempt: number): Promise<void> => {
    const isThere = await ask();
    if (isStopped) {
      return;
    }
    if (isThere) {
      onThere();
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
  readonly firstDrawing: Pick<FirstDrawing, 'after'>;
  /** Whether this Linux desktop has a tray now. */
  readonly ask: () => Promise<boolean>;
  readonly clock: Clock;
  readonly onThere: () => void;
}

/**
 * Calls `onThere` where there is a tray: at once on systems that always have one, so that a window closed before it is
 * drawn has where to go. On Linux it is asked for once the window is drawn: asking starts a program, for which main
 * stands still. Gives what stops asking.
 */
export function placeTray({ platform, firstDrawing, ask, clock, onThere }: TrayPlace): () => void {
  let stop = (): void => undefined;
  if (platform === 'linux') {
    firstDrawing.after(() => {
      stop = awaitTray(ask, clock, onThere);
    });
  } else {
    onThere();
  }
  return () => stop();
}
