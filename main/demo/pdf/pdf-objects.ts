import { createHash } from 'node:crypto';
import { deflateSync } from 'node:zlib';

/** The line end of the portal's producer. */
export const LINE = '\r\n';

/**
 * Packs a stream as the portal's producer does. The header `58 85` declares a window of 8 kB, but
 * the data refer back up to 32 kB (export-pdf.md, The file). The checksum is right.
 */
export function pack(data: string | Uint8Array): Buffer {
  const packed = deflateSync(data, { windowBits: 15 });
  packed.writeUInt16BE(0x5885);
  return packed;
}

/** The objects of a file in the order of writing, and their positions. */
export class ObjectFile {
  readonly #chunks: Buffer[] = [Buffer.from(`%PDF-1.4${LINE}%\xA2\xA3\x8F\x93${LINE}`, 'latin1')];
  readonly #offsets = new Map<number, number>();
  #size = this.#chunks[0]?.length ?? 0;

  plain(number: number, body: string): void {
    this.#object(number, Buffer.from(body, 'latin1'));
  }

  packed(number: number, entries: string, data: Buffer): void {
    this.stream(number, `${entries}/Filter /FlateDecode `, data);
  }

  stream(number: number, entries: string, data: Buffer): void {
    const head = `<<${entries}/Length ${data.length} >>${LINE}stream${LINE}`;
    this.#object(number, Buffer.from(head, 'latin1'), data, Buffer.from(`${LINE}endstream`, 'latin1'));
  }

  end(info: number, catalog: number): Buffer {
    const size = this.#offsets.size + 1;
    const entries = Array.from({ length: size - 1 }, (_, index) => {
      const offset = this.#offsets.get(index + 1) ?? 0;
      return `${String(offset).padStart(10, '0')} 00000 n${LINE}`;
    });
    const startsAt = this.#size;
    const hash = createHash('md5');
    this.#chunks.forEach((chunk) => hash.update(chunk));
    const id = `<${hash.digest('hex').toUpperCase()}>`;
    this.#write(
      Buffer.from(
        `xref${LINE}0 ${size}${LINE}0000000000 65535 f${LINE}${entries.join('')}trailer${LINE}` +
          `<</Size ${size} /Info ${info} 0 R /ID [${id} ${id}] /Root ${catalog} 0 R >>${LINE}` +
          `startxref${LINE}${startsAt}${LINE}%%EOF${LINE}`,
        'latin1',
      ),
    );
    return Buffer.concat(this.#chunks);
  }

  #object(number: number, ...body: readonly Buffer[]): void {
    this.#offsets.set(number, this.#size);
    this.#write(Buffer.from(`${number} 0 obj${LINE}`, 'latin1'));
    body.forEach((part) => this.#write(part));
    this.#write(Buffer.from(`${LINE}${LINE}endobj${LINE}`, 'latin1'));
  }

  #write(chunk: Buffer): void {
    this.#chunks.push(chunk);
    this.#size += chunk.length;
  }
}

/** Encodes a text as the producer does: hexadecimal, in UTF-16. */
export function hexText(text: string): string {
  const units = Array.from({ length: text.length }, (_, index) => hex4(text.charCodeAt(index)));
  return `<FEFF${units.join('')}>`;
}

export function hex4(value: number): string {
  return value.toString(16).toUpperCase().padStart(4, '0');
}
