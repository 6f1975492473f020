import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { practiceExport } from '../practice-export';
import { readExport, readExportInto } from '../read-export';
import { collectCustomers } from '../records/customer-sink';
import type { ByteSource } from './byte-source';
import { memorySource } from './byte-source';
import { listedObjects } from './listed-objects';

const FIXTURES = join(import.meta.dirname, '../../../tests/fixtures');
const NAMES = ['clienti-8-pages', 'clienti-8-pages-later', 'clienti-9-pages'];
const FILES: Readonly<Record<string, Buffer>> = Object.fromEntries([
  ...['', 'other-writer'].flatMap((folder) =>
    NAMES.map((name) => [join(folder, name), readFileSync(join(FIXTURES, folder, `${name}.pdf`))]),
  ),
  ['the export that threads practise on', Buffer.from(practiceExport())],
]) as Record<string, Buffer>;
const PORTALS = readFileSync(join(FIXTURES, 'clienti-8-pages.pdf'));

/** Records the largest number of bytes requested at once. */
function watched(bytes: Uint8Array): { readonly source: ByteSource; readonly most: () => number } {
  let most = 0;
  const source: ByteSource = {
    size: bytes.length,
    bytes(start, end) {
      most = Math.max(most, end - start);
      return bytes.subarray(start, end);
    },
  };
  return { source, most: () => most };
}

test.each(Object.entries(FILES))(
  'the reader follows the list of %s and never reads the whole file at once',
  async (_name, file) => {
    const { source, most } = watched(file);
    expect(listedObjects(source)).not.toBeNull();
    const read = await collectCustomers((sink) => readExportInto(source, sink));
    expect(read).toMatchObject({ ok: true });
    // The largest request is a stream, the list of objects, or the checked ends of the file.
    expect(most()).toBeLessThan(Math.max(2_049, 0.3 * file.length));
  },
);

function replaced(text: string, by: string): Buffer {
  const at = PORTALS.lastIndexOf(text);
  expect(at, text).toBeGreaterThan(0);
  expect(by).toHaveLength(text.length);
  const changed = Buffer.from(PORTALS);
  changed.write(by, at, 'latin1');
  return changed;
}

const TRAILER = '/Size 158 /Info 51 0 R';

test.each([
  ['is elsewhere', () => replaced('startxref\r\n24', 'startxref\r\n23')],
  ['contains a wrong position', () => replaced(' 00000 n\r\n0000', ' 00000 n\r\n0001')],
  ['belongs to a change', () => replaced(TRAILER, '/Prev 158 /Size 158'.padEnd(TRAILER.length))],
  ['is damaged', () => replaced('trailer\r\n', 'trai1er\r\n')],
])('the reader parses the whole file if its list %s', async (_name, changed) => {
  const file = changed();
  expect(listedObjects(memorySource(file))).toBeNull();
  expect(await readExport(file)).toEqual(await readExport(PORTALS));
});

test('the reader refuses a file with a damaged catalogue', async () => {
  const at = PORTALS.indexOf('/Catalog');
  const start = PORTALS.lastIndexOf(' obj', at) + ' obj'.length;
  const file = Buffer.from(PORTALS);
  file.fill('(', start, at);
  expect(listedObjects(memorySource(file))).not.toBeNull();
  expect(await readExport(file)).toMatchObject({ ok: false, error: { code: 'UNREADABLE_PDF' } });
});

test('the reader reports an encrypted file', async () => {
  const file = replaced(TRAILER, '/Encrypt 51 0 R'.padEnd(TRAILER.length));
  expect(listedObjects(memorySource(file))).toBeNull();
  expect(await readExport(file)).toMatchObject({ ok: false, error: { code: 'ENCRYPTED_PDF' } });
});
