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

/**
 * Keeps small what V8 sets aside for new objects in this process. By itself that grows to 30 MB, all of which is touched
 * in time and none given back, and main lives for days: over 120 syncs of 300 customers it grew by 13 MB and now by 2 (npm
 * run bench -- --only endurance --long). The engine has begun and its limit stands; that the space grows towards it can
 * still be helped.
 *
 * The window keeps what the engine gives it: with 2 MB for it, frames were lost while one types (67 to 83 ms the longest).
 */
export function keepYoungSpaceSmall(): void {
  setFlagsFromString('--semi-space-growth-factor=1');
}
