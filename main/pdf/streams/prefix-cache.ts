/** Operators repeated after a `q`, such as `72 72 438 648 re W n 0.66275 0.66275 0.66275 rg`. */
export interface RepeatedPrefix<State> {
  /** The position of its bytes: from after the `q` to after its last operator. */
  readonly start: number;
  readonly end: number;
  /** The state before these operators and the state after them. */
  readonly from: State;
  readonly to: State;
}

/** The number of operators after the `q` in a repeated prefix: `re W n rg`. */
export const PREFIX_OPERATORS = 4;
/** The number of prefixes kept: a cell's fill, its borders and its texts begin differently. */
const MAX_PREFIXES = 3;

/** Remembers the last prefixes, so that two thirds of an export's bytes need no parsing. */
export class PrefixCache<State> {
  readonly #bytes: Uint8Array;
  readonly #words: DataView;
  readonly #known: RepeatedPrefix<State>[] = [];

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
    this.#words = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  remember(prefix: RepeatedPrefix<State>): void {
    this.#known.unshift(prefix);
    this.#known.length = Math.min(this.#known.length, MAX_PREFIXES);
  }

  /** Returns the prefix with the bytes at `position` and the same state before it, else `null`. */
  at(position: number, state: State): RepeatedPrefix<State> | null {
    const known = this.#known;
    for (let index = 0; index < known.length; index += 1) {
      const prefix = known[index];
      if (prefix !== undefined && prefix.from === state && this.#isAt(position, prefix)) {
        if (index > 0) {
          // Moves a used prefix to the front. Prefixes of texts, which never recur, drop out.
          known.splice(index, 1);
          known.unshift(prefix);
        }
        return prefix;
      }
    }
    return null;
  }

  #isAt(position: number, { start, end }: RepeatedPrefix<State>): boolean {
    const bytes = this.#bytes;
    const offset = position - start;
    // The operator is longer unless a blank follows. Compares from the end, which differs most.
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
