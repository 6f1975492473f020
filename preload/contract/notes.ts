import { z } from 'zod';
import { customerIdSchema } from './customer-query';
import { CHOSEN_MAX, NOTE_LENGTH } from './values';

export const noteChangeSchema = z.strictObject({
  customer: customerIdSchema,
  text: z.string().max(NOTE_LENGTH),
  /** The day to come back to the customer, `yyyy-mm-dd`; `null` for none. */
  dueOn: z.iso.date().nullable(),
  /** The owner of the customer ({@link ownerOf}): main refuses a note for another's. Absent when it is not known. */
  owner: z.string().max(600).optional(),
});

/** One day to come back to several customers. */
export const callDaySchema = z.strictObject({
  customers: z.array(customerIdSchema).min(1).max(CHOSEN_MAX),
  dueOn: z.iso.date(),
  /** As in {@link noteChangeSchema}. */
  owner: z.string().max(600).optional(),
});
export type CallDay = z.output<typeof callDaySchema>;

export const starSchema = z.strictObject({ customer: customerIdSchema, isStarred: z.boolean() });

/** What the agent has written about a customer. It is kept on this computer only, whatever happens to the customer. */
export interface CustomerNote {
  readonly customerId: string;
  readonly text: string;
  /** The day to come back to the customer, `yyyy-mm-dd`; `null` for none. */
  readonly dueOn: string | null;
  /** UTC ISO 8601. */
  readonly changedAt: string;
}

/** A note as a file takes it to another computer. */
export interface NoteInFile extends CustomerNote {
  /** The name that its customer has there, for people and to compare; `null` where the customer is not known. */
  readonly name: string | null;
  /** The customer is a favourite; absent for all others, and in files of earlier versions. */
  readonly isStarred?: boolean | undefined;
}

/** A file of notes that was written. */
export interface NotesExport {
  readonly path: string;
  readonly notes: number;
  readonly stars: number;
}

/** How many notes an import has added to customers without one, and how many it has merged. */
export interface NotesImport {
  readonly added: number;
  readonly merged: number;
  /** How many customers have become favourites. */
  readonly stars: number;
  /** There was nothing new in them. */
  readonly same: number;
  /** Left out: with the note there is they would be longer than a note can be. */
  readonly tooLong: number;
  /** Of those added or merged, those of customers that are not known here. */
  readonly unknown: number;
  readonly canBeUndone: boolean;
}

/**
 * What became of notes whose file was damaged or lost: so many are there again, those that could still be read of it
 * and all others from the backup made at `backupAt` (UTC ISO 8601; `null` when there was none).
 */
export interface NotesRepair {
  readonly notes: number;
  readonly backupAt: string | null;
}
