/** Plain values apart from the schemas: loading zod would slow down each start of the window. */

/** The bounds of the sync frequency, in minutes. */
export const FREQUENCY_MIN_MINUTES = 5;
export const FREQUENCY_MAX_MINUTES = 1440;
export const FREQUENCY_DEFAULT_MINUTES = 30;

export const LANGUAGES = ['it', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];
export const THEMES = ['system', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];
export const DENSITIES = ['compact', 'comfortable'] as const;
export type Density = (typeof DENSITIES)[number];

/** The ISO weekday numbers: Monday is 1, Sunday is 7. */
export const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7] as const;

/** The hours proposed when an agent first restricts syncing to working hours. */
export const HOURS_DEFAULT = { days: [1, 2, 3, 4, 5], from: '08:00', to: '19:00' };

/** The maximum length of a search text, in UTF-16 code units. */
export const SEARCH_LENGTH = 200;

/** The maximum length of a note, in UTF-16 code units. */
export const NOTE_LENGTH = 10_000;

/** The maximum length of a typed portal address, in UTF-16 code units. */
export const PORTAL_URL_LENGTH = 2_000;

/** The maximum bound of sales in a filter, in cents. */
export const SALES_BOUND = 100_000_000_000;

/** The maximum length of the name of a view, in UTF-16 code units. */
export const VIEW_NAME_LENGTH = 60;

/** The maximum number of customers that can be chosen in the list. */
export const CHOSEN_MAX = 10_000;

/** The maximum length of a line of a printed heading, in UTF-16 code units. */
export const HEADING_LENGTH = 500;
