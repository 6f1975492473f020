import type { Clock } from '../../base/clock';
import type { FirstDrawing } from '../window/first-drawing';
import { awaitTray } from './await-tray';

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
