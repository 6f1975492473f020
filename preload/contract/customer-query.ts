import { z } from 'zod';
import { NEWS_KINDS, NEWS_SCOPES } from './changes';
import { CUSTOMER_FILTERS, SORT_DIRECTIONS } from './customer-list';
import type { ListColumn } from './list-columns';
import { isListColumn } from './list-columns';
import { SALES_BOUND, SEARCH_LENGTH } from './values';

export const listColumnSchema = z.custom<ListColumn>(isListColumn, 'no such column');

const cents = z.int().min(-SALES_BOUND).max(SALES_BOUND);

export const customerQuerySchema = z.strictObject({
  /** Words to find in all that is known of a customer; accents, case, signs and order do not matter. */
  search: z.string().max(SEARCH_LENGTH).default(''),
  sort: listColumnSchema.default('name'),
  direction: z.enum(SORT_DIRECTIONS).default('ascending'),
  filter: z.enum(CUSTOMER_FILTERS).default('current'),
  /** Only customers of these cities, however they write their case and accents; of all when null. */
  cities: z.array(z.string().min(1).max(200)).min(1).max(100).nullable().default(null),
  /** Only customers whose postal code begins so. */
  postalCode: z
    .string()
    .regex(/^\d{1,5}$/)
    .nullable()
    .default(null),
  /** Only customers with a number to call. */
  withPhone: z.boolean().default(false),
  /** The bounds of this year's sales, in integer cents, both included; without any sales they are 0. */
  salesFrom: cents.nullable().default(null),
  salesTo: cents.nullable().default(null),
  /** Only customers of these kinds (CustomerKind); of all when null. */
  kinds: z.array(z.string().max(200)).max(100).nullable().default(null),
  /** What is wanted of each customer beyond what every row has. */
  columns: z.array(listColumnSchema).max(100).default([]),
  offset: z.int().min(0).max(1_000_000).default(0),
  limit: z.int().min(1).max(500).default(100),
});

/** Which customers are meant, whatever their order. */
export const customerSumsSchema = customerQuerySchema.omit({
  sort: true,
  direction: true,
  columns: true,
  offset: true,
  limit: true,
});

/** Several of these at once, counted in one go. */
export const customerCountsSchema = z.array(customerSumsSchema).max(150);

export const customerIdSchema = z.string().regex(/^\d{1,15}$/);

const changeNumber = z.int().min(0).max(Number.MAX_SAFE_INTEGER);

/** Which part of the history is asked for; what is left out does not narrow it. */
export const changesQuerySchema = z.strictObject({
  /** UTC ISO 8601: changes found then or later. */
  since: z.iso.datetime().optional(),
  run: z.int().min(1).optional(),
  customer: customerIdSchema.optional(),
  /** Changes with a greater number, such as `seenUpTo`. */
  after: changeNumber.optional(),
  offset: z.int().min(0).max(10_000_000).default(0),
  limit: z.int().min(1).max(500).default(100),
});

export const newsQuerySchema = z.strictObject({
  kind: z.enum(NEWS_KINDS).nullable().default(null),
  scope: z.enum(NEWS_SCOPES).default('all'),
  /** The agent's own day from which seen news are listed too; without it, none are. */
  seenSince: z.iso.date().optional(),
  /** The `upTo` of the first page, so that later ones fit it. */
  upTo: changeNumber.optional(),
  offset: z.int().min(0).max(10_000_000).default(0),
  limit: z.int().min(1).max(500).default(50),
});

export const seenSchema = z.strictObject({
  upTo: changeNumber,
  /** Whether what was seen after it counts as unseen again. */
  isUndo: z.boolean().default(false),
});
