import { connect } from 'node:net';
import { describe, expect, it } from 'vitest';
import { countOf, pdfOf, visitedPortal } from '../../../tests/helpers/demo/visited-portal';
import { Visitor } from '../../../tests/helpers/demo/visitor';
import { LIST_PATH } from './list-page';
import { LOGIN_PATH } from './login';
import { startDemoPortal } from './server';

describe('the portal', () => {
  it('closes despite open connections and unfinished answers', async () => {
    const { portal, visitor } = await visitedPortal({ faults: { hang: 'always' }, exportDelayMs: 60_000 });
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
    // The export takes a minute and the other answer never comes, so a portal that waits would
    // outlast the test.
    await portal.close();
    await Promise.all([hanging, building]);
    socket.destroy();
  });

  it('keeps serving after clients have gone', async () => {
    const { portal, visitor } = await visitedPortal({ faults: { 'slow-bytes': 'once' } });
    await visitor.logIn();
    const response = await visitor.exportPdf();
    await response.body?.cancel();
    const next = new Visitor(portal.url);
    await next.logIn();
    expect(countOf(await pdfOf(await next.exportPdf()))).toBe('Count=30');
  });

  it('has the list elsewhere for another role, and answers at the usual address in three ways', async () => {
    const other = '/Archibald/CUSTTABLE_ListView_Office/';
    const { portal, visitor } = await visitedPortal({ listPath: other });
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
    const { portal, visitor } = await visitedPortal({ addressBlocked: true });
    expect((await visitor.get(LOGIN_PATH)).status).toBe(403);
    expect((await visitor.get(LIST_PATH)).status).toBe(403);
    portal.setOptions({ addressBlocked: false });
    expect((await visitor.get(LOGIN_PATH)).status).toBe(200);
  });

  it('names the error in an option', async () => {
    const { portal } = await visitedPortal();
    expect(() => portal.setOptions({ exportDelayMs: -1 })).toThrow(
      'exportDelayMs must be an integer from 0, got -1',
    );
    await expect(startDemoPortal({ count: 0 })).rejects.toThrow(RangeError);
  });

  it('leads from its root to the home page, and answers other paths with 404', async () => {
    const { visitor } = await visitedPortal();
    expect((await visitor.get('/')).headers.get('location')).toBe('/Archibald/Default.aspx');
    expect((await visitor.get('/favicon.ico')).status).toBe(404);
  });
});
