import { inflateSync } from 'node:zlib';

/** The largest window of deflate, 32 kB. */
const WINDOW_BITS = 15;
/** The size of an output chunk. A page of an export inflates to some 75 kB and fits in one. */
const PIECE_BYTES = 128 * 1024;
const MIN_PIECE_BYTES = 1_024;
/** The factor by which small streams, such as objects and font maps, are assumed to grow. */
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
