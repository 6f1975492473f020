import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { PDFParse } from 'pdf-parse';
import { describe, expect, it } from 'vitest';
import { readCells, readPages, readTotals, type PageLines } from '../../../tests/helpers/demo/pdf-reader';
import { cellText } from '../customers/cell-text';
import type { DemoLanguage } from '../customers/columns';
import { DEMO_COLUMNS, EIGHT_PAGES, NINE_PAGES, splitIntoStrips } from '../customers/columns';
import { DEMO_FIELDS, type DemoCustomer } from '../customers/customer-record';
import { demoCustomers } from '../customers/customers';
import { DEMO_EXTRA_COLUMNS } from '../customers/extra-columns';
import { DEMO_DEFAULTS } from '../options';
import { otherReport } from './other-reports';
import { drawReport } from './pdf';
import { printedRows } from './printed-rows';
import { customersReport, type DemoPrintOptions, type TotalExcess } from './reports';

const fixtures = resolve(import.meta.dirname, '../../../tests/fixtures');
const ITALIAN = { language: 'it', currency: '€' } as const;
const WHITE = '1 1 1';

function draw(
  rows: readonly DemoCustomer[],
  options: Partial<DemoPrintOptions> = {},
  language: DemoLanguage = 'it',
  excess: TotalExcess = {},
): Promise<Buffer> {
  return drawReport(customersReport(rows, { ...DEMO_DEFAULTS, ...options }, language, excess));
}

const whole = new Map<string, Promise<Buffer>>();

/** Draws a full list once for all tests, because drawing takes as long as most tests together. */
function drawWhole(list: 'fictitious' | 'printed', seed = 1): Promise<Buffer> {
  const key = `${list} ${seed}`;
  const pdf =
    whole.get(key) ??
    draw(list === 'fictitious' ? customers(1452, seed) : printedRows({ ...DEMO_DEFAULTS, seed }, 1));
  whole.set(key, pdf);
  return pdf;
}

function customers(count: number, seed = 1): readonly DemoCustomer[] {
  return demoCustomers({ seed, count, exportNumber: 1 });
}

/** Returns the columns per page of the first cycle, which ends before its first header recurs. */
function groupingOf(pages: readonly PageLines[]): readonly number[] {
  const headers = pages.map((page) => readCells(page).cells.filter(({ y }) => y === 706.5));
  const first = headers.map((cells) => cells[0]?.lines[0]);
  const next = first.indexOf(first[0], 1);
  return headers.slice(0, next === -1 ? undefined : next).map((cells) => cells.length);
}

/** Returns the headers and the texts of the rows, joined over the strips of each band. */
function readTable(pdf: Buffer): readonly (readonly string[])[] {
  const pages = readPages(pdf);
  const grouping = groupingOf(pages);
  const table: string[][] = [[]];
  for (let first = 0; first < pages.length; first += grouping.length) {
    const band: string[][] = [];
    for (const [index, columns] of grouping.entries()) {
      const cells = readCells(pages[first + index] ?? []).cells.map(({ lines }) => lines.join(''));
      for (let row = 0; row * columns < cells.length; row += 1) {
        (band[row] ??= []).push(...cells.slice(row * columns, (row + 1) * columns));
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
      const truth = JSON.parse(readFileSync(resolve(fixtures, `${name}.json`), 'utf8')) as {
        customers: DemoCustomer[];
      };
      const report = customersReport(truth.customers, { ...DEMO_DEFAULTS, strips }, 'it');
      // The samples have the column widths of a real export, not widths fitted to their texts.
      const columns = strips
        .flat()
        .flatMap((field, index) =>
          report.columns
            .slice(index, index + 1)
            .map((column) => ({ ...column, width: DEMO_COLUMNS[field].width })),
        );
      const drawn = readPages(await drawReport({ ...report, columns }));
      const rounded = (pages: readonly PageLines[]): readonly PageLines[] =>
        pages.map((page) =>
          page.map((line) => line.replace(/-?\d+(\.\d+)?(?= )/g, (n) => Number(n).toFixed(4))),
        );
      expect(rounded(drawn)).toEqual(rounded(sample));
    });
  }

  it('of 1,452 customers has every cell on 256 pages, and at the end the sums of the printed cells', async () => {
    const rows = printedRows(DEMO_DEFAULTS, 1);
    const pdf = await drawWhole('printed', DEMO_DEFAULTS.seed);
    expect(readPages(pdf)).toHaveLength(256);
    const table = readTable(pdf);
    expect(table[0]).toEqual(DEMO_FIELDS.map((field) => DEMO_COLUMNS[field].it));
    expect(table.slice(1, -1)).toEqual(
      rows.map((row) => DEMO_FIELDS.map((field) => cellText(row[field], DEMO_COLUMNS[field].kind, ITALIAN))),
    );
    const sum = (field: keyof DemoCustomer): number => rows.reduce((all, row) => all + Number(row[field]), 0);
    const totals = DEMO_FIELDS.map((field) => {
      const { kind } = DEMO_COLUMNS[field];
      const isSummed = kind === 'count' || kind === 'amount';
      return isSummed ? `Sum=${cellText(sum(field), kind, ITALIAN)}` : field === 'id' ? 'Count=1.452' : '';
    });
    expect(table.at(-1)).toEqual(totals);
    expect(totals.filter((text) => text.startsWith('Sum='))).toHaveLength(6);
  });

  it('has the 8 pages of January, and by one long value the 9 of March', async () => {
    expect(groupingOf(readPages(await drawWhole('fictitious')))).toEqual([4, 4, 3, 5, 3, 3, 3, 1]);
    const rows = customers(1452).map((row, index) =>
      index === 700 ? { ...row, url: 'www.dentisti.example.it' } : row,
    );
    expect(groupingOf(readPages(await draw(rows)))).toEqual([4, 4, 3, 4, 3, 2, 2, 3, 1]);
  });

  it('has columns as wide as their texts, up to 224.25 points', async () => {
    const [first = []] = readPages(await drawWhole('fictitious'));
    const widths = readCells(first)
      .cells.slice(0, 4)
      .map(({ width }) => width);
    // As on the real export, the widest texts are Count=1.452, two headers and a wrapped name.
    expect(widths).toEqual([55.5, 90.75, 224.25, 67.5]);
    const [few = []] = readPages(await draw(customers(60).map((row) => ({ ...row, name: 'Ada' }))));
    expect(readCells(few).cells[2]).toMatchObject({ lines: ['NOME'], width: 33 });
  });

  it('wraps 33 names of a real list and prints one with a leading blank', async () => {
    for (const seed of [DEMO_DEFAULTS.seed, 2]) {
      const pages = readPages(await drawWhole('printed', seed));
      const names = pages
        .filter((_, index) => index % 8 === 0)
        .flatMap((page) => readCells(page).cells.filter((_, index) => index % 4 === 2));
      expect(names.filter(({ lines }) => lines.length > 1)).toHaveLength(33);
      expect(names.filter(({ lines }) => lines[0]?.startsWith(' '))).toHaveLength(1);
    }
  });

  it('has rows of the same top and height on all strips, below a header at 720, and no other texts', async () => {
    const pages = readPages(await draw(customers(300, 2)));
    const shape = (index: number): readonly string[] => [
      ...new Set(readCells(pages[index] ?? []).cells.map(({ y, height }) => `${y} ${height}`)),
    ];
    for (const [index, page] of pages.entries()) {
      expect(shape(index)[0]).toBe('706.5 13.5');
      expect(shape(index)).toEqual(shape(index - (index % 8)));
      expect(shape(index).length).toBeLessThanOrEqual(48);
      expect(readCells(page).loose).toEqual([]);
    }
    const heights = new Set(pages.flatMap((page) => readCells(page).cells.map(({ height }) => height)));
    expect([...heights].sort((one, other) => one - other).slice(0, 2)).toEqual([13.5, 24.75]);
  });

  it('has only white cells, except for the pale yellow total row', async () => {
    const pages = readPages(await draw(customers(60)));
    const rows = pages.map((page) => readCells(page).cells.filter(({ y }) => y !== 706.5));
    for (const cells of rows.slice(0, 8)) {
      expect(new Set(cells.map(({ fill }) => fill))).toEqual(new Set([WHITE]));
    }
    for (const [strip, cells] of rows.slice(8).entries()) {
      const columns = EIGHT_PAGES[strip]?.length ?? 0;
      const last = cells.slice(-columns);
      expect(last.map(({ fill, height }) => [fill, height])).toEqual(last.map(() => ['1 1 0.87843', 13.5]));
      expect(cells.slice(0, -columns).every(({ fill }) => fill === WHITE)).toBe(true);
    }
  });

  it('moves a total row without room to new pages, under the headers', async () => {
    const short = customers(47).map((row) => ({ ...row, name: 'Ada', street: 'Via Roma' }));
    expect(readTable(await draw(short.slice(0, 46)))).toHaveLength(48);
    const pages = readPages(await draw(short));
    const half = pages.length / 2;
    for (const [index, page] of pages.slice(half).entries()) {
      const { cells } = readCells(page);
      const headers = readCells(pages[index] ?? []).cells.filter(({ y }) => y === 706.5);
      expect(cells.slice(0, headers.length)).toEqual(headers);
      expect(cells).toHaveLength(2 * headers.length);
    }
    expect(readCells(pages[half] ?? []).cells.flatMap(({ lines }) => lines)).toContain('Count=47');
  });

  it('is read by pdf.js', async () => {
    const parser = new PDFParse({ data: await draw(customers(60)) });
    const { total, text } = await parser.getText();
    await parser.destroy();
    expect(total).toBe(16);
    expect(text).toContain('Count=60');
    expect(text).toContain('INDIRIZZO LOGISTICO CAP');
    expect(text).toContain('CITTÀ');
  });

  it('is the same file for the same customers', async () => {
    expect((await draw(customers(50))).equals(await draw(customers(50)))).toBe(true);
  });

  it('lets other work run after every page', async () => {
    let turns = 0;
    let drawing = true;
    const turn = (): void => {
      turns += 1;
      if (drawing) {
        setImmediate(turn);
      }
    };
    setImmediate(turn);
    const pages = readPages(await draw(customers(200)));
    drawing = false;
    expect(turns).toBeGreaterThanOrEqual(pages.length);
  });

  it('has any order and subset of the columns, and any grouping', async () => {
    expect(splitIntoStrips(DEMO_FIELDS)).toEqual(EIGHT_PAGES);
    const strips = splitIntoStrips(['name', 'city', 'salesCents', 'id']);
    expect(strips).toEqual([['name', 'city', 'salesCents'], ['id']]);
    const [customer] = customers(1);
    const table = readTable(await draw(customer === undefined ? [] : [customer], { strips }));
    expect(table[0]).toEqual(['NOME', 'CITTÀ', 'TIPO DI CLIENTE', 'ID']);
    expect(table[1]?.[3]).toBe(customer?.id);
    expect(groupingOf(readPages(await draw(customers(20), { strips: NINE_PAGES })))).toEqual(
      NINE_PAGES.map((strip) => strip.length),
    );
  });

  it('is in English on request, and numbers the second sales column', async () => {
    const pdf = await draw(customers(1452).slice(0, 300), { numberSecondSales: true }, 'en');
    const [headers = [], ...rows] = readTable(pdf);
    expect(headers[2]).toBe('NAME');
    expect(headers.filter((header) => header.startsWith('PREVIOUS SALES'))).toEqual([
      'PREVIOUS SALES',
      'PREVIOUS SALES 2',
    ]);
    const cells = rows.flat();
    expect(cells.some((text) => /^€\d+,\d{3}\.\d\d$/.test(text))).toBe(true);
    expect(cells.some((text) => /^[1-9]\/1?\d\/202\d$/.test(text))).toBe(true);
    expect(cells.some((text) => /^\d,\d{3}$/.test(text))).toBe(true);
    expect(readTotals(pdf)).toHaveLength(7);
    expect(readTotals(pdf)[0]).toBe('Count=300');
  });

  it('has figures of one language under captions of the other, and dollars on request', async () => {
    const options = { figures: 'en', currency: '$' } as const;
    const [headers, ...rows] = readTable(await draw(customers(1452).slice(0, 300), options));
    expect(headers?.[2]).toBe('NOME');
    expect(rows.flat()).toContain('$0.00');
    expect(rows.flat().some((text) => /^\$\d+,\d{3}\.\d\d$/.test(text))).toBe(true);
    const english = await draw(customers(20), { figures: 'it' }, 'en');
    expect(readTable(english)[0]?.[2]).toBe('NAME');
    expect(readTable(english).flat()).toContain('0,00 €');
  });

  it('has a total row without count, with other words, or none', async () => {
    const rows = customers(20);
    const totals = readTotals(await draw(rows));
    expect(readTotals(await draw(rows, { totalRow: 'sums-only' }))).toEqual(totals.slice(1));
    expect(readTotals(await draw(rows, { totalRow: 'none' }))).toEqual([]);
    expect(readTotals(await draw(rows, { countWord: 'Conteggio', sumWord: 'Somma' }))).toEqual(
      totals.map((text) => text.replace('Count', 'Conteggio').replace('Sum', 'Somma')),
    );
  });

  it('has the faults of the total row: extra rows or a wrong sum', async () => {
    const [count, orders, sales, ...others] = readTotals(await draw(customers(20)));
    const wrong = readTotals(await draw(customers(20), {}, 'it', { count: 3, sumCents: 100_00 }));
    expect([count, wrong[0]]).toEqual(['Count=20', 'Count=23']);
    expect(wrong[1]).toBe(orders);
    const cents = (text = ''): number => Number(text.replace(/[^\d-]/g, ''));
    expect(cents(wrong[2])).toBe(cents(sales) + 100_00);
    expect(wrong.slice(3)).toEqual(others);
  });

  it('shows the columns of the newer list last', async () => {
    const rows = customers(120);
    const [headers = [], ...cells] = readTable(await draw(rows, { extraColumns: true }));
    expect(headers.slice(26)).toEqual(DEMO_EXTRA_COLUMNS.map(({ it: caption }) => caption));
    expect(cells.slice(0, -1).map((row) => row.slice(26))).toEqual(
      rows.map((row) => DEMO_EXTRA_COLUMNS.map(({ kind, value }) => cellText(value(row), kind, ITALIAN))),
    );
    for (const index of DEMO_EXTRA_COLUMNS.keys()) {
      expect(new Set(cells.map((row) => row[26 + index])).size).toBeGreaterThan(3);
    }
  });

  it('prints Count=0 under the headers without customers', async () => {
    const pdf = await draw([]);
    expect(readTotals(pdf)).toEqual([
      'Count=0',
      'Sum=0',
      'Sum=0,00 €',
      'Sum=0',
      'Sum=0,00 €',
      'Sum=0',
      'Sum=0,00 €',
    ]);
    expect(readTable(pdf)).toHaveLength(2);
  });
});

describe('another report', () => {
  it('has the real columns and counts under another column', async () => {
    const pdf = await drawReport(otherReport('Documenti di trasporto', customers(80)));
    const [headers, ...rows] = readTable(pdf);
    expect(headers).toEqual([
      ...[
        'PDF DDT',
        'ID',
        'DOCUMENTO DI TRASPORTO:',
        'DATA DI CONSEGNA',
        'ID DI VENDITA',
        "CONTO DELL'ORDINE",
      ],
      ...[
        'NOME VENDITE:',
        'NOME DI CONSEGNA',
        'NOME DI CONSEGNA',
        'TOTALE',
        'RIFERIMENTO CLIENTE',
        'DESCRIZIONE:',
      ],
      ...['NUMERO DI TRACCIABILITÀ', 'TERMINI DI CONSEGNA:', 'MODALITÀ DI CONSEGNA', "ALL'ATTENZIONE DI"],
      'CITTÀ DI CONSEGNA',
    ]);
    expect(rows.at(-1)?.slice(0, 2)).toEqual(['', expect.stringMatching(/^Count=\d+$/)]);
  });
});
