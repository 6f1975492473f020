import { describe, expect, it } from 'vitest';
import { readCells, readPages, readTotals } from '../../../tests/helpers/demo/pdf-reader';
import { countOf, pdfOf, visitedPortal } from '../../../tests/helpers/demo/visited-portal';
import { demoCustomers } from '../customers/customers';
import { DEMO_DEFAULTS } from '../options';
import { LIST_PATH } from './list-page';
import { LOGIN_PATH } from './login';

describe('a fault', () => {
  it('strikes once if it is for once, and the broken export keeps its number', async () => {
    const { portal, visitor } = await visitedPortal({
      faults: {
        'requested-objects': 'once',
        'html-instead-of-pdf': 'once',
        'empty-pdf': 'once',
        'wrong-report': 'once',
        'truncated-clean-pdf': 'once',
        'wrong-count': 'once',
        'server-error': 'once',
      },
    });
    await visitor.logIn();
    expect((await visitor.exportPdf()).status).toBe(500);
    expect(await (await visitor.exportPdf()).text()).toContain('Requested objects cannot be loaded');
    const html = await visitor.exportPdf();
    expect(html.headers.get('content-disposition')).toContain('Clienti.pdf');
    expect(await html.text()).toMatch(/^<!DOCTYPE html>/);
    expect(await pdfOf(await visitor.exportPdf())).toHaveLength(0);
    const orders = await visitor.exportPdf();
    expect(orders.headers.get('content-disposition')).toBe('attachment; filename=Ordini.pdf');
    const { cells } = readCells(readPages(await pdfOf(orders))[0] ?? []);
    expect(cells.slice(0, 2).map(({ lines }) => lines)).toEqual([['ID'], ['ID DI VENDITA']]);
    expect(countOf(await pdfOf(await visitor.exportPdf()))).toBe('Count=33');
    const half = await visitor.exportPdf();
    const cut = await pdfOf(half);
    expect(cut).toHaveLength(Number(half.headers.get('content-length')));
    expect(cut.toString('latin1')).not.toContain('%%EOF');
    expect(portal.stats()).toMatchObject({ exports: 0, nextExportNumber: 1 });
    expect(countOf(await pdfOf(await visitor.exportPdf()))).toBe('Count=30');
  });

  it('makes a wrong sum in an export that counts as complete', async () => {
    const { portal, visitor } = await visitedPortal({ faults: { 'wrong-sum': 'once' } });
    await visitor.logIn();
    const rows = demoCustomers({ seed: 1, count: 30, exportNumber: 1 });
    const cents = rows.reduce((sum, { salesCents }) => sum + (salesCents ?? 0), 0);
    const [count, , sales] = readTotals(await pdfOf(await visitor.exportPdf()));
    expect(count).toBe('Count=30');
    expect(sales?.replace(/\D/g, '')).toBe(String(cents + 100_00));
    expect(portal.stats()).toMatchObject({ exports: 1, nextExportNumber: 2 });
  });

  it('breaks the connection in the middle of a PDF whose length was announced', async () => {
    const { portal, visitor } = await visitedPortal({
      faults: { 'truncated-pdf': 'once' },
      pieceBytes: 4096,
    });
    await visitor.logIn();
    const response = await visitor.exportPdf();
    expect(Number(response.headers.get('content-length'))).toBeGreaterThan(10_000);
    await expect(response.arrayBuffer()).rejects.toThrow();
    expect(portal.stats().exports).toBe(0);
  });

  it('strikes always, at another step, until it is removed', async () => {
    const { portal, visitor } = await visitedPortal({
      faults: { unavailable: { when: 'always', at: 'list' } },
    });
    await visitor.logIn();
    for (let time = 0; time < 2; time += 1) {
      const response = await visitor.get(LIST_PATH);
      expect(response.status).toBe(503);
      expect(response.headers.get('retry-after')).toBe('120');
      expect(await response.text()).toContain('manutenzione');
    }
    portal.setOptions({ faults: {} });
    expect((await visitor.get(LIST_PATH)).status).toBe(200);
  });

  it('strikes at the first page: 429, another host, a reset', async () => {
    const { visitor } = await visitedPortal({
      faults: { 'too-many-requests': 'once', 'redirect-host': 'once', 'connection-reset': 'once' },
      retryAfterSeconds: 7,
    });
    await expect(visitor.get(LOGIN_PATH)).rejects.toThrow('fetch failed');
    const limited = await visitor.get(LOGIN_PATH);
    expect([limited.status, limited.headers.get('retry-after')]).toEqual([429, '7']);
    expect((await visitor.get(LOGIN_PATH)).headers.get('location')).toBe(DEMO_DEFAULTS.redirectUrl);
    expect((await visitor.get(LOGIN_PATH)).status).toBe(200);
  });

  it('removes the session, the item or the whole page at the list', async () => {
    const { portal, visitor } = await visitedPortal({
      faults: { 'session-expires': 'once', 'login-page-at-list': 'once', 'export-item-missing': 'once' },
    });
    await visitor.logIn();
    expect((await visitor.get(LIST_PATH)).headers.get('location')).toContain('Login.aspx');
    expect(portal.stats().sessions).toBe(0);
    await visitor.logIn();
    const login = await visitor.get(LIST_PATH);
    expect([login.status, (await login.text()).includes('type="password"')]).toEqual([200, true]);
    expect(await (await visitor.get(LIST_PATH)).text()).not.toContain('Esportare in');
    expect(await (await visitor.get(LIST_PATH)).text()).toContain('Esportare in');
  });

  it('sends the PDF slowly', async () => {
    const { visitor } = await visitedPortal({
      faults: { 'slow-bytes': 'always' },
      dripBytesPerSecond: 200_000,
    });
    await visitor.logIn();
    const started = performance.now();
    const pdf = await pdfOf(await visitor.exportPdf());
    expect(performance.now() - started).toBeGreaterThan((Math.floor(pdf.length / 20_000) - 1) * 100);
    expect(countOf(pdf)).toBe('Count=30');
  });
});
