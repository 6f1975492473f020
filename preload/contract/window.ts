import { z } from 'zod';
import { customerIdSchema } from './customer-query';
import { SEARCH_LENGTH } from './values';

const VIEWS = ['customers', 'news', 'sync', 'settings'] as const;
export type View = (typeof VIEWS)[number];

/** The places that can be requested from outside the window; `account` focuses the password. */
const REQUESTED_VIEWS = [...VIEWS, 'due', 'account'] as const;
export type RequestedView = (typeof REQUESTED_VIEWS)[number];

/** The place that the window shows. A hidden window is destroyed and reopens at this place. */
export const windowPlaceSchema = z.strictObject({
  view: z.enum(REQUESTED_VIEWS),
  search: z.string().max(SEARCH_LENGTH),
  /** The ID of the open customer; `null` for none. */
  customer: customerIdSchema.nullable(),
  /** The position of the first visible row of the list. */
  topRow: z.int().min(0).max(1_000_000),
});
export type WindowPlace = z.infer<typeof windowPlaceSchema>;

/** The actions on a customer of the list, available by key, by menu or by a button in the row. */
export type CustomerAction =
  'call' | 'copy-number' | 'copy-name' | 'recall' | 'note' | 'portal' | 'scan' | 'star';

/** The request for the native menu of a customer, at a position in CSS pixels. */
export const customerMenuSchema = z.strictObject({
  customer: customerIdSchema,
  /** The formatted number to call; `null` for none. */
  number: z.string().max(200).nullable(),
  /** Whether the customer can be opened in the portal. */
  hasPortal: z.boolean(),
  x: z.int().min(0).max(100_000),
  y: z.int().min(0).max(100_000),
});
export type CustomerMenuRequest = z.infer<typeof customerMenuSchema>;

export const FIRST_PLACE: WindowPlace = { view: 'customers', search: '', customer: null, topRow: 0 };
