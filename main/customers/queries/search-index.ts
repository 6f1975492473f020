/**
 * Keeps the searchable text of customers in memory. All letters and digits of a customer form one
 * string, with marks for word starts and parts of the data. Scanning 50,000 customers takes a few
 * milliseconds and no disk space. Unlike an index of words, it finds matches inside words and
 * across blanks.
 */
import { isProspect } from '../../../preload/contract/customers';
import { ANY_PHONE, visitCharacters, isWordStart, nextMatch } from '../../../preload/contract/search-text';
import type { SearchWord } from '../../../preload/contract/search-text';
import { parseOther } from '../store/customer-columns';
import { foldDigits, removeInvisible } from '../store/fold-text';
import type { Store } from '../store/store';
import { readStoreVersion } from '../store/while-unchanged';
import type { Candidates, SearchText } from './candidates';
import { indexCandidates, findCandidateRows } from './candidates';
import { getOrCompute } from './ranked-rows';

/** The parts of the data in which a word is found, best first. */
const PARTS = { name: 0, city: 1, number: 2, rest: 3 } as const;
/** The number of kinds of match: whole word, beginning of a word, inside a word. */
const WAYS = 3;
const INSIDE = WAYS - 1;
/** The rank of a word in a note, equal to the beginning of a word in the last part. */
export const RANK_OF_NOTE = PARTS.rest * WAYS + 1;
/** The rank of a word that is not found; 0 is the best rank. */
export const NOT_FOUND = 0xff;

export interface SearchIndex {
  /** By row number. */
  readonly texts: readonly (SearchText | undefined)[];
  /** The rows that may contain a letter group: any three, or a word's first one or two letters. */
  readonly candidates: Candidates;
  /** By row number: 1 for a prospect. */
  readonly prospects: Uint8Array;
  /** The ranks found so far, valid as long as the texts stay the same. */
  readonly ranks: Map<string, Uint8Array>;
}

interface Known {
  version: string;
  readonly hashes: readonly (string | undefined)[];
  readonly index: SearchIndex;
}

const indexes = new WeakMap<Store, Known>();

/** The number of changed customers above which all are read at once. */
const MANY_CHANGED = 500;

/** Returns a store's current index; after a write it reads only the changed customers. */
export function searchIndex(store: Store): SearchIndex {
  const version = readStoreVersion(store);
  const known = indexes.get(store);
  if (known?.version === version) {
    return known.index;
  }
  const rows = store.prepare<[], [number, string]>('SELECT row, content_hash FROM customers').raw().all();
  const hashes: (string | undefined)[] = [];
  for (const [row, hash] of rows) {
    hashes[row] = hash;
  }
  const changed = rows.filter(([row, hash]) => known?.hashes[row] !== hash).map(([row]) => row);
  const isSame = known !== undefined && changed.length === 0 && known.hashes.length === hashes.length;
  const index =
    isSame && !hasVanished(known, hashes) ? known.index : read(store, hashes, changed, known?.index);
  indexes.set(store, { version, hashes, index });
  return index;
}

export function forgetIndex(store: Store): void {
  indexes.delete(store);
}

function hasVanished(known: Known, hashes: readonly (string | undefined)[]): boolean {
  return known.hashes.some((hash, row) => hash !== undefined && hashes[row] === undefined);
}

function read(
  store: Store,
  hashes: readonly (string | undefined)[],
  changed: readonly number[],
  before: SearchIndex | undefined,
): SearchIndex {
  const texts = hashes.map((hash, row) => (hash === undefined ? undefined : before?.texts[row]));
  const prospects = new Uint8Array(hashes.length);
  prospects.set(before?.prospects.subarray(0, hashes.length) ?? []);
  const columns = `SELECT row, ${READ.join(', ')} FROM customers`;
  const rows =
    changed.length > MANY_CHANGED
      ? store.prepare<[], ReadRow>(columns).raw().iterate()
      : store
          .prepare<[string], ReadRow>(`${columns} WHERE row IN (SELECT value FROM json_each(?))`)
          .raw()
          .iterate(JSON.stringify(changed));
  for (const [row, ...values] of rows) {
    texts[row] = textOf(values);
    const [type, description] = [values[TYPE] ?? null, values[DESCRIPTION] ?? null];
    prospects[row] = isProspect({ type, description }) ? 1 : 0;
  }
  return { texts, candidates: indexCandidates(texts), prospects, ranks: new Map() };
}

const PHONES = ['phone', 'mobile'] as const;
/** The columns searched by their digits. Values with letters are also searched as words. */
const NUMBERS = [
  ...['id', 'postalCode', 'vatNumber', 'fiscalCode', 'accountNumber', 'externalAccountNumber'],
  'ourAccountNumber',
] as const;
const TEXTS = [
  ...['type', 'description', 'street', 'attentionTo', 'email', 'pec', 'sdi', 'url', 'deliveryTerms'],
] as const;
/** The columns to read, as arrays: looking up each value by name would be slower. */
const READ = ['name', 'city', ...PHONES, ...NUMBERS, ...TEXTS, 'other'] as const;
const FIRST_PHONE = 2;
const FIRST_NUMBER = FIRST_PHONE + PHONES.length;
const TYPE = FIRST_NUMBER + NUMBERS.length;
const DESCRIPTION = TYPE + 1;
const OTHER = TYPE + TEXTS.length;
type ReadRow = [row: number, ...values: (string | null)[]];

/** The buffer for the codes and marks of one text at a time, reused for all customers. */
const pen = {
  codes: new Uint16Array(4_096),
  marks: Buffer.alloc(4_096),
  length: 0,
};

function put(code: number, part: number, isStart: boolean): void {
  if (pen.length === pen.codes.length) {
    const codes = new Uint16Array(pen.length * 2);
    codes.set(pen.codes);
    pen.codes = codes;
    pen.marks = Buffer.concat([pen.marks, Buffer.alloc(pen.length)]);
  }
  pen.codes[pen.length] = code;
  pen.marks[pen.length] = 0x30 + part * 2 + Number(isStart);
  pen.length += 1;
}

const END = 0x0a;

/** Appends a word or cell with an end mark, which no match can cross. */
function write(text: string | null, part: number): void {
  if (text !== null && text !== '') {
    visitCharacters(text, (code, isStart) => put(code, part, isStart));
    put(END, part, true);
  }
}

function textOf(values: readonly (string | null)[]): SearchText {
  pen.length = 0;
  write(values[0] ?? null, PARTS.name);
  write(values[1] ?? null, PARTS.city);
  const otherText = values[OTHER] ?? '{}';
  const others = otherText === '{}' ? [] : Object.values(parseOther(otherText));
  const phones = values.slice(FIRST_PHONE, FIRST_NUMBER).flatMap((cell) => numbersApart(cell));
  for (const phone of new Set(phones.map(digitsOf))) {
    put(ANY_PHONE.charCodeAt(0), PARTS.number, true);
    write(phone, PARTS.number);
  }
  const numbers = values.slice(FIRST_NUMBER, TYPE);
  const otherNumbers = others.filter((text) => ONE_NUMBER.test(removeInvisible(text)));
  for (const number of new Set([...numbers, ...otherNumbers].map(digitsOf))) {
    write(number, PARTS.number);
  }
  // A code of letters and digits is also a word.
  const codes = numbers.filter((code) => code !== null && !ALL_DIGITS.test(code) && /\p{L}/u.test(code));
  for (const text of [...values.slice(TYPE, OTHER), ...others, ...codes]) {
    write(text, PARTS.rest);
  }
  return { joined: writtenText(), marks: pen.marks.toString('latin1', 0, pen.length) };
}

const ALL_DIGITS = /^\d*$/;
const PLAIN_PHONE = /^(?:\+39)?(\d+)$/;

/** Returns the digits of a number. The pattern matches nearly all numbers and is fast. */
function digitsOf(text: string | null): string {
  return text === null ? '' : (PLAIN_PHONE.exec(text)?.[1] ?? foldDigits(text));
}

/** Returns the text with one byte per letter if possible, which halves memory and time. */
function writtenText(): string {
  const codes = pen.codes.subarray(0, pen.length);
  return codes.every((code) => code < 0x100)
    ? Buffer.from(codes).toString('latin1')
    : Buffer.from(codes.buffer, 0, pen.length * 2).toString('utf16le');
}

/** The separators between a cell's phone numbers, and the slash after an area code within one. */
const BETWEEN_NUMBERS = /[;,/|\n\r]|\s[-–—]\s|\p{L}+/u;
const SLASH_IN_NUMBER = /(?<!\d)((?:0\d{1,3}|3\d{2})\s*)\/(?=\s*\d{4})/g;

/** The minimum length of a phone number in digits. Anything shorter is an extension. */
const MIN_DIGITS = 5;

/** Returns the numbers of a cell one by one and joined, as a search may use either form. */
function numbersApart(cell: string | null): string[] {
  if (cell === null || PLAIN_PHONE.test(cell)) {
    return cell === null ? [] : [cell];
  }
  const parts = removeInvisible(cell).replace(SLASH_IN_NUMBER, '$1 ').split(BETWEEN_NUMBERS);
  const numbers = parts.filter((part) => part.replace(/\D/g, '').length >= MIN_DIGITS);
  return parts.length < 2 ? [cell] : [...numbers, cell];
}

/** A text of an unknown column that is one number, a date or an amount. */
const ONE_NUMBER = /^(?=.*\d)[\d\s+().,\-/'€$]+$/;

/** The number of words remembered; for 50,000 customers each takes 50 kB. */
const MAX_RANKS = 48;

/** Returns a word's rank by row number: from 0, a whole word of the name, to {@link NOT_FOUND}. */
export function rankRows(index: SearchIndex, word: SearchWord): Uint8Array {
  const key = JSON.stringify(word);
  return getOrCompute(index.ranks, MAX_RANKS, key, () => {
    const ranks = new Uint8Array(index.texts.length).fill(NOT_FOUND);
    for (const row of findCandidateRows(index.candidates, word)) {
      const text = index.texts[row];
      ranks[row] = text === undefined ? NOT_FOUND : rankOf(text, word);
    }
    return ranks;
  });
}

function rankOf(text: SearchText, word: SearchWord): number {
  let best = NOT_FOUND;
  for (const parts of word) {
    let rank = 0;
    for (const part of parts) {
      rank += rankOfPart(text, part);
      if (rank >= best) {
        break;
      }
    }
    best = Math.min(best, rank);
  }
  return best;
}

function rankOfPart({ joined, marks }: SearchText, part: string): number {
  let best = NOT_FOUND;
  for (let at = nextMatch(joined, marks, part, 0); at >= 0; at = nextMatch(joined, marks, part, at + 1)) {
    const rank = ((marks.charCodeAt(at) >> 1) & 3) * WAYS;
    if (rank >= best) {
      break;
    }
    const isBeginning = isWordStart(marks, at);
    const isWholeWord = isBeginning && isWordStart(marks, at + part.length);
    best = Math.min(best, rank + (isWholeWord ? 0 : isBeginning ? 1 : INSIDE));
    if (isWholeWord) {
      break;
    }
  }
  return best;
}

/** Whether a word of this rank was found inside another. */
export function isInside(rank: number): boolean {
  return rank !== NOT_FOUND && rank % WAYS === INSIDE;
}

/** Visits the words of a customer's texts with their rank as whole words. */
export function eachWord({ joined, marks }: SearchText, visit: (word: string, rank: number) => void): void {
  for (let from = 0, at = 1; at <= joined.length; at += 1) {
    if (at === joined.length || isWordStart(marks, at)) {
      if (joined.charCodeAt(from) !== END) {
        visit(joined.slice(from, at), ((marks.charCodeAt(from) >> 1) & 3) * WAYS);
      }
      from = at;
    }
  }
}
