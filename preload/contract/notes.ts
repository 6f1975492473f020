import { z } from 'zod';
import { customerIdSchema } from './customer-query';
import { NOTE_LENGTH } from './values';

export const noteChangeSchema = z.strictObject({
  customer: customerIdSchema,
  text: z.string().max(NOTE_LENGTH),
  /** The day to come back to the customer, `yyyy-mm-dd`; `null` for none. */
  dueOn: z.iso.date().nullable(),
  /** The owner of the customer ({@link ownerOf}): main refuses a note for another's. Absent when it is not known. */
  owner: z.string().max(600).optional(),
});

/** What the agent has written about a customer. It is kept on this computer only, whatever happens to the customer. */
export interface CustomerNote {
  readonly customerId: string;
  readonly text: string;
  /** The day to come back to the customer, `yyyy-mm-dd`; `null` for none. */
  readonly dueOn: string | null;
  /** UTC ISO 8601. */
  readonly changedAt: string;
}

/**
 * What became of notes whose file was damaged or lost: so many are there again, those that could still be read of it
 * and all others from the backup made at `backupAt` (UTC ISO 8601; `null` when there was none).
 */
export interface NotesRepair {
  readonly notes: number;
  readonly backupAt: string | null;
}
