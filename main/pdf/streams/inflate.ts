import { inflateSync } from 'node:zlib';

/** The largest window that deflate knows, 32 kB. */
const WINDOW_BITS = 15;

/**
 * Inflates a packed stream with the full window, whatever its header promises: the portal's producer promises 8 kB and
 * looks back up to 32 kB (clienti-pdf.md, The file). Throws for damage, which the sum at the stream's end tells, and
 * for more than `mostBytes`.
 */
export function inflate(packed: Uint8Array, mostBytes: number): Uint8Array {
  return inflateSync(packed, { windowBits: WINDOW_BITS, maxOutputLength: mostBytes });
}
