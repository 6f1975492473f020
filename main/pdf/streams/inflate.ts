import { inflateSync } from 'node:zlib';

/** The largest window of deflate, 32 kB. */
const WINDOW_BITS = 15;
/** The output chunk for a page of an export, which inflates to some 75 kB in one piece. */
const PIECE_BYTES = 128 * 1024;
const MIN_PIECE_BYTES = 1_024;
/** The assumed growth of small streams, such as objects and font maps. */
const SMALL_GROWTH = 32;

/**
 * Inflates a packed stream with the full window. The portal's producer declares 8 kB but refers
 * back up to 32 kB (export-pdf.md, The file). Throws for damage, detected by the checksum at the
 * stream's end, and for more than `maxBytes`.
 */
export function inflate(packed: Uint8Array, maxBytes: number): Uint8Array {
  return inflateSync(packed, {
    windowBits: WINDOW_BITS,
    chunkSize: Math.min(PIECE_BYTES, Math.max(MIN_PIECE_BYTES, SMALL_GROWTH * packed.length)),
    maxOutputLength: maxBytes,
  });
}
