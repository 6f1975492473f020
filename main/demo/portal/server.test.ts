import { connect } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { readCells, readPages, readTotals } from '../../../tests/helpers/demo/pdf-reader';
import { findViewState, Visitor } from '../../../tests/helpers/demo/visitor';
import { systemClock } from '../../base/clock';
import { NINE_PAGES } from '../customers/columns';
import { demoCustomers } from '../customers/customers';
import { DEMO_DEFAULTS } from '../options';
import { exportPdf } from './export';
import { LIST_PATH } from './list-page';
import { LOGIN_PATH } from './login';
import { startDemoPortal, type DemoPortal, type DemoStart } from './server';

const quick = { count: 30, exportDelayMs: 0, pieceDelayMs: 0 } as const;
let portal: DemoPortal | undefined;

async function start(options: DemoStart = {}): Promise<{ portal: DemoPortal; visitor: Visitor }> {
  portal = await startDemoPortal({ ...quick, ...options });
  return { portal, visitor: new Visitor(portal.url) };
}

afterEach(async () => {
  await portal?.close();
  portal = undefined;
});

async function pdfOf(response: Response): Promise<Buffer> {
  expect(response.headers.get('content-type')).toBe('application/pdf');
  return Buffer.from(await response.arrayBuffer());
}

function countOf(pdf: Buffer): string | undefined {
  return readTotals(pdf)[0];
}

describe('the login', () => {
  it('shows a form with a user name, a password and a control named Accedi', async () => {
    const { visitor } = await start();
    const page = await (
      await visitor.get('/Archibald/Login.aspx?ReturnUrl=%2fArchibald%2fDefault.aspx')
    ).text();
    expect(page).toMatch(/<input type="text" id="[^"]{30,}UserName[^"]*"/);
    expect(page.match(/<input type="password"/g)).toHaveLength(1);
    expect(page).toMatch(/<li title="Accedi"[^>]*><a role="menuitem"[^>]*><span>Accedi</);
    expect(page).toMatch(/<input type="hidden" id="[^"]*UserName_Edit_EditorClientInfo"/);
    expect(page.match(/dxgvLoadingPanel_XafTheme" style="display:none"/g)?.length).toBeGreaterThan(20);
    expect(findViewState(page).length).toBeGreaterThan(25_000);
  });

  it('answers a callback with an address, or keeps the form with or without a message', async () => {
    const { portal, visitor } = await start();
    expect(await visitor.logInByCallback('demo', 'wrong')).toEqual({
      error: 'Accesso non riuscito. Verificare il nome utente e la password e riprovare.',
    });
    portal.setOptions({ refusalWords: false });
    expect(await visitor.logInByCallback('demo', 'wrong')).toEqual({ error: null });
    portal.setOptions({ faults: { 'login-unconfirmed': 'once' } });
    expect(await visitor.logInByCallback()).toEqual({ error: null });
    expect(await visitor.logInByCallback()).toEqual({ redirect: '/Archibald/Default.aspx' });
    expect((await visitor.get(LIST_PATH)).status).toBe(200);
    expect(portal.stats()).toMatchObject({ credentialsSent: 4, refusedLogins: 2, logins: 1 });
  });

  it('offers the control as button or link, and in English', async () => {
    const { visitor } = await start({ loginControl: 'button', language: 'en' });
    expect(await (await visitor.get(LOGIN_PATH)).text()).toMatch(/<button type="button"[^>]*>Log In</);
    portal?.setOptions({ loginControl: 'link' });
    expect(await (await visitor.get(LOGIN_PATH)).text()).toMatch(/<a href="javascript:;"[^>]*>Log In</);
  });

  it('sets four cookies and leads to the home page', async () => {
    const { visitor } = await start();
    const response = await visitor.logIn();
    expect(response.status).toBe(302);
    expect(response.headers.get('location')).toBe('/Archibald/Default.aspx');
    const names = [...visitor.cookies.keys()];
    expect(names.slice(0, 3)).toEqual(['Login', 'ASP.NET_SessionId', 'xafkidemovbUserName']);
    expect(names[3]).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-/);
    expect((await visitor.get('/Archibald/Default.aspx')).status).toBe(200);
  });

  it('requires all four cookies', async () => {
    const { visitor } = await start();
    await visitor.logIn();
    for (const [name, value] of [...visitor.cookies]) {
      visitor.cookies.delete(name);
      const response = await visitor.get(LIST_PATH);
      expect(response.status).toBe(302);
      expect(response.headers.get('location')).toBe(
        '/Archibald/Login.aspx?ReturnUrl=%2fArchibald%2fCUSTTABLE_ListView_Agent%2f',
      );
      visitor.cookies.set(name, value);
    }
    expect((await visitor.get(LIST_PATH)).status).toBe(200);
  });

  it('refuses a wrong password with code 200, and locks the account at the third in a row', async () => {
    const { portal, visitor } = await start();
    for (const text of ['Accesso non riuscito', 'Accesso non riuscito', 'bloccato']) {
      const response = await visitor.logIn('demo', 'wrong');
      expect(response.status).toBe(200);
      expect(await response.text()).toMatch(new RegExp(`Logon_ErrorInfo[^>]*>[^<]*${text}`));
    }
    expect(await (await visitor.logIn()).text()).toContain('bloccato');
    expect(portal.stats()).toMatchObject({ refusedLogins: 4, logins: 0, locked: true });
    portal.unlock();
    expect((await visitor.logIn()).status).toBe(302);
  });

  it('ignores the visible inputs, and does not count an empty name as a failure', async () => {
    const { portal, visitor } = await start();
    const page = await (await visitor.get(LOGIN_PATH)).text();
    const names = [...page.matchAll(/<input type="(?:text|password)"[^>]* name="([^"]*)"/g)].map(
      (match) => match[1] ?? '',
    );
    const response = await visitor.post(LOGIN_PATH, Object.fromEntries(names.map((name) => [name, 'demo'])));
    expect(await response.text()).toContain('non deve essere vuoto');
    expect(portal.stats()).toMatchObject({ refusedLogins: 0, logins: 0 });
  });

  it('asks for a new password or one more step on request, without a session', async () => {
    const { portal, visitor } = await start({ faults: { 'password-expired': 'once', 'login-step': 'once' } });
    for (const words of ['La password è scaduta', 'codice di verifica']) {
      const page = (await visitor.logIn()).headers.get('location') ?? '';
      expect(await (await visitor.get(page)).text()).toContain(words);
    }
    expect(portal.stats().sessions).toBe(0);
    expect((await visitor.logIn()).status).toBe(302);
  });
});

describe('a session', () => {
  it('ends when it is idle for too long', async () => {
    let now = 0;
    portal = await startDemoPortal(quick, { ...systemClock, monotonicMs: () => now });
    const visitor = new Visitor(portal.url);
    await visitor.logIn();
    now += 19 * 60_000;
    expect((await visitor.get(LIST_PATH)).status).toBe(200);
    now += 19 * 60_000;
    expect((await visitor.get(LIST_PATH)).status).toBe(200);
    now += 20 * 60_000 + 1;
    expect((await visitor.get(LIST_PATH)).headers.get('location')).toContain('Login.aspx');
    expect(portal.stats().sessions).toBe(0);
  });

  it('ends after a given number of requests', async () => {
    const { visitor } = await start({ sessionRequests: 2 });
    await visitor.logIn();
    expect((await visitor.get(LIST_PATH)).status).toBe(200);
    expect((await visitor.get(LIST_PATH)).status).toBe(200);
    expect((await visitor.get(LIST_PATH)).headers.get('location')).toContain('Login.aspx');
  });

  it('lets a second request wait on request, and counts its exports', async () => {
    const { portal, visitor } = await start({ busySession: 'waits', exportDelayMs: 30 });
    await visitor.logIn();
    const exported = visitor.exportPdf();
    await expect.poll(() => portal.stats().exportRequests).toBe(1);
    expect((await visitor.get(LIST_PATH)).status).toBe(200);
    expect(countOf(await pdfOf(await exported))).toBe('Count=30');
    expect(portal.stats()).toMatchObject({ parallelRefusals: 0, sessionExports: [1] });
  });

  it('serves one request at a time, and refuses another with 500', async () => {
    let release = (): void => undefined;
    let waiting = (): void => undefined;
    const building = new Promise<void>((resolve) => (waiting = resolve));
    portal = await startDemoPortal(
      { ...quick, exportDelayMs: 5_000 },
      {
        ...systemClock,
        setTimer(_, callback) {
          release = callback;
          waiting();
          return () => undefined;
        },
      },
    );
    const [one, other] = [new Visitor(portal.url), new Visitor(portal.url)];
    await one.logIn();
    await other.logIn();
    const exported = one.exportPdf();
    await building;
    expect((await one.get(LIST_PATH)).status).toBe(500);
    expect((await other.get(LIST_PATH)).status).toBe(200);
    release();
    expect(countOf(await pdfOf(await exported))).toBe('Count=30');
    expect(portal.stats()).toMatchObject({ parallelRefusals: 1, sessions: 2, exports: 1 });
  });
});

describe('the export', () => {
  it('arrives at once when its delay is removed during building', async () => {
    const { portal, visitor } = await start({ exportDelayMs: 3_600_000 });
    await visitor.logIn();
    const response = visitor.exportPdf();
    await expect.poll(() => portal.stats().exportRequests).toBe(1);
    portal.setOptions({ exportDelayMs: 0 });
    expect(countOf(await pdfOf(await response))).toBe('Count=30');
  });

  it('arrives as Clienti.pdf with its length and the customers of its number, which counts up', async () => {
    const numbers: number[] = [];
    const { portal, visitor } = await start({ onExported: (number) => numbers.push(number) });
    await visitor.logIn();
    const response = await visitor.exportPdf();
    expect(response.headers.get('content-disposition')).toBe('attachment; filename=Clienti.pdf');
    const first = await pdfOf(response);
    expect(Number(response.headers.get('content-length'))).toBe(first.length);
    const second = await pdfOf(await visitor.exportPdf());
    const options = { ...DEMO_DEFAULTS, ...quick };
    expect(first.equals(await exportPdf(options, 'it', 1))).toBe(true);
    expect(second.equals(await exportPdf(options, 'it', 2))).toBe(true);
    await expect.poll(() => numbers).toEqual([1, 2]);
    expect(portal.stats()).toMatchObject({ exports: 2, exportRequests: 2, nextExportNumber: 3 });
  });

  it('continues from a given number', async () => {
    const { visitor } = await start({ firstExportNumber: 7 });
    await visitor.logIn();
    const expected = demoCustomers({ seed: 1, count: 30, exportNumber: 7 }).length;
    expect(countOf(await pdfOf(await visitor.exportPdf()))).toBe(`Count=${expected}`);
  });

  it('repeats after a given number, each drawn once', async () => {
    const { portal, visitor } = await start({ exportsInTurn: 2 });
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
    const { portal } = await start();
    const visitor = new Visitor(portal.url, 'en-US,en;q=0.9,it;q=0.5');
    await visitor.logIn();
    const response = await visitor.exportPdf();
    expect(response.headers.get('content-disposition')).toBe('attachment; filename=Customers.pdf');
    expect(readCells(readPages(await pdfOf(response))[0] ?? []).cells[2]?.lines).toEqual(['NAME']);
  });

  it('is the seventh item as recorded, with its words twice, and the overflow item is the last', async () => {
    const { visitor } = await start();
    await visitor.logIn();
    const page = await (await visitor.get(LIST_PATH)).text();
    expect(page).toContain(
      '<li title="Esportare in PDF File" class="dxm-item dropDownExport dxm-noSubMenu dxm-noImage" id="Vertical_mainMenu_Menu_DXI6_"><a id="Vertical_mainMenu_Menu_DXI6_T"',
    );
    expect(page).toContain(
      '<span class="dxm-contentText dxm-airt">Esportare in</span><span class="dxm-ait">Esportare in</span>',
    );
    expect(page).toMatch(/DXI3_"[^>]*><a[^>]*><span[^>]*>Ripristina/);
    expect(page).toMatch(/DXI8_"[^>]*><a[^>]*><span[^>]*>Show hidden items/);
  });

  it('moves to another menu number and asks for the format on request', async () => {
    const { portal, visitor } = await start({ menuNumber: 3, directExport: false });
    await visitor.logIn();
    const page = await (await visitor.get(LIST_PATH)).text();
    expect(page).toMatch(/<a id="Vertical_mainMenu_Menu_DXI3_T"[^>]*><span[^>]*>Esportare in</);
    expect(countOf(await pdfOf(await visitor.exportPdf('i0')))).toBe('Count=30');
    const fields = { __VIEWSTATE: findViewState(page), __EVENTARGUMENT: 'CLICK:3' };
    expect((await visitor.post(LIST_PATH, fields)).headers.get('content-type')).toContain('text/html');
    expect(portal.stats().exportRequests).toBe(1);
  });

  it('has English figures and dates unless the page is Italian, too', async () => {
    const { visitor } = await start();
    await visitor.logIn();
    const expected = await exportPdf({ ...DEMO_DEFAULTS, ...quick, figures: 'en' }, 'it', 1);
    const response = await visitor.exportPdf('', 'en-US');
    expect(response.headers.get('content-disposition')).toBe('attachment; filename=Clienti.pdf');
    expect((await pdfOf(response)).equals(expected)).toBe(true);
  });

  it('arrives in the format of the account', async () => {
    const { portal, visitor } = await start({ exportType: 'XLS' });
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

  it('counts damage and clicks on other items', async () => {
    const { portal, visitor } = await start();
    await visitor.logIn();
    const page = await (await visitor.get(LIST_PATH)).text();
    for (const argument of ['CONFIRMED', 'OTHER:2']) {
      await visitor.post(LIST_PATH, { __VIEWSTATE: findViewState(page), __EVENTARGUMENT: argument });
    }
    expect(portal.stats()).toMatchObject({ damage: 1, otherItems: 1, exportRequests: 0 });
  });

  it('shows its filter and its total in the list', async () => {
    const { portal, visitor } = await start({ listFilter: 'xaf_xaf_a2Exclusiv_customers', gridFilter: 12 });
    await visitor.logIn();
    const page = await (await visitor.get(LIST_PATH)).text();
    expect(page).toMatch(/id="[^"]*_ITCNT7_xaf_a2_Cb_VI" value="xaf_xaf_a2Exclusiv_customers"/);
    expect(page).toMatch(/id="[^"]*_ITCNT7_xaf_a2_Cb_I" value="Clienti esclusivi"/);
    expect(page).toMatch(/id="[^"]*_ITCNT4_xaf_a1_Cb_VI" value="xaf_xaf_a1CustomerListViewAgent"/);
    expect(page).toMatch(/DXFooterRow"[^>]*><td>Count=12</);
    portal.setOptions({ gridFilter: 0 });
    const empty = await (await visitor.get(LIST_PATH)).text();
    expect(empty).toContain('No data to display');
    expect(empty).toMatch(/DXFooterRow"[^>]*><td>Count=0</);
  });

  it('counts every posted login, even if it is not read', async () => {
    const { portal, visitor } = await start({
      faults: { 'connection-reset': { when: 'once', at: 'login' } },
    });
    await expect(visitor.logIn()).rejects.toThrow();
    await visitor.logIn();
    expect(portal.stats()).toMatchObject({ loginPosts: 2, credentialsSent: 1, logins: 1 });
  });

  it('shows the recorded values of its combos by default', async () => {
    const { visitor } = await start();
    await visitor.logIn();
    const page = await (await visitor.get(LIST_PATH)).text();
    expect([...page.matchAll(/_Cb_VI" value="([^"]*)"/g)].map(([, value]) => value)).toEqual([
      'xaf_xaf_a1CustomerListViewAgent',
      'xaf_xaf_a2All_Customers',
    ]);
  });

  it('waits for one GET on request', async () => {
    const { visitor } = await start({ twoStepPdf: true });
    await visitor.logIn();
    const response = await visitor.exportPdf();
    expect(await response.text()).toContain('location.href = location.pathname;');
    expect(countOf(await pdfOf(await visitor.get(LIST_PATH)))).toBe('Count=30');
    expect((await visitor.get(LIST_PATH)).headers.get('content-type')).toContain('text/html');
  });

  it('requires the view state of its session', async () => {
    const { visitor } = await start();
    await visitor.logIn();
    const response = await visitor.post(LIST_PATH, { __VIEWSTATE: 'x', __EVENTARGUMENT: 'CLICK:6' });
    expect(response.status).toBe(500);
  });

  it('prints fewer rows with a filter, more with duplicates, and another layout', async () => {
    const { portal, visitor } = await start({ gridFilter: 20 });
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
});

describe('a fault', () => {
  it('strikes once if it is for once, and the broken export keeps its number', async () => {
    const { portal, visitor } = await start({
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
    const { portal, visitor } = await start({ faults: { 'wrong-sum': 'once' } });
    await visitor.logIn();
    const rows = demoCustomers({ seed: 1, count: 30, exportNumber: 1 });
    const cents = rows.reduce((sum, { salesCents }) => sum + (salesCents ?? 0), 0);
    const [count, , sales] = readTotals(await pdfOf(await visitor.exportPdf()));
    expect(count).toBe('Count=30');
    expect(sales?.replace(/\D/g, '')).toBe(String(cents + 100_00));
    expect(portal.stats()).toMatchObject({ exports: 1, nextExportNumber: 2 });
  });

  it('breaks the connection in the middle of a PDF whose length was announced', async () => {
    const { portal, visitor } = await start({ faults: { 'truncated-pdf': 'once' }, pieceBytes: 4096 });
    await visitor.logIn();
    const response = await visitor.exportPdf();
    expect(Number(response.headers.get('content-length'))).toBeGreaterThan(10_000);
    await expect(response.arrayBuffer()).rejects.toThrow();
    expect(portal.stats().exports).toBe(0);
  });

  it('strikes always, at another step, until it is removed', async () => {
    const { portal, visitor } = await start({ faults: { unavailable: { when: 'always', at: 'list' } } });
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
    const { visitor } = await start({
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
    const { portal, visitor } = await start({
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
    const { visitor } = await start({ faults: { 'slow-bytes': 'always' }, dripBytesPerSecond: 200_000 });
    await visitor.logIn();
    const started = performance.now();
    const pdf = await pdfOf(await visitor.exportPdf());
    expect(performance.now() - started).toBeGreaterThan((Math.floor(pdf.length / 20_000) - 1) * 100);
    expect(countOf(pdf)).toBe('Count=30');
  });
});

describe('the portal', () => {
  it('closes despite open connections and unfinished answers', async () => {
    const { portal, visitor } = await start({ faults: { hang: 'always' }, exportDelayMs: 60_000 });
    const { hostname, port } = new URL(portal.url);
    const socket = connect(Number(port), hostname);
    socket.on('error', () => undefined);
    await visitor.logIn();
    const hanging = expect(visitor.exportPdf()).rejects.toThrow();
    const other = new Visitor(portal.url);
    await other.logIn();
    portal.setOptions({ faults: {} });
    const building = expect(other.exportPdf()).rejects.toThrow();
    await expect.poll(() => portal.stats().exportRequests).toBe(1);
    // The export takes a minute and the other answer never comes: a waiting portal would outlast
    // the test.
    await portal.close();
    await Promise.all([hanging, building]);
    socket.destroy();
  });

  it('keeps serving after clients have gone', async () => {
    const { portal, visitor } = await start({ faults: { 'slow-bytes': 'once' } });
    await visitor.logIn();
    const response = await visitor.exportPdf();
    await response.body?.cancel();
    const next = new Visitor(portal.url);
    await next.logIn();
    expect(countOf(await pdfOf(await next.exportPdf()))).toBe('Count=30');
  });

  it('has the list elsewhere for another role, and answers at the usual address in three ways', async () => {
    const other = '/Archibald/CUSTTABLE_ListView_Office/';
    const { portal, visitor } = await start({ listPath: other });
    await visitor.logIn();
    expect((await visitor.get(LIST_PATH)).status).toBe(404);
    portal.setOptions({ missingList: 'error-page' });
    expect((await visitor.get(LIST_PATH)).headers.get('location')).toBe('/Archibald/Error.aspx');
    portal.setOptions({ missingList: 'home' });
    expect((await visitor.get(LIST_PATH)).headers.get('location')).toBe('/Archibald/Default.aspx');
    const home = await (await visitor.get('/Archibald/Default.aspx')).text();
    expect(home).toMatch(new RegExp(`href="${other}"><span>Clienti`));
    expect((await visitor.get(other)).status).toBe(200);
  });

  it('answers a blocked address always with 403', async () => {
    const { portal, visitor } = await start({ addressBlocked: true });
    expect((await visitor.get(LOGIN_PATH)).status).toBe(403);
    expect((await visitor.get(LIST_PATH)).status).toBe(403);
    portal.setOptions({ addressBlocked: false });
    expect((await visitor.get(LOGIN_PATH)).status).toBe(200);
  });

  it('names the error in an option', async () => {
    const { portal } = await start();
    expect(() => portal.setOptions({ exportDelayMs: -1 })).toThrow(
      'exportDelayMs must be an integer from 0, got -1',
    );
    await expect(startDemoPortal({ count: 0 })).rejects.toThrow(RangeError);
  });

  it('leads from its root to the home page, and answers other paths with 404', async () => {
    const { visitor } = await start();
    expect((await visitor.get('/')).headers.get('location')).toBe('/Archibald/Default.aspx');
    expect((await visitor.get('/favicon.ico')).status).toBe(404);
  });

  it('keeps a session by the requests of an open page, and leads to the login page without one', async () => {
    const { portal, visitor } = await start();
    const keepAlive = '/Archibald/DXX.axd?handlerName=SessionKeepAliveReconnect';
    expect((await visitor.get(keepAlive)).headers.get('location')).toContain(LOGIN_PATH);
    await visitor.logIn();
    expect((await visitor.get(keepAlive)).status).toBe(200);
    expect(portal.stats()).toMatchObject({ keepAlives: 1 });
  });

  it('sends the PDF as an attachment, inline, or without a header', async () => {
    const { portal, visitor } = await start();
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

  it('reloads its list and opens dialogs of the system on request', async () => {
    const { portal, visitor } = await start({ listReloadMs: 70 });
    await visitor.logIn();
    portal.setOptions({ faults: { 'list-reloads': 'once', 'system-dialogs': 'once' } });
    const list = await (await visitor.get(LIST_PATH)).text();
    expect(list).toContain('location.reload(); }, 70)');
    expect(list).toContain('window.print()');
    expect(await (await visitor.get(LIST_PATH)).text()).not.toMatch(/reload\(\)|print\(\)/);
  });
});
