import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { PDFParse } from 'pdf-parse';
import { describe, expect, it } from 'vitest';
import { cellText } from './cell-text';
import { DEMO_COLUMNS, EIGHT_PAGES, NINE_PAGES, stripsOf, type DemoStrips } from './columns';
import { DEMO_FIELDS, type DemoCustomer } from './customer-record';
import { demoCustomers } from './customers';
import { drawReport } from './pdf';
import { customersReport, ordersReport, type CustomersReportOptions } from './reports';
import { readCells, readPages } from './test-pdf-reader';

const fixtures = resolve(import.meta.dirname, '../../tests/fixtures');

function draw(
  customers: readonly DemoCustomer[],
  options: Partial<CustomersReportOptions> = {},
): Promise<Buffer> {
  return drawReport(
    customersReport(customers, {
      language: 'it',
      strips: EIGHT_PAGES,
      numberSecondSales: false,
      declaredCount: customers.length,
      ...options,
    }),
  );
}

/** The texts of the drawn rows, joined over the strips of each band; with the headers in front. */
function readTable(pdf: Buffer, strips: DemoStrips): readonly (readonly string[])[] {
  const pages = readPages(pdf);
  const table: string[][] = [[]];
  for (let first = 0; first < pages.length; first += strips.length) {
    const band: string[][] = [];
    for (const [index, fields] of strips.entries()) {
      const cells = readCells(pages[first + index] ?? []).cells.map(({ lines }) => lines.join(''));
      for (let row = 0; row * fields.length < cells.length; row += 1) {
        const texts = cells.slice(row * fields.length, (row + 1) * fields.length);
        (band[row] ??= []).push(...texts);
      }
    }
    table[0] = band[0] ?? [];
    table.push(...band.slice(1));
  }
  return table;
}

describe('the drawn export', () => {
  for (const [name, strips] of [
    ['clienti-8-pages', EIGHT_PAGES],
    ['clienti-8-pages-later', EIGHT_PAGES],
    ['clienti-9-pages', NINE_PAGES],
  ] as const) {
    it(`of the customers of ${name} is drawn operator for operator like the sample`, async () => {
      const sample = readPages(readFileSync(resolve(fixtures, `${name}.pdf`)));
      const { customers } = JSON.parse(readFileSync(resolve(fixtures, `${name}.json`), 'utf8')) as {
        customers: DemoCustomer[];
      };
      const drawn = readPages(await draw(customers, { strips }));
      const axes = ['1 0 0 -1 0 792 cm', '1 0 0 -1 0 792 cm'];
      expect(drawn).toEqual(
        sample.map((page) => [...axes, ...page.map((line) => line.replace('/FNT0 ', '/F1 '))]),
      );
    });
  }

  it('of 1,452 customers holds every cell on about 256 pages, and says how many it printed', async () => {
    const customers = demoCustomers({ seed: 1, exportNumber: 1 });
    const pdf = await draw(customers);
    const pages = readPages(pdf);
    expect(Math.abs(pages.length - 256)).toBeLessThanOrEqual(8);
    const fields = EIGHT_PAGES.flat();
    const expected = customers.map((customer) =>
      fields.map((field) => cellText(customer[field], DEMO_COLUMNS[field].kind, 'it')),
    );
    expect(readTable(pdf, EIGHT_PAGES)).toEqual([fields.map((field) => DEMO_COLUMNS[field].it), ...expected]);
    const footers = pages.flatMap((page, index) => readCells(page).loose.map((text) => [index, text]));
    expect(footers).toEqual([[pages.length - 8, 'Count=1.452']]);
  });

  it('has rows of the same top and height on all strips, below a header at 720', async () => {
    const pages = readPages(await draw(demoCustomers({ seed: 2, count: 300, exportNumber: 1 })));
    const shape = (index: number): readonly string[] => [
      ...new Set(readCells(pages[index] ?? []).cells.map(({ y, height }) => `${y} ${height}`)),
    ];
    for (let page = 0; page < pages.length; page += 1) {
      expect(shape(page)[0]).toBe('706.5 13.5');
      expect(shape(page)).toEqual(shape(page - (page % 8)));
      expect(shape(page).length).toBeLessThanOrEqual(48);
    }
    const heights = new Set(pages.flatMap((page) => readCells(page).cells.map(({ height }) => height)));
    expect([...heights].sort((one, other) => one - other).slice(0, 2)).toEqual([13.5, 24.75]);
  });

  it('fits its columns, but for URLs and codes of wide letters, which the cell cuts as in the samples', async () => {
    const { pdfText } = await import('./pdf-font');
    const { default: PDFDocument } = await import('pdfkit');
    const text = pdfText(new PDFDocument({ font: '' }));
    for (const customer of demoCustomers({ seed: 1, exportNumber: 1 })) {
      for (const field of DEMO_FIELDS.filter(
        (each) => !['url', 'sdi', 'fiscalCode', 'name', 'street'].includes(each),
      )) {
        const cell = cellText(customer[field], DEMO_COLUMNS[field].kind, 'it');
        expect(text.measure(cell), `${field}: ${cell}`).toBeLessThanOrEqual(DEMO_COLUMNS[field].width - 3);
      }
    }
  });

  it('is read by pdf.js', async () => {
    const parser = new PDFParse({ data: await draw(demoCustomers({ seed: 1, count: 60, exportNumber: 1 })) });
    const { total, text } = await parser.getText();
    await parser.destroy();
    expect(total).toBe(16);
    expect(text).toContain('Count=60');
    expect(text).toContain('INDIRIZZO LOGISTICO CAP');
    expect(text).toContain('CITTÀ');
  });

  it('is the same file for the same customers', async () => {
    const customers = demoCustomers({ seed: 1, count: 50, exportNumber: 3 });
    expect((await draw(customers)).equals(await draw(customers))).toBe(true);
  });

  it('lets other work through after every page', async () => {
    let turns = 0;
    let drawing = true;
    const turn = (): void => {
      turns += 1;
      if (drawing) {
        setImmediate(turn);
      }
    };
    setImmediate(turn);
    const pages = readPages(await draw(demoCustomers({ seed: 1, count: 200, exportNumber: 1 })));
    drawing = false;
    expect(turns).toBeGreaterThanOrEqual(pages.length);
  });

  it('has any order and subset of the columns, cut where the page ends', async () => {
    expect(stripsOf(DEMO_FIELDS)).toEqual(EIGHT_PAGES);
    const strips = stripsOf(['name', 'city', 'salesCents', 'id']);
    expect(strips).toEqual([['name', 'city', 'salesCents'], ['id']]);
    const [customer] = demoCustomers({ seed: 1, count: 1, exportNumber: 1 });
    const table = readTable(await draw(customer === undefined ? [] : [customer], { strips }), strips);
    expect(table[0]).toEqual(['NOME', 'CITTÀ', 'TIPO DI CLIENTE', 'ID']);
    expect(table[1]?.[3]).toBe(customer?.id);
  });

  it('is in English on request, and numbers the second sales column', async () => {
    const customers = demoCustomers({ seed: 1, exportNumber: 1 }).slice(0, 40);
    const pdf = await draw(customers, { language: 'en', numberSecondSales: true, declaredCount: 1452 });
    const [headers, ...rows] = readTable(pdf, EIGHT_PAGES);
    expect(headers?.[2]).toBe('NAME');
    expect(headers?.filter((header) => header.startsWith('PREVIOUS SALES'))).toEqual([
      'PREVIOUS SALES',
      'PREVIOUS SALES 2',
    ]);
    expect(rows.flat().some((text) => /^€\d+,\d{3}\.\d\d$/.test(text))).toBe(true);
    expect(readPages(pdf).flatMap((page) => readCells(page).loose)).toEqual(['Count=1,452']);
  });

  it('says Count=0 under the headers when there is nobody', async () => {
    const pages = readPages(await draw([]));
    expect(pages).toHaveLength(8);
    expect(readCells(pages[0] ?? []).loose).toEqual(['Count=0']);
  });

  it('never leaves the footer without room', async () => {
    for (const count of [46, 47, 48]) {
      const customers = demoCustomers({ seed: 1, exportNumber: 1 })
        .slice(0, count)
        .map((customer) => ({ ...customer, name: 'Ada', street: 'Via Roma' }));
      const pages = readPages(await draw(customers));
      const place = pages.flat().find((line) => line.includes('(Count='));
      expect(Number(/ (\S+) Td \(Count/.exec(place ?? '')?.[1])).toBeGreaterThan(72);
    }
  });
});

describe('another report', () => {
  it('has other columns and no customers header', async () => {
    const pages = readPages(
      await drawReport(ordersReport(demoCustomers({ seed: 1, count: 80, exportNumber: 1 }), 'it')),
    );
    expect(
      readCells(pages[0] ?? [])
        .cells.slice(0, 3)
        .map(({ lines }) => lines[0]),
    ).toEqual(['ID ORDINE', 'CLIENTE', 'DATA DI CREAZIONE']);
  });
});
