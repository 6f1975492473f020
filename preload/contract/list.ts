import { z } from 'zod';
import { customerQuerySchema, listColumnSchema } from './customer-query';
import { COLUMN_WIDTH_MAX, COLUMN_WIDTH_MIN } from './list-columns';
import { SEARCH_LENGTH, VIEW_NAME_LENGTH } from './values';

/** The stored part of a query. An absent key has its default value. */
const listQuerySchema = customerQuerySchema
  .omit({ search: true, offset: true, limit: true, columns: true })
  .partial()
  .extend({ kinds: z.array(z.string().max(500)).max(200).nullable().optional() });
export type ListQuery = z.input<typeof listQuerySchema>;

const columnsSchema = z
  .array(
    z.strictObject({
      column: listColumnSchema,
      width: z.int().min(COLUMN_WIDTH_MIN).max(COLUMN_WIDTH_MAX).nullable(),
    }),
  )
  .min(1)
  .max(100)
  .refine((columns) => columns[0]?.column === 'name', 'the name does not come first')
  .refine(
    (columns) => new Set(columns.map(({ column }) => column)).size === columns.length,
    'a column stands twice',
  );

const viewSchema = z.strictObject({
  name: z.string().trim().min(1).max(VIEW_NAME_LENGTH),
  /** The search text; empty for none. */
  search: z.string().max(SEARCH_LENGTH),
  query: listQuerySchema,
  columns: columnsSchema,
});
/** Filters, sort order, search and columns of the list, saved under a name. */
export type SavedView = z.output<typeof viewSchema>;

/** The state of the list, as stored. */
export const listStateSchema = z.strictObject({
  query: listQuerySchema,
  /** `null` until the agent chooses columns. */
  columns: columnsSchema.nullable(),
  /** Sorted by name; names are unique. */
  views: z
    .array(viewSchema)
    .max(100)
    .refine((views) => new Set(views.map(({ name }) => name)).size === views.length, 'a name stands twice'),
  /** Whether the agent was warned that saved customer files contain personal data. */
  toldOfPersonalData: z.boolean(),
});
export type ListState = z.output<typeof listStateSchema>;

export const EMPTY_LIST_STATE: ListState = {
  query: {},
  columns: null,
  views: [],
  toldOfPersonalData: false,
};

/** The total sales of the listed customers in integer cents: this year and the two years before. */
export interface CustomerSums {
  readonly salesCents: number;
  readonly previousSales1Cents: number;
  readonly previousSales2Cents: number;
}
