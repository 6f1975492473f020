import { closeSync, fstatSync, openSync, readSync } from 'node:fs';

/** The bytes of a file. Only the requested ones need be in memory. */
export interface ByteSource {
  readonly size: number;
  /** Returns the bytes from `start` up to `end`, within the file. Throws if reading fails. */
  bytes(start: number, end: number): Uint8Array;
}

export function memorySource(bytes: Uint8Array): ByteSource {
  return { size: bytes.length, bytes: (start, end) => bytes.subarray(start, end) };
}

/** The bytes that are read at once, because the next request is usually nearby. */
const BLOCK_BYTES = 256 * 1_024;

/** Opens a file for reading block by block, until it is closed. Throws if it cannot be opened. */
export function openFile(path: string): ByteSource & { close(): void } {
  const file = openSync(path, 'r');
  const stats = fstatSync(file);
  if (!stats.isFile()) {
    closeSync(file);
    throw new TypeError('It is no file');
  }
  const { size } = stats;
  const read = (start: number, end: number): Buffer => {
    // A new buffer each time, because callers may still use views of the last one.
    const bytes = Buffer.allocUnsafeSlow(end - start);
    for (let filled = 0; filled < bytes.length;) {
      const more = readSync(file, bytes, filled, bytes.length - filled, start + filled);
      if (more === 0) {
        throw new RangeError('The file has become shorter');
      }
      filled += more;
    }
    return bytes;
  };
  let block: { readonly start: number; readonly bytes: Buffer } = { start: 0, bytes: Buffer.alloc(0) };
  return {
    size,
    bytes(start, end) {
      if (end - start > BLOCK_BYTES) {
        return read(start, end);
      }
      if (start < block.start || end > block.start + block.bytes.length) {
        const blockStart = start - (start % (BLOCK_BYTES / 2));
        const blockEnd = Math.min(size, Math.max(end, blockStart + BLOCK_BYTES));
        block = { start: blockStart, bytes: read(blockStart, blockEnd) };
      }
      return block.bytes.subarray(start - block.start, end - block.start);
    },
    close: () => closeSync(file),
  };
}
