import { describe, expect, it } from 'vitest';
import { readCells, readPages } from '../../../tests/helpers/demo/pdf-reader';
import { QUICK, countOf, pdfOf, visitedPortal } from '../../../tests/helpers/demo/visited-portal';
import { Visitor, findViewState } from '../../../tests/helpers/demo/visitor';
import { NINE_PAGES } from '../customers/columns';
import { demoCustomers } from '../customers/customers';
import { DEMO_DEFAULTS } from '../options';
import { exportPdf } from './export';
import { LIST_PATH } from './list-page';

describe('the export', () => {
  it('arrives at once when its delay is removed during building', async () => {
    const { portal, visitor } = await visitedPortal({ exportDelayMs: 3_600_000 });
    await visitor.logIn();
    const response = visitor.exportPdf();
    await expect.poll(() => portal.stats().exportRequests).toBe(1);
    portal.setOptions({ exportDelayMs: 0 });
    expect(countOf(await pdfOf(await response))).toBe('Count=30');
  });

  it('arrives as Clienti.pdf with its length and the customers of its number, which counts up', async () => {
    const numbers: number[] = [];
    const { portal, visitor } = await visitedPortal({ onExported: (number) => numbers.push(number) });
    await visitor.logIn();
    const response = await visitor.exportPdf();
    expect(response.headers.get('content-disposition')).toBe('attachment; filename=Clienti.pdf');
    const first = await pdfOf(response);
    expect(Number(response.headers.get('content-length'))).toBe(first.length);
    const second = await pdfOf(await visitor.exportPdf());
    const options = { ...DEMO_DEFAULTS, ...QUICK };
    expect(first.equals(await exportPdf(options, 'it', 1))).toBe(true);
    expect(second.equals(await exportPdf(options, 'it', 2))).toBe(true);
    await expect.poll(() => numbers).toEqual([1, 2]);
    expect(portal.stats()).toMatchObject({ exports: 2, exportRequests: 2, nextExportNumber: 3 });
  });

  it('continues from a given number', async () => {
    const { visitor } = await visitedPortal({ firstExportNumber: 7 });
    await visitor.logIn();
    const expected = demoCustomers({ seed: 1, count: 30, exportNumber: 7 }).length;
    expect(countOf(await pdfOf(await visitor.exportPdf()))).toBe(`Count=${expected}`);
  });

  it('repeats after a given number, each drawn once', async () => {
    const { portal, visitor } = await visitedPortal({ exportsInTurn: 2 });
    await visitor.logIn();
    const pdfs: Buffer[] = [];
    const drawnMs: number[] = [];
    for (let time = 0; time < 4; time += 1) {
      pdfs.push(await pdfOf(await visitor.exportPdf()));
      drawnMs.push(portal.stats().drawingMs);
    }
    const [first, second, third, fourth] = pdfs;
    expect(first?.equals(second ?? Buffer.alloc(0))).toBe(false);
    expect(third).toEqual(first);
    expect(fourth).toEqual(second);
    expect(drawnMs[0]).toBeGreaterThan(0);
    expect(drawnMs[1]).toBeGreaterThan(drawnMs[0] ?? 0);
    expect(drawnMs[3]).toBe(drawnMs[1]);
    expect(portal.stats().nextExportNumber).toBe(5);
  });

  it('is called Customers.pdf and is in English for another language', async () => {
    const { portal } = await visitedPortal();
    const visitor = new Visitor(portal.url, 'en-US,en;q=0.9,it;q=0.5');
    await visitor.logIn();
    const response = await visitor.exportPdf();
    expect(response.headers.get('content-disposition')).toBe('attachment; filename=Customers.pdf');
    expect(readCells(readPages(await pdfOf(response))[0] ?? []).cells[2]?.lines).toEqual(['NAME']);
  });

  it('moves to another menu number and asks for the format on request', async () => {
    const { portal, visitor } = await visitedPortal({ menuNumber: 3, directExport: false });
    await visitor.logIn();
    const page = await (await visitor.get(LIST_PATH)).text();
    expect(page).toMatch(/<a id="Vertical_mainMenu_Menu_DXI3_T"[^>]*><span[^>]*>Esportare in</);
    expect(countOf(await pdfOf(await visitor.exportPdf('i0')))).toBe('Count=30');
    const fields = { __VIEWSTATE: findViewState(page), __EVENTARGUMENT: 'CLICK:3' };
    expect((await visitor.post(LIST_PATH, fields)).headers.get('content-type')).toContain('text/html');
    expect(portal.stats().exportRequests).toBe(1);
  });

  it('has English figures and dates unless the page is Italian, too', async () => {
    const { visitor } = await visitedPortal();
    await visitor.logIn();
    const expected = await exportPdf({ ...DEMO_DEFAULTS, ...QUICK, figures: 'en' }, 'it', 1);
    const response = await visitor.exportPdf('', 'en-US');
    expect(response.headers.get('content-disposition')).toBe('attachment; filename=Clienti.pdf');
    expect((await pdfOf(response)).equals(expected)).toBe(true);
  });

  it('arrives in the format of the account', async () => {
    const { portal, visitor } = await visitedPortal({ exportType: 'XLS' });
    await visitor.logIn();
    const head = async (): Promise<string> =>
      Buffer.from(await (await visitor.exportPdf()).arrayBuffer()).toString('latin1');
    expect((await head()).startsWith('\xD0\xCF\x11\xE0')).toBe(true);
    portal.setOptions({ exportType: 'XLSX' });
    expect(await head()).toMatch(/^PK.*xl\//s);
    portal.setOptions({ exportType: 'CSV' });
    expect(await head()).toMatch(/^ID;NOME/);
    expect(portal.stats().exports).toBe(0);
  });

  it('waits for one GET on request', async () => {
    const { visitor } = await visitedPortal({ twoStepPdf: true });
    await visitor.logIn();
    const response = await visitor.exportPdf();
    expect(await response.text()).toContain('location.href = location.pathname;');
    expect(countOf(await pdfOf(await visitor.get(LIST_PATH)))).toBe('Count=30');
    expect((await visitor.get(LIST_PATH)).headers.get('content-type')).toContain('text/html');
  });

  it('requires the view state of its session', async () => {
    const { visitor } = await visitedPortal();
    await visitor.logIn();
    const response = await visitor.post(LIST_PATH, { __VIEWSTATE: 'x', __EVENTARGUMENT: 'CLICK:6' });
    expect(response.status).toBe(500);
  });

  it('prints fewer rows with a filter, more with duplicates, and another layout', async () => {
    const { portal, visitor } = await visitedPortal({ gridFilter: 20 });
    await visitor.logIn();
    expect(countOf(await pdfOf(await visitor.exportPdf()))).toBe('Count=20');
    portal.setOptions({ gridFilter: 25, duplicateRows: 3, strips: NINE_PAGES });
    const pdf = await pdfOf(await visitor.exportPdf());
    expect(countOf(pdf)).toBe('Count=28');
    const pages = readPages(pdf);
    expect(pages).toHaveLength(9);
    const ids = readCells(pages[0] ?? []).cells.filter((_, index) => index % 4 === 0);
    expect(ids).toHaveLength(1 + 28 + 1);
    expect(new Set(ids.map(({ lines }) => lines[0])).size).toBe(1 + 25 + 1);
  });

  it('sends the PDF as an attachment, inline, or without a header', async () => {
    const { portal, visitor } = await visitedPortal();
    await visitor.logIn();
    for (const [pdfDisposition, header] of [
      ['attachment', 'attachment; filename=Clienti.pdf'],
      ['inline', 'inline; filename=Clienti.pdf'],
      ['none', null],
    ] as const) {
      portal.setOptions({ pdfDisposition });
      const answer = await visitor.exportPdf();
      expect(answer.headers.get('content-disposition')).toBe(header);
      await answer.arrayBuffer();
    }
  });
});
