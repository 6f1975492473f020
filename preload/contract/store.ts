import type { ErrorCode } from './errors';
import type { NotesRepair } from './notes';

/**
 * The repair of a customer store that was not trustworthy. `restored`: the newest verified backup,
 * made at `backupAt` (UTC ISO 8601), replaced it. `rebuilt`: no backup existed, so the store
 * started empty. `rolled-back`: the store was intact but older than the app's last write. In each
 * case the next sync run completes the store.
 */
export type StoreRepair =
  | { readonly kind: 'restored'; readonly backupAt: string }
  | { readonly kind: 'rebuilt' }
  | { readonly kind: 'rolled-back' };

/**
 * An export that lacked so many customers that it was taken for filtered or partial. Only its new
 * and changed customers were applied. The agent may accept the smaller list.
 */
export interface PartialExport {
  /** The number of the sync run that read the export. */
  readonly run: number;
  /** UTC ISO 8601. */
  readonly at: string;
  /** The number of customers in the export. */
  readonly exported: number;
  /** The number of customers known before the export, except missing ones. */
  readonly known: number;
}

/** The state of the customer store and its backups, with the notices for the agent. */
export interface StoreState {
  /** The last repair, until the agent dismisses it. */
  readonly repair: StoreRepair | null;
  /** The last repair of the notes, until the agent dismisses it. */
  readonly notesRepair: NotesRepair | null;
  readonly partialExport: PartialExport | null;
  /** The time of the newest backup, UTC ISO 8601; `null` before the first. */
  readonly lastBackupAt: string | null;
  /** The error of the last backup; `null` if it succeeded. */
  readonly backupFailure: ErrorCode | null;
  /** The size of the write-ahead log in bytes; close to 0 if it is emptied after each sync run. */
  readonly logBytes: number;
}
