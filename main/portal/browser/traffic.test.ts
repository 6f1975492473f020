import { EventEmitter } from 'node:events';
import type { HTTPRequest, Page } from 'puppeteer-core';
import { expect, test } from 'vitest';
import { FakeClock } from '../../../tests/helpers/fake-clock';
import { Traffic } from './traffic';

const FRAME = {};

class FakePage extends EventEmitter {
  readonly clock = new FakeClock();
  readonly traffic = new Traffic(this as unknown as Page, this.clock);

  mainFrame(): object {
    return FRAME;
  }

  request(
    kind: 'document' | 'xhr' | 'image',
    method = 'GET',
    errorText?: string,
    url = 'https://archibald.example.it/Archibald/',
  ): HTTPRequest {
    const request = {
      url: () => url,
      isNavigationRequest: () => kind === 'document',
      method: () => method,
      resourceType: () => kind,
      frame: () => FRAME,
      failure: () => (errorText === undefined ? null : { errorText }),
    } as unknown as HTTPRequest;
    this.emit('request', request);
    return request;
  }

  answer(request: HTTPRequest, url = 'https://archibald.example.it/Archibald/'): void {
    this.emit('response', { request: () => request, url: () => url });
  }
}

test('a question does not wait for a page that waits for the server', async () => {
  const page = new FakePage();
  const asked = page.traffic.whileNotNavigating(() => new Promise<string>(() => undefined));
  const request = page.request('document', 'POST');
  expect(await asked).toBeUndefined();
  expect(await page.traffic.whileNotNavigating(() => Promise.resolve('seen'))).toBeUndefined();
  page.answer(request);
  expect(await page.traffic.whileNotNavigating(() => Promise.resolve('seen'))).toBe('seen');
});

test('questions continue during a callback', async () => {
  const page = new FakePage();
  page.request('xhr', 'POST');
  expect(await page.traffic.whileNotNavigating(() => Promise.resolve('seen'))).toBe('seen');
});

test('the traffic of a click counts forms, callbacks and documents, not pictures', () => {
  for (const [kind, sent] of [
    ['document', true],
    ['xhr', true],
    ['image', false],
  ] as const) {
    const page = new FakePage();
    const before = page.traffic.mark();
    page.request(kind);
    expect(page.traffic.hasSentSince(before)).toBe(sent);
  }
});

test('the traffic is quiet only once everything has ended, counted from then', async () => {
  const page = new FakePage();
  const request = page.request('xhr', 'POST');
  await page.clock.advance(5_000);
  expect(page.traffic.idleMs).toBe(0);
  page.emit('requestfinished', request);
  await page.clock.advance(700);
  expect(page.traffic.idleMs).toBe(700);
});

test('the reason of a failed document is known, and a download is not a failure', () => {
  const page = new FakePage();
  page.emit('requestfailed', page.request('document', 'POST', 'net::ERR_ABORTED'));
  page.emit('requestfailed', page.request('xhr', 'POST', 'net::ERR_CONNECTION_RESET'));
  expect(page.traffic.brokenBy).toBeNull();
  page.emit('requestfailed', page.request('document', 'POST', 'net::ERR_CONNECTION_RESET'));
  expect(page.traffic.brokenBy).toBe('ERR_CONNECTION_RESET');
});

test('the page after a login counts as requested even if it is never answered', () => {
  const page = new FakePage();
  const home = 'https://archibald.example.it/Archibald/Default.aspx';
  const isHome = (url: string): boolean => url === home;
  page.request('document', 'GET', undefined, home);
  const before = page.traffic.mark();
  page.request('document', 'POST', undefined, home);
  page.request('xhr', 'GET', undefined, home);
  expect(page.traffic.hasRequested(before, isHome)).toBe(false);
  page.emit('requestfailed', page.request('document', 'GET', 'net::ERR_CONNECTION_RESET', home));
  expect(page.traffic.hasRequested(before, isHome)).toBe(true);
});
