import { FREQUENCY_MAX_MINUTES, FREQUENCY_MIN_MINUTES } from '../../../preload/contract/values';

/** Minutes between two syncs that are offered by name. */
export const FREQUENCY_PRESETS = ['5', '15', '30', '60', '240', '1440'] as const;

interface Range {
  readonly min: number;
  readonly max: number;
}

/** Between which values the agent may choose; `managed` is what the company leaves, `null` for all. */
export function frequencyRange(managed: Range | null): Range {
  return managed ?? { min: FREQUENCY_MIN_MINUTES, max: FREQUENCY_MAX_MINUTES };
}
