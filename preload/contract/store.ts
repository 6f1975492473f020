import type { ErrorCode } from './errors';
import type { NotesRepair } from './notes';

/**
 * What was done to a customer store that could not be trusted: the newest verified backup took its place (`restored`,
 * made at `backupAt`, UTC ISO 8601); there was none and the store begins empty (`rebuilt`); or it was whole but older
 * than what the app last wrote (`rolled-back`). In each case the next sync completes it.
 */
export type StoreRepair =
  | { readonly kind: 'restored'; readonly backupAt: string }
  | { readonly kind: 'rebuilt' }
  | { readonly kind: 'rolled-back' };

/**
 * An export that so many customers were absent from that it was taken for filtered or partial. New and changed
 * customers were applied, nobody was marked missing; the agent may accept the smaller list.
 */
export interface PartialExport {
  /** The run whose list it is. */
  readonly run: number;
  /** UTC ISO 8601. */
  readonly at: string;
  /** How many customers the export held, and how many were known before it (missing ones left out). */
  readonly exported: number;
  readonly known: number;
}

/** How the store is: what the agent is to be told of it, and its backups. */
export interface StoreState {
  /** Until it is dismissed. */
  readonly repair: StoreRepair | null;
  /** Likewise. */
  readonly notesRepair: NotesRepair | null;
  readonly partialExport: PartialExport | null;
  /** When the newest backup was made, UTC ISO 8601; `null` before the first. */
  readonly lastBackupAt: string | null;
  /** Why the last backup could not be made; `null` when it could. */
  readonly backupFailure: ErrorCode | null;
  /** Size of the write-ahead log, in bytes: close to 0 while it is emptied after each sync. */
  readonly logBytes: number;
}
