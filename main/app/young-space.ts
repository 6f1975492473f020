import { setFlagsFromString } from 'node:v8';
import type { CommandLine } from 'electron';

/** What a window's process may use for new objects, in megabytes: one of the engine's two halves of that space. */
const WINDOW_HALF_MB = 2;

/**
 * Keeps small what V8 sets aside for new objects, here and in the windows. By itself that grows to 30 MB, all of which is
 * touched in time and none given back, in processes that live for days: over 150 syncs of 300 customers main grew by
 * 14 MB and now by 2 (npm run bench -- --only endurance --long). Must be called before a window is made.
 */
export function keepYoungSpaceSmall(commandLine: Pick<CommandLine, 'getSwitchValue' | 'appendSwitch'>): void {
  // The engine of this process has begun, and its limit stands; that the space grows towards it can still be helped.
  setFlagsFromString('--semi-space-growth-factor=1');
  const given = commandLine.getSwitchValue('js-flags');
  commandLine.appendSwitch('js-flags', `${given} --max-semi-space-size=${WINDOW_HALF_MB}`.trim());
}
