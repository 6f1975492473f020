/** Random numbers from 0 up to 1 that a seed gives again (mulberry32): a failing test says its seed. */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** A whole number from an environment variable, or the value for when it is not set. */
export function numberFrom(variable: string, otherwise: number): number {
  const text = process.env[variable];
  return text === undefined || text === '' ? otherwise : Number(text);
}

/** The seed of a work of the laboratory, which tries something else each time; the checks of a change never do. */
export function seedFor(work: string): number {
  return process.env['LAB'] === work ? Date.now() % 1_000_000_000 : 1;
}
