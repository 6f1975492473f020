import { FREQUENCY_MAX_MINUTES, FREQUENCY_MIN_MINUTES } from '../../../preload/contract/values';

/** The intervals between syncs, in minutes, that have a name in the list. */
export const FREQUENCY_PRESETS = ['5', '15', '30', '60', '240', '1440'] as const;

interface Range {
  readonly min: number;
  readonly max: number;
}

/** Returns the allowed range: `managed`, which the company has set, or else the widest one. */
export function frequencyRange(managed: Range | null): Range {
  return managed ?? { min: FREQUENCY_MIN_MINUTES, max: FREQUENCY_MAX_MINUTES };
}
