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

/** What can be done with a customer of the list by a key, from its menu or by a button in its row. */
export type CustomerAction =
  'call' | 'copy-number' | 'copy-name' | 'recall' | 'note' | 'portal' | 'scan' | 'star';

/** Asks for the menu of a customer at a place of the page, in its own pixels. */
export const customerMenuSchema = z.strictObject({
  customer: customerIdSchema,
  /** The number to call as it is written; `null` for none. */
  number: z.string().max(200).nullable(),
  /** Whether there is a portal to open. */
  hasPortal: z.boolean(),
  x: z.int().min(0).max(100_000),
  y: z.int().min(0).max(100_000),
});
export type CustomerMenuRequest = z.infer<typeof customerMenuSchema>;

export const FIRST_PLACE: WindowPlace = { view: 'customers', search: '', customer: null, topRow: 0 };
