/** Random numbers that depend only on their key, on every machine. */
export interface SeededRandom {
  /** Returns an integer from 0 to `limit - 1`. */
  below(limit: number): number;
  /** Returns an integer from `low` to `high`, both included. */
  between(low: number, high: number): number;
  /** Returns true in `percent` of 100 cases. */
  chance(percent: number): boolean;
  /** Returns one of `items`, which must not be empty. */
  pick<Item>(items: readonly Item[]): Item;
  /** Returns `length` decimal digits; the first may be 0. */
  digits(length: number): string;
}

/** Hashes the key's UTF-16 units to 32 bits by FNV-1a. A different digit changes the hash a lot. */
function hash(key: string): number {
  let value = 0x811c9dc5;
  for (let index = 0; index < key.length; index += 1) {
    value = Math.imul(value ^ key.charCodeAt(index), 0x01000193);
  }
  return value >>> 0;
}

/** Creates a mulberry32 generator from `key`, e.g. `"7/customer/12"`. */
export function seededRandom(key: string): SeededRandom {
  let state = hash(key);
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (limit: number): number => Math.floor(next() * limit);
  return {
    below,
    between: (low, high) => low + below(high - low + 1),
    chance: (percent) => next() * 100 < percent,
    pick(items) {
      const item = items[below(items.length)];
      if (item === undefined) {
        throw new Error('Nothing to pick from an empty list');
      }
      return item;
    },
    digits: (length) => Array.from({ length }, () => below(10)).join(''),
  };
}
