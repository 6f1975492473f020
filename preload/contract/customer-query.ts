import { z } from 'zod';
import { CUSTOMER_SORTS } from './customers';

export const customerQuerySchema = z.strictObject({
  /** Words to find in name, city, VAT number, phones, address and code; accents, case and order do not matter. */
  search: z.string().max(200).default(''),
  sort: z.enum(CUSTOMER_SORTS).default('name'),
  offset: z.int().min(0).max(1_000_000).default(0),
  limit: z.int().min(1).max(500).default(100),
});
export type CustomerQuery = z.input<typeof customerQuerySchema>;

export const customerIdSchema = z.string().regex(/^\d{1,15}$/);
