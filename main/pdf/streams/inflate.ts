import { inflateSync } from 'node:zlib';

/** The largest window that deflate knows, 32 kB. */
const WINDOW_BITS = 15;
/** A page of an export inflates to some 75 kB: in one piece, which need not be put together. */
const PIECE_BYTES = 128 * 1024;
const MIN_PIECE_BYTES = 1_024;
/** What is packed small is small: objects and maps of fonts. */
const SMALL_GROWTH = 32;

/**
 * Inflates a packed stream with the full window, whatever its header promises: the portal's producer promises 8 kB and
 * looks back up to 32 kB (export-pdf.md, The file). Throws for damage, which the sum at the stream's end tells, and
 * for more than `mostBytes`.
 */
export function inflate(packed: Uint8Array, mostBytes: number): Uint8Array {
  return inflateSync(packed, {
    windowBits: WINDOW_BITS,
    chunkSize: Math.min(PIECE_BYTES, Math.max(MIN_PIECE_BYTES, SMALL_GROWTH * packed.length)),
    maxOutputLength: mostBytes,
  });
}
