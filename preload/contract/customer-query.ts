import { z } from 'zod';
import { NEWS_KINDS, NEWS_SCOPES } from './changes';
import { CUSTOMER_FILTERS, SORT_DIRECTIONS } from './customer-list';
import type { ListColumn } from './list-columns';
import { isListColumn } from './list-columns';
import { SALES_BOUND, SEARCH_LENGTH } from './values';

export const listColumnSchema = z.custom<ListColumn>(isListColumn, 'no such column');

const cents = z.int().min(-SALES_BOUND).max(SALES_BOUND);

export const customerQuerySchema = z.strictObject({
  /** Words to find in a customer's data; order, case, accents and punctuation do not matter. */
  search: z.string().max(SEARCH_LENGTH).default(''),
  sort: listColumnSchema.default('name'),
  direction: z.enum(SORT_DIRECTIONS).default('ascending'),
  filter: z.enum(CUSTOMER_FILTERS).default('current'),
  /** Only customers of these cities, regardless of case and accents; `null` for all cities. */
  cities: z.array(z.string().min(1).max(200)).min(1).max(100).nullable().default(null),
  /** Only customers with this prefix of the postal code. */
  postalCode: z
    .string()
    .regex(/^\d{1,5}$/)
    .nullable()
    .default(null),
  withPhone: z.boolean().default(false),
  /** The inclusive bounds of this year's sales in integer cents; a customer without sales has 0. */
  salesFrom: cents.nullable().default(null),
  salesTo: cents.nullable().default(null),
  /** Only customers of these kinds (`CustomerKind.kind`); `null` for all kinds. */
  kinds: z.array(z.string().max(200)).max(100).nullable().default(null),
  /** The columns to return in addition to the fields of every row. */
  columns: z.array(listColumnSchema).max(100).default([]),
  offset: z.int().min(0).max(1_000_000).default(0),
  limit: z.int().min(1).max(500).default(100),
});

/** The part of a query that selects customers, regardless of their order. */
export const customerSumsSchema = customerQuerySchema.omit({
  sort: true,
  direction: true,
  columns: true,
  offset: true,
  limit: true,
});

/** Several selections, counted in one request. */
export const customerCountsSchema = z.array(customerSumsSchema).max(150);

export const customerIdSchema = z.string().regex(/^\d{1,15}$/);

const changeNumber = z.int().min(0).max(Number.MAX_SAFE_INTEGER);

/** The part of the history to return; an absent key sets no limit. */
export const changesQuerySchema = z.strictObject({
  /** UTC ISO 8601: only changes found at this time or later. */
  since: z.iso.datetime().optional(),
  run: z.int().min(1).optional(),
  customer: customerIdSchema.optional(),
  /** Only changes with a greater number, such as `seenUpTo`. */
  after: changeNumber.optional(),
  offset: z.int().min(0).max(10_000_000).default(0),
  limit: z.int().min(1).max(500).default(100),
});

export const newsQuerySchema = z.strictObject({
  kind: z.enum(NEWS_KINDS).nullable().default(null),
  scope: z.enum(NEWS_SCOPES).default('all'),
  /** The first local day of the seen news to list; if absent, no seen news is listed. */
  seenSince: z.iso.date().optional(),
  /** The `upTo` of the first page, so that later pages cover the same changes. */
  upTo: changeNumber.optional(),
  offset: z.int().min(0).max(10_000_000).default(0),
  limit: z.int().min(1).max(500).default(50),
});

export const seenSchema = z.strictObject({
  upTo: changeNumber,
  /** Whether later changes that were marked as seen count as unseen again. */
  isUndo: z.boolean().default(false),
});
