import { strFromU8, unzipSync } from 'fflate';
import readXlsx from 'read-excel-file/node';
import { expect, test } from 'vitest';
import { formatOfColumn } from '../../preload/contract';
import type { ListColumn } from '../../preload/contract';
import type { RowValues } from './cells';
import { xlsxFormat } from './xlsx';

async function xlsx(columns: readonly ListColumn[], rows: readonly RowValues[]): Promise<Buffer> {
  const form = xlsxFormat(
    columns.map((column) => ({ column, caption: column.toUpperCase(), kind: formatOfColumn(column) })),
    'Clienti',
  );
  form.add(rows.slice(0, 1));
  form.add(rows.slice(1));
  return Buffer.from(await form.end());
}

async function read(file: Buffer): Promise<unknown> {
  return (await readXlsx(file))[0]?.data;
}

function partOf(file: Buffer, name: string): string {
  return strFromU8(unzipSync(file)[name] ?? new Uint8Array());
}

test('the workbook contains real numbers and dates, and codes as text with all their zeros', async () => {
  const file = await xlsx(
    ['id', 'name', 'postalCode', 'phone', 'salesCents', 'lastOrderDate', 'orderCount', 'changeShare'],
    [
      ['3267', 'Però & "C." <x> 😀', '00184', '+39 081 377080', 18_540_857, '2026-01-12', 3, -0.125],
      ['12', 'Zeta', null, null, -99_999, null, null, null],
    ],
  );
  expect(await read(file)).toEqual([
    ['ID', 'NAME', 'POSTALCODE', 'PHONE', 'SALESCENTS', 'LASTORDERDATE', 'ORDERCOUNT', 'CHANGESHARE'],
    ['3267', 'Però & "C." <x> 😀', '00184', '+39 081 377 080', 185_408.57, new Date('2026-01-12'), 3, -0.125],
    ['12', 'Zeta', null, null, -999.99, null, null, null],
  ]);
});

test('the workbook keeps its captions visible, sets column widths and shows euros', async () => {
  const file = await xlsx(['name', 'salesCents'], [['Zeta', 100]]);
  const sheet = partOf(file, 'xl/worksheets/sheet1.xml');
  expect(sheet).toMatch(/<pane[^>]*ySplit="1"[^>]*state="frozen"/);
  expect(sheet).toMatch(/<col [^>]*width="38"/);
  expect(partOf(file, 'xl/styles.xml')).toContain('formatCode="#,##0.00\\ &quot;€&quot;"');
  expect(partOf(file, 'xl/workbook.xml')).toContain('name="Clienti"');
});

test('the workbook has no formulas, whatever a text starts with', async () => {
  const texts = ['=1+2', '+39', '-5', '@SUM(A1)', "=cmd|'/c calc'!A1"];
  const file = await xlsx(
    ['street'],
    texts.map((text) => [text]),
  );
  expect(partOf(file, 'xl/worksheets/sheet1.xml')).not.toContain('<f>');
  expect(await read(file)).toEqual([['STREET'], ...texts.map((text) => [text])]);
});

test('the workbook shows all lines of a note, and keeps codes in texts even after an edit', async () => {
  const file = await xlsx(
    ['street', 'other:CODICE'],
    [
      ['riga\ndue righe', '0012345'],
      ['una riga', 'Rossi'],
    ],
  );
  const styles = partOf(file, 'xl/styles.xml').split('<xf ').slice(1);
  const styleOf = (cell: string): string => {
    const sheet = partOf(file, 'xl/worksheets/sheet1.xml');
    return styles[Number(new RegExp(`<c r="${cell}" s="(\\d+)"`).exec(sheet)?.[1] ?? 0)] ?? '';
  };
  expect(['A2', 'A3', 'B2'].map((cell) => styleOf(cell).includes('wrapText="1"'))).toEqual([
    true,
    false,
    false,
  ]);
  expect(partOf(file, 'xl/styles.xml')).toContain('<numFmt numFmtId="100" formatCode="@"/>');
  expect(['A2', 'B2', 'B3'].map((cell) => styleOf(cell).includes('numFmtId="100"'))).toEqual([
    false,
    true,
    false,
  ]);
  expect(await read(file)).toEqual([
    ['STREET', 'OTHER:CODICE'],
    ['riga\ndue righe', '0012345'],
    ['una riga', 'Rossi'],
  ]);
});
