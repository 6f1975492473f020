import { createInterface } from 'node:readline/promises';
import type { Readable } from 'node:stream';

/** The first line that comes, without its end; empty when nothing does. */
export async function firstLine(stream: Readable): Promise<string> {
  for await (const line of createInterface({ input: stream, crlfDelay: Infinity })) {
    return line;
  }
  return '';
}
