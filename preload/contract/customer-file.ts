import { z } from 'zod';
import { customerIdSchema, customerQuerySchema, listColumnSchema } from './customer-query';
import { CHOSEN_MAX, HEADING_LENGTH } from './values';

const CUSTOMER_FILE_FORMATS = ['xlsx', 'csv', 'vcard'] as const;
export type CustomerFileFormat = (typeof CUSTOMER_FILE_FORMATS)[number];

const listSchema = customerQuerySchema.omit({ offset: true, limit: true, columns: true });

/** The selected customers: all listed ones, chosen ones (both in list order), or a single one. */
const customerSelectionSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('list'), query: listSchema }),
  z.strictObject({
    kind: z.literal('chosen'),
    ids: z.array(customerIdSchema).min(1).max(CHOSEN_MAX),
    query: listSchema,
  }),
  z.strictObject({ kind: z.literal('customer'), id: customerIdSchema }),
]);
export type CustomerSelection = z.input<typeof customerSelectionSchema>;
/** The selection after validation by main. */
export type CheckedSelection = z.output<typeof customerSelectionSchema>;

export const customerFileSchema = z.strictObject({
  format: z.enum(CUSTOMER_FILE_FORMATS),
  selection: customerSelectionSchema,
  /** The columns of the file with captions in the agent's language. Contacts have fixed fields. */
  columns: z
    .array(z.strictObject({ column: listColumnSchema, caption: z.string().trim().min(1).max(500) }))
    .min(1)
    .max(500),
  /** The captions of the note columns; `null` omits notes. Contacts never contain notes. */
  notes: z
    .strictObject({ text: z.string().trim().min(1).max(500), dueOn: z.string().trim().min(1).max(500) })
    .nullable(),
});
export type CustomerFileRequest = z.output<typeof customerFileSchema>;

export const printSchema = z.strictObject({
  selection: customerSelectionSchema,
  /** The list in words: the customers it shows, then its filters and its order. */
  heading: z.array(z.string().trim().min(1).max(HEADING_LENGTH)).max(20).default([]),
});

export interface SavedCustomerFile {
  readonly path: string;
  readonly customers: number;
}
