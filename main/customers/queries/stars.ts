/** The agent's favourites, kept with the notes: what nobody else knows and no sync brings back. */
import { schemaVersion } from '../store/connection';
import { rowHash } from '../store/hashed-columns';
import type { Store } from '../store/store';
import { readableRows } from './readable-rows';

/** A customer who was made a favourite, or was one before. */
export interface Star {
  readonly customerId: string;
  readonly isStarred: boolean;
}

interface StarRow {
  readonly customerId: string;
  readonly isStarred: number;
  readonly rowHash: string;
}

/** The schema of the notes that has stars: copies of earlier ones are looked at too. */
const SINCE_SCHEMA = 3;

const COLUMNS = 'customer_id AS customerId, is_starred AS isStarred, row_hash AS rowHash';

/** Keeps a star, or that there is none any more. Part of a transaction. */
export function writeStar(notes: Store, { customerId, isStarred }: Star): void {
  const value = Number(isStarred);
  notes
    .prepare(
      `INSERT INTO stars (customer_id, is_starred, row_hash) VALUES (@customerId, @value, @hash)
       ON CONFLICT (customer_id) DO UPDATE SET is_starred = @value, row_hash = @hash`,
    )
    .run({ customerId, value, hash: starHash(customerId, value) });
}

/** Returns what is known of a customer's star; `null` if there never was one. */
export function getStar(notes: Store, customerId: string): boolean | null {
  const found = notes
    .prepare<[string], number>('SELECT is_starred FROM stars WHERE customer_id = ?')
    .pluck()
    .get(customerId);
  return found === undefined ? null : found === 1;
}

/** The customers with a star. */
export function starredCustomers(notes: Store): string[] {
  return notes.prepare<[], string>('SELECT customer_id FROM stars WHERE is_starred = 1').pluck().all();
}

/** Whether each row is as it was written. */
export function areStarsWhole(notes: Store): boolean {
  return !hasStars(notes) || notes.prepare<[], StarRow>(`SELECT ${COLUMNS} FROM stars`).all().every(isWhole);
}

/** What can still be read of a damaged file and is as it was written. */
export function readableStars(notes: Store): readonly Star[] {
  const rows = hasStars(notes) ? readableRows(notes, COLUMNS, 'stars', isWhole) : [];
  const stars = rows.map(({ customerId, isStarred }) => ({ customerId, isStarred: isStarred === 1 }));
  return [...new Map(stars.map((star) => [star.customerId, star])).values()];
}

function hasStars(notes: Store): boolean {
  return schemaVersion(notes) >= SINCE_SCHEMA;
}

function isWhole({ customerId, isStarred, rowHash: hash }: StarRow): boolean {
  return hash === starHash(customerId, isStarred);
}

function starHash(customerId: string, isStarred: number): string {
  return rowHash([customerId, isStarred]);
}
