/**
 * Finds the customers who may match typed text, without reading their texts. Each group of letters
 * is assigned to a place, which is a set with one bit per row. The result may contain too many rows
 * but never too few, because groups may share a place.
 */
import { isWordStart } from '../../../preload/contract/search-text';
import type { SearchWord } from '../../../preload/contract/search-text';

/**
 * Letters and digits, each with a mark: bit 0 for a word's start, bits 1–2 for the kind of data.
 */
export interface SearchText {
  readonly joined: string;
  readonly marks: string;
}

/** The number of places; for 50,000 customers each takes 6 kB. */
const PLACES = 1_024;
const ROWS_IN_ONE = 32;

export interface Candidates {
  /** The number of 32-bit integers per place. */
  readonly width: number;
  readonly bits: Int32Array;
}

function placeOf(...letters: readonly [number, number, number]): number {
  const mixed = Math.imul(Math.imul(letters[0] * 37 + letters[1], 41) + letters[2], 0x9e3779b1);
  return (mixed >>> 16) % PLACES;
}

export function indexCandidates(texts: readonly (SearchText | undefined)[]): Candidates {
  const width = Math.ceil(texts.length / ROWS_IN_ONE);
  const bits = new Int32Array(width * PLACES);
  for (const [row, text] of texts.entries()) {
    if (text === undefined) {
      continue;
    }
    const { joined, marks } = text;
    const at = row >> 5;
    const bit = 1 << (row & 31);
    let [one, two] = [joined.charCodeAt(0), joined.charCodeAt(1)];
    for (let index = 0; index < joined.length; index += 1) {
      const three = joined.charCodeAt(index + 2) || 0;
      const threes = placeOf(one, two, three) * width + at;
      bits[threes] = (bits[threes] ?? 0) | bit;
      if (isWordStart(marks, index)) {
        const ones = placeOf(one, 0, 0) * width + at;
        const twos = placeOf(one, two, 0) * width + at;
        bits[ones] = (bits[ones] ?? 0) | bit;
        bits[twos] = (bits[twos] ?? 0) | bit;
      }
      [one, two] = [two, three];
    }
  }
  return { width, bits };
}

/** Returns the rows that may contain all parts of a typed word, in any of its readings. */
export function findCandidateRows(candidates: Candidates, word: SearchWord): number[] {
  const { width, bits } = candidates;
  const ways = word.map((parts) => parts.flatMap(placesOf).map((place) => place * width));
  const rows: number[] = [];
  for (let at = 0; at < width; at += 1) {
    let left = 0;
    for (const places of ways) {
      let all = -1;
      for (const place of places) {
        all &= bits[place + at] ?? 0;
      }
      left |= all;
    }
    while (left !== 0) {
      const lowest = 31 - Math.clz32(left & -left);
      rows.push(at * ROWS_IN_ONE + lowest);
      left &= left - 1;
    }
  }
  return rows;
}

function placesOf(part: string): number[] {
  if (part.length < 3) {
    return [placeOf(part.charCodeAt(0), part.charCodeAt(1) || 0, 0)];
  }
  return Array.from({ length: part.length - 2 }, (_, at) =>
    placeOf(part.charCodeAt(at), part.charCodeAt(at + 1), part.charCodeAt(at + 2)),
  );
}
