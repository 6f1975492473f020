import { z } from 'zod';
import { customerIdSchema } from './customer-query';

export const VIEWS = ['customers', 'news', 'sync', 'settings'] as const;
/** A screen of the window. */
export type View = (typeof VIEWS)[number];

/** What may be asked for from outside the window: a screen, or the customers to come back to. */
export const REQUESTED_VIEWS = [...VIEWS, 'due'] as const;
export type RequestedView = (typeof REQUESTED_VIEWS)[number];

/** Where the agent is in the window: it is let go while nobody sees it, and comes back as it was left. */
export const windowPlaceSchema = z.strictObject({
  view: z.enum(REQUESTED_VIEWS),
  search: z.string().max(200),
  /** The open customer's ID, `null` for none. */
  customer: customerIdSchema.nullable(),
  /** The position of the first row of the list that is in sight. */
  topRow: z.int().min(0).max(1_000_000),
});
export type WindowPlace = z.infer<typeof windowPlaceSchema>;

export const FIRST_PLACE: WindowPlace = { view: 'customers', search: '', customer: null, topRow: 0 };
