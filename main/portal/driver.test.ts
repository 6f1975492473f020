import { EventEmitter } from 'node:events';
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'puppeteer-core';
import { expect, test } from 'vitest';
import { FakeClock } from '../../tests/helpers/fake-clock';
import { LIST_VIEW } from '../../tests/helpers/page-views';
import { tempFolder } from '../../tests/helpers/temp-folder';
import { TestLog } from '../../tests/helpers/test-log';
import type { PortalBrowser, PortalBrowserOptions, SessionFate } from './browser/browser';
import type { DriverOptions, PortalDriver } from './driver';
import { createPortalDriver } from './driver';
import { PortalFailure } from './failures/failure';
import { PATHS } from './selectors';
import { PORTAL_TIMEOUTS } from './timeouts';

const ACCOUNT = { origin: 'https://archibald.example.it', user: 'rossi', password: 'segreta' };

/** A portal window whose list exports at a click; tests/e2e uses real pages. */
class FakeWindow extends EventEmitter implements PortalBrowser {
  readonly page = this as unknown as Page;
  readonly blockedHosts = new Set<string>();
  readonly untrustedCertificate = (): null => null;
  readonly crash = new AbortController();
  readonly broken = this.crash.signal;
  readonly closed: SessionFate[] = [];
  options: PortalBrowserOptions | null = null;
  readonly setDefaultTimeout = (): void => undefined;
  readonly mainFrame = (): object => this;
  readonly url = (): string => ACCOUNT.origin + PATHS.customers;
  goto = (): Promise<unknown> => Promise.resolve(null);
  evaluate = (script: { readonly name: string }): Promise<unknown> =>
    Promise.resolve(script.name === 'viewPage' ? LIST_VIEW : { filter: null, total: null });
  evaluateHandle = (): Promise<unknown> => Promise.resolve({ asElement: () => this.item });
  readonly item = {
    evaluate: (script: { readonly name: string }): Promise<unknown> =>
      Promise.resolve(/isOnTop|hasClass/.test(script.name) ? true : 'DXI6_'),
    scrollIntoView: (): Promise<void> => Promise.resolve(),
    clickablePoint: (): Promise<object> => Promise.resolve({ x: 0, y: 0 }),
  };
  readonly mouse = { click: (): Promise<void> => this.click() };
  click = (): Promise<void> => {
    const path = this.options?.downloads.accept() ?? '';
    writeFileSync(path, '%PDF-1.7 … %%EOF\n');
    this.options?.downloads.onDone('completed');
    return Promise.resolve();
  };
  beforeNextSend = (): void => undefined;
  closeConnections = (): Promise<void> => Promise.resolve();
  stopLoading = (): void => undefined;
  capture = (): Promise<Buffer | null> => Promise.resolve(Buffer.from('PNG'));
  close = (fate: SessionFate): Promise<void> => {
    this.closed.push(fate);
    return Promise.resolve();
  };
}

type Changes = Partial<Omit<DriverOptions, 'browsers'>> & {
  readonly browsers?: Partial<DriverOptions['browsers']>;
};
type Fetched = Awaited<ReturnType<PortalDriver['fetchExport']>>;

/** Creates a driver with a fake window. `requests` lists the driver's calls and progress stages. */
function harness(changes: Changes = {}) {
  const requests: string[] = [];
  const window = new FakeWindow();
  const clock = new FakeClock();
  const log = new TestLog();
  const stop = new AbortController();
  const folder = tempFolder();
  const driver = createPortalDriver({
    clock,
    log,
    timeouts: PORTAL_TIMEOUTS,
    tempFolder: folder,
    logsFolder: tempFolder(),
    pinFor: () => null,
    onUntrusted: () => undefined,
    ...changes,
    browsers: {
      open: (options) => {
        requests.push('open');
        window.options = options;
        return Promise.resolve(window);
      },
      requestQuietly: ({ path }) => {
        requests.push(`touch ${path}`);
        return Promise.resolve(null);
      },
      abandon: () => undefined,
      endSessions: () => {
        requests.push('end');
        return Promise.resolve();
      },
      ...changes.browsers,
    },
  });
  /** Advances the clock, with pauses for work on files, until `isThere` returns true. */
  const passes = async (isThere: () => boolean): Promise<void> => {
    while (!isThere()) {
      await new Promise((resolve) => setImmediate(resolve));
      await clock.advance(1_000);
    }
  };
  /** Returns the driver's answer while the clock advances. */
  const ended = async <Value>(answer: Promise<Value>): Promise<Value> => {
    let isOver = false;
    const over = answer.finally(() => (isOver = true));
    over.catch(() => undefined);
    await passes(() => isOver);
    return over;
  };
  const begin = (): Promise<Fetched> =>
    driver.fetchExport(ACCOUNT, {
      signal: stop.signal,
      logins: { isAllowed: () => true, noteSent: () => void requests.push('sent') },
      onProgress: ({ stage }) => void requests.push(stage),
    });
  return { driver, window, clock, log, requests, stop, begin, passes, ended, folder };
}

const never = <Value>(): Promise<Value> => new Promise(() => undefined);
const throwing = (error: unknown) => (): never => {
  throw error;
};
const rejecting = (error: unknown) => (): Promise<never> => Promise.resolve().then(throwing(error));
/** The thrown values: puppeteer's most common error, a bug, a system error and a text. */
const ERRORS: readonly (readonly [string, unknown])[] = [
  ['Execution context was destroyed', new Error('Execution context was destroyed.')],
  ['a TypeError', new TypeError('undefined is not a function')],
  ['EACCES', Object.assign(new Error('EACCES: denied'), { code: 'EACCES' })],
  ['a text', 'text'],
];
/** The calls that fail, by an exception or by a rejected promise. */
const PLACES: readonly (readonly [
  string,
  (error: unknown) => Changes,
  ((window: FakeWindow, error: unknown) => void)?,
])[] = [
  ['opening the window', (error) => ({ browsers: { open: rejecting(error) } })],
  ['opening the window at once', (error) => ({ browsers: { open: throwing(error) } })],
  ['asking for the pin', (error) => ({ pinFor: throwing(error) })],
  ['opening the page', () => ({}), (window, error) => (window.goto = rejecting(error))],
  ['looking at the page', () => ({}), (window, error) => (window.evaluate = rejecting(error))],
  ['looking for the export', () => ({}), (window, error) => (window.evaluateHandle = rejecting(error))],
  ['clicking', () => ({}), (window, error) => (window.click = rejecting(error))],
  [
    'closing the window and taking a picture of a broken page',
    () => ({}),
    (window, error) => {
      window.goto = throwing(new PortalFailure('PORTAL_ERROR', 'broken'));
      window.close = rejecting(error);
      window.capture = rejecting(error);
      window.stopLoading = throwing(error);
    },
  ],
];

for (const [place, changes, spoil] of PLACES) {
  test.each(ERRORS)(
    `${place} may fail by %s: sync and connection test return an error value`,
    async (_name, error) => {
      const { driver, window, begin, ended } = harness(changes(error));
      spoil?.(window, error);
      const synced = await ended(begin());
      expect(synced).toMatchObject({ ok: false });
      const tested = driver.testConnection(ACCOUNT, new AbortController().signal, {
        noteSent: () => undefined,
      });
      await expect(ended(tested)).resolves.toHaveProperty('ok');
      // The next sync is not affected.
      const next = harness();
      expect(await next.ended(next.begin())).toMatchObject({ ok: true });
    },
  );
}

test('a failure keeps its own code if its screenshot cannot be saved', async () => {
  const { window, begin, ended, log } = harness({ logsFolder: fileBlockingFolder() });
  window.goto = () => Promise.reject(new Error('net::ERR_CONNECTION_RESET'));
  expect(await ended(begin())).toMatchObject({ ok: false, error: { code: 'PORTAL_UNREACHABLE' } });
  expect(log.lines.join('\n')).toContain('The page could not be captured');
  expect(window.closed).toEqual(['end']);
});

test('a download folder that cannot be created ends the sync with INTERNAL and logs the stack', async () => {
  const { begin, ended, log, requests } = harness({ tempFolder: join(fileBlockingFolder(), 'exports') });
  expect(await ended(begin())).toMatchObject({ ok: false, error: { code: 'INTERNAL' } });
  expect(log.lines.join('\n')).toMatch(/bug: Error \(ENOTDIR\)/);
  expect(requests).toEqual([]);
});

test('a session that cannot be ended or touched is logged, and no caller sees the error', async () => {
  const failing = {
    endSessions: () => Promise.reject(new Error('no')),
    requestQuietly: () => Promise.reject(new Error('no')),
  };
  const { driver, log, begin, ended } = harness({ browsers: failing });
  await ended(driver.forgetSession());
  expect(await ended(begin())).toMatchObject({ ok: true });
  await driver.keepSessionAlive();
  expect(await ended(begin())).toMatchObject({ ok: true });
  expect(log.lines).toContainEqual(expect.stringContaining('session did not close'));
  expect(log.lines).toContainEqual(expect.stringContaining('session was not kept'));
});

test('the portal receives no request while no session is kept', async () => {
  const { driver, requests } = harness();
  await driver.keepSessionAlive();
  expect(requests).toEqual([]);
});

test('the keep-alive request of an open page keeps the session, whatever its answer', async () => {
  const { driver, requests, begin, ended, window } = harness();
  expect(await ended(begin())).toMatchObject({ ok: true });
  requests.length = 0;
  await driver.keepSessionAlive();
  expect(requests).toEqual(['touch /Archibald/DXX.axd?handlerName=SessionKeepAliveReconnect']);
  expect(await ended(begin())).toMatchObject({ ok: true });
  expect(window.options?.isClean).toBe(false);
});

test('a kept session ends when the request leads to the login page', async () => {
  const { driver, begin, ended, window } = harness({
    browsers: { requestQuietly: () => Promise.resolve('/Archibald/Login.aspx') },
  });
  expect(await ended(begin())).toMatchObject({ ok: true });
  await driver.keepSessionAlive();
  expect(await ended(begin())).toMatchObject({ ok: true });
  expect(window.options?.isClean).toBe(true);
});

test('forgetting the session empties the browser’s sessions', async () => {
  const { driver, requests } = harness();
  await driver.forgetSession();
  expect(requests).toEqual(['end']);
});

test('a cancelled driver opens no window and sends nothing', async () => {
  const { begin, stop, requests, ended, folder } = harness();
  stop.abort('cancelled');
  expect(await ended(begin())).toMatchObject({ ok: false, error: { code: 'CANCELLED' } });
  expect(requests).toEqual([]);
  expect(readdirSync(folder)).toEqual([]);
});

test('a stop works during a keep-alive request', async () => {
  const { driver, begin, stop, ended, requests } = harness({ browsers: { requestQuietly: () => never() } });
  expect(await ended(begin())).toMatchObject({ ok: true });
  void driver.keepSessionAlive();
  requests.length = 0;
  const stopped = begin();
  stop.abort('cancelled');
  expect(await stopped).toMatchObject({ ok: false, error: { code: 'CANCELLED' } });
  expect(requests).toEqual([]);
});

test.each<readonly [string, (window: FakeWindow) => void]>([
  ['a page opens', (window) => (window.goto = () => never())],
  ['a page does not answer', (window) => (window.evaluate = () => never())],
  ['a click does not end', (window) => (window.click = () => never())],
])('a stop takes effect at once while %s, and the window is gone', async (_name, spoil) => {
  const { window, begin, stop, requests, passes } = harness();
  spoil(window);
  const stopped = begin();
  await passes(() => requests.includes('login'));
  stop.abort('cancelled');
  expect(await stopped).toMatchObject({ ok: false, error: { code: 'CANCELLED' } });
  expect(window.closed[0]).toBe('keep');
});

test('a window that closes slowly delays no stop for long', async () => {
  const { window, begin, stop, ended, requests, passes } = harness();
  window.goto = () => never();
  window.close = () => never();
  const stopped = begin();
  await passes(() => requests.includes('login'));
  stop.abort('cancelled');
  expect(await ended(stopped)).toMatchObject({ ok: false, error: { code: 'CANCELLED' } });
});

test('a page that never answers is a time-out, and its crash an immediate error', async () => {
  const silent = harness();
  silent.window.evaluate = () => never();
  expect(await silent.ended(silent.begin())).toMatchObject({ error: { code: 'PORTAL_TIMEOUT' } });

  const crashing = harness();
  crashing.window.evaluate = () => never();
  const crashed = crashing.begin();
  await crashing.passes(() => crashing.requests.includes('login'));
  crashing.window.crash.abort(new PortalFailure('PORTAL_ERROR', 'The portal page broke down (crashed)'));
  const crashedAt = crashing.clock.monotonicMs();
  await crashing.passes(() => crashing.log.lines.includes('Visit failed: PORTAL_ERROR'));
  expect(crashing.clock.monotonicMs() - crashedAt).toBeLessThan(5_000);
  expect(await crashing.ended(crashed)).toMatchObject({ error: { code: 'PORTAL_ERROR' } });
});

test('a page that crashes after the start of the download loses nothing', async () => {
  const { window, begin, ended } = harness();
  const click = window.click;
  window.click = async () => {
    await click();
    window.crash.abort(new PortalFailure('PORTAL_ERROR', 'The portal page failed (crashed)'));
  };
  expect(await ended(begin())).toMatchObject({ ok: true });
  expect(window.closed).toEqual(['keep']);
});

/** Returns a path at which no folder can be created. */
function fileBlockingFolder(): string {
  const path = join(tempFolder(), 'file');
  writeFileSync(path, '');
  return path;
}
