import { EventEmitter } from 'node:events';
import type { ElementHandle, HTTPRequest, Page } from 'puppeteer-core';
import { expect, test } from 'vitest';
import { FakeClock } from '../../../tests/helpers/fake-clock';
import { LOGIN_VIEW } from '../../../tests/helpers/page-views';
import { TestLog } from '../../../tests/helpers/test-log';
import { SECOND } from '../../base/durations';
import type { PortalBrowser } from '../browser/browser';
import { findByTitle, hasFocus, isOnTop, inputValue, viewPage } from '../browser/page-scripts';
import { PortalFailure } from '../failures/failure';
import { SELECTORS } from '../selectors';
import { PORTAL_TIMEOUTS } from '../timeouts';
import { Visit } from '../visit';
import { login } from './login';

const ORIGIN = 'https://archibald.example.it';
const ACCOUNT = { user: 'rossi', password: 'segreta' };

/** Simulates a login page with a manual clock; tests/e2e/portal.spec.ts uses real pages. */
class LoginPage extends EventEmitter {
  readonly clock = new FakeClock();
  readonly happened: string[] = [];
  /** The time until which the page takes the focus from a field during typing. */
  focusStolenUntilMs = 0;
  /** The number of times that the page takes the focus. */
  thefts = Infinity;
  stolenAt = NaN;
  onPress = (): void => undefined;
  view = LOGIN_VIEW;
  #focus: object | null = null;
  #beforeSend: (() => void) | null = null;
  readonly #fields = { user: this.#field('user'), password: this.#field('password') };
  readonly keyboard = {
    type: (key: string): Promise<void> => {
      const field = Object.values(this.#fields).find((each) => each === this.#focus);
      if (field !== undefined) {
        field.value += key;
      }
      if (this.thefts > 0 && this.clock.monotonicMs() < this.focusStolenUntilMs) {
        this.happened.push('focus stolen');
        this.thefts -= 1;
        this.stolenAt = this.clock.monotonicMs();
        this.#focus = null;
      }
      return Promise.resolve();
    },
    press: (key: string): Promise<void> => {
      if (key === 'Delete' && this.#focus !== null) {
        Object.assign(this.#focus, { value: '' });
      }
      if (key === 'Enter') {
        this.happened.push(this.#focus === this.#fields.password ? 'Enter in password' : 'Enter elsewhere');
        this.onPress();
      }
      return Promise.resolve();
    },
  };
  readonly #control = {
    click: (): Promise<void> => {
      this.happened.push('click');
      this.onPress();
      return Promise.resolve();
    },
    evaluate: (): Promise<boolean> => Promise.resolve(true),
  };

  setDefaultTimeout(): void {
    // This fake answers at once, so it needs no timeout.
  }

  mainFrame(): object {
    return this;
  }

  evaluate(script: unknown): Promise<unknown> {
    return Promise.resolve(script === viewPage ? this.view : undefined);
  }

  evaluateHandle(script: unknown, selector: string): Promise<{ asElement(): unknown }> {
    const found =
      selector === SELECTORS.userName
        ? this.#fields.user
        : selector === SELECTORS.password
          ? this.#fields.password
          : this.#control;
    return Promise.resolve({ asElement: () => (script === findByTitle ? found : null) });
  }

  /** Sends a request as Chromium does, after the record of it is written. */
  send(method: 'GET' | 'POST', path: string, origin = ORIGIN): HTTPRequest {
    this.#beforeSend?.();
    this.#beforeSend = null;
    const request = {
      url: () => origin + path,
      method: () => method,
      isNavigationRequest: () => true,
      resourceType: () => 'document',
      frame: () => this,
      failure: () => ({ errorText: 'net::ERR_CONNECTION_RESET' }),
    } as unknown as HTTPRequest;
    this.emit('request', request);
    return request;
  }

  break(request: HTTPRequest): void {
    this.emit('requestfailed', request);
  }

  /** Logs in while the clock advances; returns the failure's code. */
  async logIn(): Promise<string> {
    const browser: Partial<PortalBrowser> = {
      page: this as unknown as Page,
      blockedHosts: new Set(),
      untrustedCertificate: () => null,
      broken: new AbortController().signal,
      beforeNextSend: (listener) => void (this.#beforeSend = listener),
      closeConnections: () => Promise.resolve(void this.happened.push('fresh connection')),
    };
    const signal = new AbortController().signal;
    const args = [ORIGIN, this.clock, signal, PORTAL_TIMEOUTS, new TestLog()] as const;
    const visit = new Visit(browser as PortalBrowser, ...args);
    let isOver = false;
    const running = login(visit, ACCOUNT, {
      onSending: () => void this.happened.push('noted'),
      onAccepted: () => void this.happened.push('accepted'),
    })
      .then(
        () => 'in',
        (error: unknown) => (error instanceof PortalFailure ? error.error.code : String(error)),
      )
      .finally(() => (isOver = true));
    const isRunning = (): boolean => !isOver && this.clock.monotonicMs() < 120 * SECOND;
    while (isRunning()) {
      await this.clock.advance(100);
    }
    return running;
  }

  #field(name: string) {
    const field = {
      name,
      value: '',
      click: (): Promise<void> => field.focus(),
      focus: (): Promise<void> => {
        this.#focus = field;
        return Promise.resolve();
      },
      evaluate: (script: unknown): Promise<unknown> =>
        Promise.resolve(
          script === inputValue
            ? field.value
            : script === hasFocus
              ? this.#focus === field
              : script === isOnTop
                ? true
                : undefined,
        ),
    } satisfies Partial<Record<keyof ElementHandle, unknown>> & { name: string; value: string };
    return field;
  }
}

test('a form that loses the focus once is filled in again at once', async () => {
  const page = new LoginPage();
  [page.focusStolenUntilMs, page.thefts] = [120 * SECOND, 1];
  let waitedMs = NaN;
  page.onPress = () => {
    waitedMs = page.clock.monotonicMs() - page.stolenAt;
    void page.send('POST', '/Archibald/Login.aspx');
  };
  await page.logIn();
  expect(page.happened).toEqual(['focus stolen', 'fresh connection', 'click', 'noted']);
  expect(waitedMs).toBeLessThan(0.5 * SECOND);
});

test('a form that loses the focus is filled in four times, with a pause in between', async () => {
  const page = new LoginPage();
  page.focusStolenUntilMs = 1.8 * SECOND;
  page.onPress = () => void page.send('POST', '/Archibald/Login.aspx');
  await page.logIn();
  // The focus loss ended during the pauses, which take two seconds in all.
  const stolen = ['focus stolen', 'focus stolen', 'focus stolen'];
  expect(page.happened).toEqual([...stolen, 'fresh connection', 'click', 'noted']);

  const hopeless = new LoginPage();
  hopeless.focusStolenUntilMs = 120 * SECOND;
  expect(await hopeless.logIn()).toBe('LOGIN_FORM_NOT_FOUND');
  expect(hopeless.happened).toEqual([...stolen, 'focus stolen']);
});

test('a form that sends nothing is clicked, then sent by Enter, and no login is recorded', async () => {
  const page = new LoginPage();
  expect(await page.logIn()).toBe('LOGIN_FORM_NOT_FOUND');
  expect(page.happened).toEqual(['fresh connection', 'click', 'Enter in password']);
});

test('a login is recorded before it leaves, and a connection broken then leaves it unconfirmed', async () => {
  const page = new LoginPage();
  page.onPress = () => page.break(page.send('POST', '/Archibald/Login.aspx'));
  expect(await page.logIn()).toBe('LOGIN_UNCONFIRMED');
  expect(page.happened).toEqual(['fresh connection', 'click', 'noted']);
});

test('a connection that breaks after the portal has moved on keeps its own code', async () => {
  const page = new LoginPage();
  page.onPress = () => {
    page.emit('requestfinished', page.send('POST', '/Archibald/Login.aspx'));
    page.break(page.send('GET', '/Archibald/Default.aspx'));
  };
  expect(await page.logIn()).toBe('PORTAL_UNREACHABLE');
  expect(page.happened).toEqual(['fresh connection', 'click', 'noted', 'accepted']);
});

test('another host or an error page does not confirm a login', async () => {
  for (const [path, origin] of [
    ['/wifi/welcome', 'https://hotel.example.com'],
    ['/Archibald/Error.aspx', ORIGIN],
    ['/Archibald/login.aspx', ORIGIN],
  ] as const) {
    const page = new LoginPage();
    page.onPress = () => {
      page.emit('requestfinished', page.send('POST', '/Archibald/Login.aspx'));
      page.break(page.send('GET', path, origin));
    };
    expect(await page.logIn(), path).toBe('LOGIN_UNCONFIRMED');
    expect(page.happened, path).not.toContain('accepted');
  }
});
