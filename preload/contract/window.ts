import { z } from 'zod';
import { customerIdSchema } from './customer-query';
import { SEARCH_LENGTH } from './values';

const VIEWS = ['customers', 'news', 'sync', 'settings'] as const;
/** A screen of the window. */
export type View = (typeof VIEWS)[number];

/**
 * The places that may be asked for from outside the window: a screen, the customers to come back to, or the account form
 * with the focus in its password.
 */
const REQUESTED_VIEWS = [...VIEWS, 'due', 'account'] as const;
export type RequestedView = (typeof REQUESTED_VIEWS)[number];

/** Where the agent is in the window: it is let go while nobody sees it, and comes back as it was left. */
export const windowPlaceSchema = z.strictObject({
  view: z.enum(REQUESTED_VIEWS),
  search: z.string().max(SEARCH_LENGTH),
  /** The open customer's ID, `null` for none. */
  customer: customerIdSchema.nullable(),
  /** The position of the first row of the list that is in sight. */
  topRow: z.int().min(0).max(1_000_000),
});
export type WindowPlace = z.infer<typeof windowPlaceSchema>;

export const FIRST_PLACE: WindowPlace = { view: 'customers', search: '', customer: null, topRow: 0 };
