import { z } from 'zod';
import { customerIdSchema } from './customer-query';
import { CHOSEN_MAX, NOTE_LENGTH } from './values';

export const noteChangeSchema = z.strictObject({
  customer: customerIdSchema,
  text: z.string().max(NOTE_LENGTH),
  /** The date to call the customer back, `yyyy-mm-dd`; `null` for none. */
  dueOn: z.iso.date().nullable(),
  /** The owner of the customer ({@link computeOwner}), if known. Main refuses other owners' notes. */
  owner: z.string().max(600).optional(),
});

/** One date to call back several customers. */
export const callDaySchema = z.strictObject({
  customers: z.array(customerIdSchema).min(1).max(CHOSEN_MAX),
  dueOn: z.iso.date(),
  /** As in {@link noteChangeSchema}. */
  owner: z.string().max(600).optional(),
});
export type CallDay = z.output<typeof callDaySchema>;

export const starSchema = z.strictObject({ customer: customerIdSchema, isStarred: z.boolean() });

/** The note about a customer. It stays on this computer, even if the customer is removed. */
export interface CustomerNote {
  readonly customerId: string;
  readonly text: string;
  /** The date to call the customer back, `yyyy-mm-dd`; `null` for none. */
  readonly dueOn: string | null;
  /** UTC ISO 8601. */
  readonly changedAt: string;
}

/** A note in a file for another computer. */
export interface NoteInFile extends CustomerNote {
  /** The customer's name on the computer that wrote the file, for comparison; `null` if unknown. */
  readonly name: string | null;
  /** Whether the customer is a favourite; absent for other customers and in old versions' files. */
  readonly isStarred?: boolean | undefined;
}

/** A file of notes that was written. */
export interface NotesExport {
  readonly path: string;
  readonly notes: number;
  readonly stars: number;
}

/** The result of an import. `added`: the customer had no note. `merged`: the customer had one. */
export interface NotesImport {
  readonly added: number;
  readonly merged: number;
  /** The number of customers that became favourites. */
  readonly stars: number;
  /** The number of imported notes that contained nothing new. */
  readonly same: number;
  /** The number of notes skipped because the merged text would exceed the maximum length. */
  readonly tooLong: number;
  /** The number of added or merged notes whose customer is not in the cache. */
  readonly unknown: number;
  readonly canBeUndone: boolean;
}

/**
 * The repair of a damaged or lost notes file: the number of notes recovered, and the time of the
 * backup that completed them (UTC ISO 8601; `null` without a backup).
 */
export interface NotesRepair {
  readonly notes: number;
  readonly backupAt: string | null;
}
