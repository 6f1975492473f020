/**
 * The contract's plain values that stand beside its schemas: the window needs these alone, and loading what makes schemas
 * would be a part of each start.
 */

/** Bounds of the sync frequency, in minutes. */
export const FREQUENCY_MIN_MINUTES = 5;
export const FREQUENCY_MAX_MINUTES = 1440;
export const FREQUENCY_DEFAULT_MINUTES = 30;

export const LANGUAGES = ['it', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];
export const THEMES = ['system', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];
export const DENSITIES = ['compact', 'comfortable'] as const;
export type Density = (typeof DENSITIES)[number];

/** ISO numbers of the days of a week: Monday is 1, Sunday 7. */
export const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7] as const;

/** What an agent who chooses working hours begins with. */
export const HOURS_DEFAULT = { days: [1, 2, 3, 4, 5], from: '08:00', to: '19:00' };

/** The longest text to search for, in characters. */
export const SEARCH_LENGTH = 200;

/** The longest note, in UTF-16 code units. */
export const NOTE_LENGTH = 10_000;

/** The longest address of the portal that may be typed, in UTF-16 code units. */
export const PORTAL_URL_LENGTH = 2_000;

/** The largest amount that sales may be bounded by, in cents. */
export const SALES_BOUND = 100_000_000_000;

/** The longest name of a view, in UTF-16 code units. */
export const VIEW_NAME_LENGTH = 60;

/** So many customers can be chosen from the list, to be taken along or called back. */
export const CHOSEN_MAX = 10_000;

/** The longest part of a printed heading. */
export const HEADING_LENGTH = 500;
