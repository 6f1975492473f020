/** What content says again and again after a `q`: `72 72 438 648 re W n 0.66275 0.66275 0.66275 rg` before each border. */
export interface Refrain<State> {
  /** Its bytes: from after the `q` up to after its last operator. */
  readonly start: number;
  readonly end: number;
  /** The state it was said in, and the one it led to. */
  readonly from: State;
  readonly to: State;
}

/** How many operators a refrain has after its `q`: `re W n rg`. */
export const REFRAIN_OPERATORS = 4;
/** A cell's fill and its borders begin differently, and texts like neither. */
const MOST_REFRAINS = 3;

/**
 * Remembers the last refrains of a content stream, so that their numbers are not read again: they are two thirds of an
 * export's bytes.
 */
export class Refrains<State> {
  readonly #bytes: Uint8Array;
  readonly #words: DataView;
  readonly #known: Refrain<State>[] = [];

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
    this.#words = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  remember(refrain: Refrain<State>): void {
    this.#known.unshift(refrain);
    this.#known.length = Math.min(this.#known.length, MOST_REFRAINS);
  }

  /** The refrain whose bytes stand at `position`, said in this state before; `null` when there is none. */
  at(position: number, state: State): Refrain<State> | null {
    const known = this.#known;
    for (let index = 0; index < known.length; index += 1) {
      const refrain = known[index];
      if (refrain !== undefined && refrain.from === state && this.#isAt(position, refrain)) {
        if (index > 0) {
          // The last one said is the last to be forgotten: texts have beginnings that never come again.
          known.splice(index, 1);
          known.unshift(refrain);
        }
        return refrain;
      }
    }
    return null;
  }

  #isAt(position: number, { start, end }: Refrain<State>): boolean {
    const bytes = this.#bytes;
    const offset = position - start;
    // A blank must follow, or the last operator would be another. From the end, where refrains differ.
    if (end + offset >= bytes.length || (bytes[end + offset] ?? 0) > 32) {
      return false;
    }
    const words = this.#words;
    let at = end - 4;
    for (; at >= start; at -= 4) {
      if (words.getInt32(at) !== words.getInt32(at + offset)) {
        return false;
      }
    }
    for (at += 3; at >= start; at -= 1) {
      if (bytes[at] !== bytes[at + offset]) {
        return false;
      }
    }
    return true;
  }
}
