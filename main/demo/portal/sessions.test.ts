import { describe, expect, it } from 'vitest';
import { countOf, pdfOf, visitedPortal } from '../../../tests/helpers/demo/visited-portal';
import { Visitor } from '../../../tests/helpers/demo/visitor';
import { systemClock } from '../../base/clock';
import { LIST_PATH } from './list-page';
import { LOGIN_PATH } from './login';

describe('a session', () => {
  it('ends when it is idle for too long', async () => {
    let now = 0;
    const { portal, visitor } = await visitedPortal({}, { ...systemClock, monotonicMs: () => now });
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
    const { visitor } = await visitedPortal({ sessionRequests: 2 });
    await visitor.logIn();
    expect((await visitor.get(LIST_PATH)).status).toBe(200);
    expect((await visitor.get(LIST_PATH)).status).toBe(200);
    expect((await visitor.get(LIST_PATH)).headers.get('location')).toContain('Login.aspx');
  });

  it('lets a second request wait on request, and counts its exports', async () => {
    const { portal, visitor } = await visitedPortal({ busySession: 'waits', exportDelayMs: 30 });
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
    const { portal, visitor: one } = await visitedPortal(
      { exportDelayMs: 5_000 },
      {
        ...systemClock,
        setTimer(_, callback) {
          release = callback;
          waiting();
          return () => undefined;
        },
      },
    );
    const other = new Visitor(portal.url);
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

  it('keeps a session by the requests of an open page, and leads to the login page without one', async () => {
    const { portal, visitor } = await visitedPortal();
    const keepAlive = '/Archibald/DXX.axd?handlerName=SessionKeepAliveReconnect';
    expect((await visitor.get(keepAlive)).headers.get('location')).toContain(LOGIN_PATH);
    await visitor.logIn();
    expect((await visitor.get(keepAlive)).status).toBe(200);
    expect(portal.stats()).toMatchObject({ keepAlives: 1 });
  });
});
