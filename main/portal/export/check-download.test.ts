import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { tempFolder } from '../../../tests/helpers/temp-folder';
import { checkDownload } from './check-download';

async function check(content: string): Promise<unknown> {
  const path = join(tempFolder(), 'export.pdf');
  writeFileSync(path, content, 'latin1');
  const checked = await checkDownload(path);
  return checked.ok ? checked.value : [checked.error.code, checked.error.details?.['kind']];
}

test('only a whole PDF is accepted', async () => {
  expect(await check('%PDF-1.7 … %%EOF\n')).toBe(17);
  expect(await check('%PDF-1.7 …')).toEqual(['DOWNLOAD_BROKEN', undefined]);
  expect(await check('')).toEqual(['DOWNLOAD_BROKEN', undefined]);
});

test.each([
  ['xls', '\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1\0\0'],
  ['xlsx', 'PK\x03\x04\x14\0[Content_Types].xml xl/workbook.xml'],
  ['docx', 'PK\x03\x04\x14\0[Content_Types].xml word/document.xml'],
  ['zip', 'PK\x03\x04\x14\0something'],
  ['rtf', '{\\rtf1\\ansi Clienti}'],
  ['csv', 'ID;NOME;CITTÀ\r\n1001;Rossi;Verona\r\n'],
  ['csv', '\xEF\xBB\xBFID,NAME\n1001,Rossi\n'],
  ['xml', '<?xml version="1.0"?><Workbook/>'],
  ['mht', 'MIME-Version: 1.0\r\n'],
  ['image', '\x89PNG\r\n'],
])('a file other than a PDF is identified: %s', async (kind, content) => {
  expect(await check(content)).toEqual(['EXPORT_NOT_PDF', kind]);
});

test('pages are classified by their content', async () => {
  expect(await check('<html><input type="password">')).toEqual(['SESSION_EXPIRED', undefined]);
  expect(await check('<!DOCTYPE html><p>Portale in manutenzione')).toEqual(['PORTAL_MAINTENANCE', undefined]);
  expect(await check('<html>Runtime Error')).toEqual(['DOWNLOAD_BROKEN', undefined]);
});

test('a word in a list, a script or a long page is not a notice', async () => {
  const broken = ['DOWNLOAD_BROKEN', undefined];
  const row = '<td>Manutenzione Caldaie S.r.l.</td>';
  expect(await check(`<!DOCTYPE html><ul id="Vertical_mainMenu_Menu"></ul><table>${row}</table>`)).toEqual(
    broken,
  );
  expect(await check(`<html><table class="dxgvControl_XafTheme"><tr>${row}`)).toEqual(broken);
  expect(await check('<html><script>var maintenance = false;</script><p>Runtime Error')).toEqual(broken);
  expect(await check(`<html><p>${'Cliente '.repeat(1_000)} manutenzione`)).toEqual(broken);
  expect(await check(`%PDF-1.7 (Manutenzione Caldaie S.r.l.)`)).toEqual(broken);
  expect(await check('<html><title>Manutenzione</title><p>Torniamo presto')).toEqual([
    'PORTAL_MAINTENANCE',
    undefined,
  ]);
});

test('unknown content counts as broken', async () => {
  expect(await check('\0\x01\x02 noise')).toEqual(['DOWNLOAD_BROKEN', undefined]);
});
