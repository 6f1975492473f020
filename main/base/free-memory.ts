import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

type Collect = (options?: {
  readonly type: 'major';
  readonly execution: 'sync';
  readonly flavor: 'last-resort';
}) => void;

let collect: Collect | null = null;

/**
 * Gives what the heap of this thread does not need back to the system. V8 by itself keeps what its busiest moment took for
 * as long as nothing else happens, which is all day for an app in the tray. Stops the thread for some tens of
 * milliseconds: for moments when nobody waits.
 */
export function freeMemory(): void {
  if (collect === null) {
    // The engine's own collector has no other name than this, in a context that begins after the flag was set.
    setFlagsFromString('--expose-gc');
    collect = runInNewContext('gc') as Collect;
  }
  // Older engines know no flavour, and then collect next to nothing: the plain way first.
  collect();
  collect({ type: 'major', execution: 'sync', flavor: 'last-resort' });
}
