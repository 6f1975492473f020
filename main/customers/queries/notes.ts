import type { CustomerNote, NoteMark } from '../../../preload/contract';
import { inTransaction } from '../store/connection';
import { rowHash } from '../store/hashed-columns';
import type { Store } from '../store/store';
import { readIntactRows } from './readable-rows';
import type { Star } from './stars';
import { areStarsIntact, writeStar } from './stars';

/** The number of characters of a note that the list shows. */
const EXCERPT_LENGTH = 120;
/** The number of words shown around a match. */
const EXCERPT_WORDS = 16;

const COLUMNS = 'customer_id AS customerId, text, due_on AS dueOn, changed_at AS changedAt';
const IS_NOTE = "(text <> '' OR due_on IS NOT NULL)";

/** A note as stored in its row. */
interface NoteRow extends CustomerNote {
  readonly rowHash: string;
}

/** Saves a note in its own transaction; an empty text without a day leaves an empty row. */
export function saveNote(notes: Store, note: CustomerNote): void {
  inTransaction(notes, () => {
    writeNote(notes, note);
    countNotesWrite(notes);
  });
}

/** Marks or unmarks a favourite in its own transaction. */
export function saveStar(notes: Store, star: Star): void {
  inTransaction(notes, () => {
    writeStar(notes, star);
    countNotesWrite(notes);
  });
}

/** Counts a write of notes, in the same transaction. */
export function countNotesWrite(notes: Store): void {
  notes.exec('UPDATE notes_state SET write_number = write_number + 1');
}

/** Writes a note without counting it, in the caller's transaction. */
export function writeNote(notes: Store, note: CustomerNote): void {
  notes
    .prepare(
      `INSERT INTO notes (customer_id, text, due_on, changed_at, row_hash)
       VALUES (@customerId, @text, @dueOn, @changedAt, @hash)
       ON CONFLICT (customer_id) DO UPDATE SET text = @text, due_on = @dueOn, changed_at = @changedAt, row_hash = @hash`,
    )
    .run({ ...note, hash: noteHash(note) });
}

export function getNote(notes: Store, customerId: string): CustomerNote | null {
  return (
    notes
      .prepare<[string], CustomerNote>(`SELECT ${COLUMNS} FROM notes WHERE customer_id = ? AND ${IS_NOTE}`)
      .get(customerId) ?? null
  );
}

/** Returns the row of this customer's note, even an emptied one, or `null`. */
export function getNoteRow(notes: Store, customerId: string): CustomerNote | null {
  return (
    notes
      .prepare<[string], CustomerNote>(`SELECT ${COLUMNS} FROM notes WHERE customer_id = ?`)
      .get(customerId) ?? null
  );
}

/** Returns the notes of these customers, or all notes, by customer. */
export function listNotes(notes: Store, customerIds?: readonly string[]): ReadonlyMap<string, CustomerNote> {
  const condition =
    customerIds === undefined ? '' : 'AND customer_id IN (SELECT value FROM json_each(@customerIds))';
  const rows = notes
    .prepare<[object], CustomerNote>(`SELECT ${COLUMNS} FROM notes WHERE ${IS_NOTE} ${condition}`)
    .all(customerIds === undefined ? {} : { customerIds: JSON.stringify(customerIds) });
  return new Map(rows.map((note) => [note.customerId, note]));
}

/** Returns the customers due before `today` (`yyyy-mm-dd`) or within `days` days after it. */
export function dueCustomers(notes: Store, today: string, days: number): string[] {
  return notes
    .prepare<[string, string], string>('SELECT customer_id FROM notes WHERE due_on <= date(?, ?)')
    .pluck()
    .all(today, `+${days} days`);
}

/** Returns the customers with a call day. */
export function datedCustomers(notes: Store): string[] {
  return notes.prepare<[], string>('SELECT customer_id FROM notes WHERE due_on IS NOT NULL').pluck().all();
}

/** Returns the customers with a note or a call day. */
export function notedCustomers(notes: Store): string[] {
  return notes.prepare<[], string>(`SELECT customer_id FROM notes WHERE ${IS_NOTE}`).pluck().all();
}

/** Returns the customers whose note has a word starting with `word` (folded letters and digits). */
export function customersByNote(notes: Store, word: string): Set<string> {
  return new Set(
    notes
      .prepare<[string], string>(
        `SELECT customer_id FROM notes_search JOIN notes ON notes.row = notes_search.rowid
         WHERE notes_search MATCH ?`,
      )
      .pluck()
      .all(`"${word}" *`),
  );
}

/** Returns the list's excerpts of these customers' notes, around the searched words if found. */
export function findExcerpts(
  notes: Store,
  customerIds: readonly string[],
  words: readonly string[],
): ReadonlyMap<string, NoteMark> {
  const marks = new Map<string, NoteMark>();
  for (const [id, { text, dueOn }] of listNotes(notes, customerIds)) {
    marks.set(id, { excerpt: beginning(oneLine(text.slice(0, EXCERPT_LENGTH * 2))), dueOn });
  }
  if (marks.size === 0 || words.length === 0) {
    return marks;
  }
  const found = notes
    .prepare<[object], { customerId: string; excerpt: string; dueOn: string | null }>(
      `SELECT customer_id AS customerId, due_on AS dueOn,
         snippet(notes_search, 0, '', '', '… ', ${EXCERPT_WORDS}) AS excerpt
       FROM notes_search JOIN notes ON notes.row = notes_search.rowid
       WHERE notes_search MATCH @match AND customer_id IN (SELECT value FROM json_each(@customerIds))`,
    )
    .all({
      match: words.map((word) => `"${word}" *`).join(' OR '),
      customerIds: JSON.stringify([...marks.keys()]),
    });
  for (const { customerId, excerpt, dueOn } of found) {
    marks.set(customerId, { excerpt: oneLine(excerpt), dueOn });
  }
  return marks;
}

/** Returns the number of saves of notes and stars: the newer of two copies has the higher one. */
export function countNoteWrites(notes: Store): number {
  return notes.prepare<[], number>('SELECT write_number FROM notes_state').pluck().get() ?? 0;
}

/** Whether each row of notes and stars matches its hash. */
export function areNotesIntact(notes: Store): boolean {
  const rows = notes.prepare<[], NoteRow>(`SELECT ${COLUMNS}, row_hash AS rowHash FROM notes`).all();
  return rows.every(isIntact) && areStarsIntact(notes);
}

/** Returns the notes of a damaged file that can be read and match their hashes. */
export function readIntactNoteRows(notes: Store): readonly CustomerNote[] {
  const rows = readIntactRows(notes, `${COLUMNS}, row_hash AS rowHash`, 'notes', isIntact);
  const found = rows.map(({ customerId, text, dueOn, changedAt }) => ({
    customerId,
    text,
    dueOn,
    changedAt,
  }));
  return [...new Map(found.map((note) => [note.customerId, note])).values()];
}

function isIntact({ rowHash: hash, ...note }: NoteRow): boolean {
  return hash === noteHash(note);
}

function noteHash({ customerId, text, dueOn, changedAt }: CustomerNote): string {
  return rowHash([customerId, text, dueOn, changedAt]);
}

const GRAPHEMES = new Intl.Segmenter('it');

/** Returns the start of a text without splitting an emoji of several code units. */
function beginning(text: string): string {
  if (text.length <= EXCERPT_LENGTH) {
    return text;
  }
  const next = GRAPHEMES.segment(text).containing(EXCERPT_LENGTH);
  return text.slice(0, next?.index ?? EXCERPT_LENGTH);
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
