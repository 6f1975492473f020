import type { Clock } from '../../base/clock';
import { SECOND } from '../../base/durations';

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
