/**
 * Makes an ICC profile of version 2 for sRGB, which PDF/A requires: the three primaries, the white
 * of D50 and a gamma of 2.2 (ICC.1:2001-04, 6.3.1.2 and 6.5).
 */
export function colourProfile(): Buffer {
  const gamma = Buffer.concat([Buffer.from('curv\0\0\0\0\0\0\0\x01'), Buffer.of(2, 0x33, 0, 0)]);
  const tags: readonly (readonly [name: string, data: Buffer])[] = [
    ['desc', description('sRGB')],
    ['cprt', Buffer.from('text\0\0\0\0No copyright\0', 'latin1')],
    ['wtpt', xyz(0.9642, 1, 0.8249)],
    ['rXYZ', xyz(0.4361, 0.2225, 0.0139)],
    ['gXYZ', xyz(0.3851, 0.7169, 0.0971)],
    ['bXYZ', xyz(0.1431, 0.0606, 0.7141)],
    ['rTRC', gamma],
    ['gTRC', gamma],
    ['bTRC', gamma],
  ];
  const table = Buffer.alloc(4 + tags.length * 12);
  table.writeUInt32BE(tags.length);
  const header = Buffer.alloc(128);
  const parts = [header, table];
  let offset = header.length + table.length;
  for (const [index, [name, data]] of tags.entries()) {
    table.write(name, 4 + index * 12, 'latin1');
    table.writeUInt32BE(offset, 8 + index * 12);
    table.writeUInt32BE(data.length, 12 + index * 12);
    const padded = Buffer.concat([data, Buffer.alloc((4 - (data.length % 4)) % 4)]);
    parts.push(padded);
    offset += padded.length;
  }
  header.writeUInt32BE(offset);
  header.writeUInt32BE(0x02_10_00_00, 8);
  header.write('mntrRGB XYZ ', 12, 'latin1');
  // A fixed date, 12 January 2026, so that a report always has the same bytes.
  [2026, 1, 12, 9, 0, 0].forEach((part, index) => header.writeUInt16BE(part, 24 + index * 2));
  header.write('acsp', 36, 'latin1');
  xyz(0.9642, 1, 0.8249).copy(header, 68, 8);
  return Buffer.concat(parts);
}

/** Encodes three numbers with 16 fractional bits. */
function xyz(...values: readonly number[]): Buffer {
  const data = Buffer.alloc(20);
  data.write('XYZ ', 'latin1');
  values.forEach((value, index) => data.writeInt32BE(Math.round(value * 65_536), 8 + index * 4));
  return data;
}

/** Encodes a text as ASCII; the Unicode and Macintosh parts of the description stay empty. */
function description(name: string): Buffer {
  const data = Buffer.alloc(12 + name.length + 1 + 78);
  data.write('desc', 'latin1');
  data.writeUInt32BE(name.length + 1, 8);
  data.write(name, 12, 'latin1');
  return data;
}
