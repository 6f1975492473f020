/** Keeps the agent's favourites in the file of notes, as no sync can restore them. */
import { schemaVersion } from '../store/connection';
import { rowHash } from '../store/hashed-columns';
import type { Store } from '../store/store';
import { readIntactRows } from './readable-rows';

/** A customer who is or was a favourite. */
export interface Star {
  readonly customerId: string;
  readonly isStarred: boolean;
}

interface StarRow {
  readonly customerId: string;
  readonly isStarred: number;
  readonly rowHash: string;
}

/** The first schema of the notes with stars. Backups with earlier schemas are read too. */
const SINCE_SCHEMA = 3;

const COLUMNS = 'customer_id AS customerId, is_starred AS isStarred, row_hash AS rowHash';

/** Writes a star or its removal, in the caller's transaction. */
export function writeStar(notes: Store, { customerId, isStarred }: Star): void {
  const value = Number(isStarred);
  notes
    .prepare(
      `INSERT INTO stars (customer_id, is_starred, row_hash) VALUES (@customerId, @value, @hash)
       ON CONFLICT (customer_id) DO UPDATE SET is_starred = @value, row_hash = @hash`,
    )
    .run({ customerId, value, hash: starHash(customerId, value) });
}

/** Returns whether a customer has a star; `null` if there never was one. */
export function getStar(notes: Store, customerId: string): boolean | null {
  const found = notes
    .prepare<[string], number>('SELECT is_starred FROM stars WHERE customer_id = ?')
    .pluck()
    .get(customerId);
  return found === undefined ? null : found === 1;
}

export function starredCustomers(notes: Store): string[] {
  return notes.prepare<[], string>('SELECT customer_id FROM stars WHERE is_starred = 1').pluck().all();
}

/** Whether each row matches its hash. */
export function areStarsIntact(notes: Store): boolean {
  return !hasStars(notes) || notes.prepare<[], StarRow>(`SELECT ${COLUMNS} FROM stars`).all().every(isIntact);
}

/** Returns the stars of a damaged file that can be read and match their hashes. */
export function readIntactStars(notes: Store): readonly Star[] {
  const rows = hasStars(notes) ? readIntactRows(notes, COLUMNS, 'stars', isIntact) : [];
  const stars = rows.map(({ customerId, isStarred }) => ({ customerId, isStarred: isStarred === 1 }));
  return [...new Map(stars.map((star) => [star.customerId, star])).values()];
}

function hasStars(notes: Store): boolean {
  return schemaVersion(notes) >= SINCE_SCHEMA;
}

function isIntact({ customerId, isStarred, rowHash: hash }: StarRow): boolean {
  return hash === starHash(customerId, isStarred);
}

function starHash(customerId: string, isStarred: number): string {
  return rowHash([customerId, isStarred]);
}
