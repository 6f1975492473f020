/**
 * Tests Electron's security checklist item by item: each test fails without its item.
 * packaged.spec.ts tests the items of a packaged app (fuses).
 */
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'playwright/test';
import { AttackedApp } from './attacked-app';

test.describe.configure({ mode: 'serial' });

interface WithBridge {
  readonly archibald: {
    readonly invoke: (...all: unknown[]) => Promise<unknown>;
    readonly on: (name: string, listener: (...all: unknown[]) => void) => () => void;
  };
}

let attacked: AttackedApp;
test.beforeAll(async () => {
  attacked = await AttackedApp.start();
});
test.afterAll(() => attacked.close());

test('1, 8: the page loads nothing from elsewhere', async () => {
  const { page, otherSiteUrl, otherSiteVisitors } = attacked;
  const loaded = await page.evaluate(async (url) => {
    const fetched = await fetch(url).then(
      () => 'loaded',
      () => 'refused',
    );
    const shown = await new Promise((resolve) => {
      const image = new Image();
      image.onload = () => resolve('loaded');
      image.onerror = () => resolve('refused');
      image.src = `${url}/picture.png`;
    });
    return [fetched, shown];
  }, otherSiteUrl);
  expect(loaded).toEqual(['refused', 'refused']);
  expect(otherSiteVisitors).toEqual([]);
});

test('2, 20: the page has no Node and exactly the app’s own two functions', async () => {
  const { page } = attacked;
  const found = await page.evaluate(() => {
    const { archibald } = window as unknown as WithBridge;
    return {
      require: typeof (globalThis as { require?: unknown }).require,
      process: typeof (globalThis as { process?: unknown }).process,
      api: Object.keys(archibald).sort(),
    };
  });
  expect(found).toEqual({ require: 'undefined', process: 'undefined', api: ['invoke', 'on'] });
  const received = await page.evaluate(async () => {
    const { archibald } = window as unknown as WithBridge;
    const answered = new Promise((resolve) => {
      const stop = archibald.on('settings:changed', (...all) => {
        stop();
        resolve(all.map((one) => Object.keys(one as object).sort()));
      });
    });
    await archibald.invoke('settings:change', { theme: 'light' });
    return answered;
  });
  expect(received).toEqual([['preferences']]);
});

test('3: changes of the page to its own objects do not reach the bridge', async () => {
  const { page } = attacked;
  const answer = await page.evaluate(async () => {
    const seen: unknown[] = [];
    const { archibald } = window as unknown as WithBridge;
    const spoilt = [
      [Array.prototype, 'push'],
      [Map.prototype, 'get'],
    ] as const;
    const originals = spoilt.map(([owner, name]) => Object.getOwnPropertyDescriptor(owner, name));
    let result: unknown;
    const asked = archibald.invoke('sync:status').then((answer) => {
      result = answer;
    });
    for (const [owner, name] of spoilt) {
      Object.defineProperty(owner, name, {
        configurable: true,
        value: () => {
          seen[seen.length] = name;
        },
      });
    }
    const during = archibald.invoke('sync:status');
    spoilt.forEach(([owner, name], index) => {
      Object.defineProperty(owner, name, originals[index] ?? {});
    });
    await asked;
    return { result, during: await during, seen: seen.length };
  });
  expect(answer).toMatchObject({ result: { ok: true }, during: { ok: true }, seen: 0 });
});

test('4, 6, 8 to 12: every window is made with the safe preferences', async () => {
  const { app } = attacked;
  await attacked.inPortal('1');
  const preferences = await app.evaluate(({ webContents }) =>
    webContents.getAllWebContents().map((contents) => {
      const all = (
        contents as unknown as { getLastWebPreferences: () => Record<string, unknown> }
      ).getLastWebPreferences();
      const names = [
        'sandbox',
        'contextIsolation',
        'nodeIntegration',
        'webSecurity',
        'allowRunningInsecureContent',
      ];
      const more = [
        'experimentalFeatures',
        'enableBlinkFeatures',
        'webviewTag',
        'nodeIntegrationInSubFrames',
      ];
      return Object.fromEntries([...names, ...more].map((name) => [name, all[name] || false]));
    }),
  );
  expect(preferences).toHaveLength(2);
  for (const one of preferences) {
    expect(one).toEqual({
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      experimentalFeatures: false,
      enableBlinkFeatures: false,
      webviewTag: false,
      nodeIntegrationInSubFrames: false,
    });
  }
});

test('5: neither the window nor the portal’s page is granted any permission', async () => {
  const { page } = attacked;
  const ask = `(async () => {
    const names = ['geolocation', 'notifications', 'camera', 'microphone', 'clipboard-read', 'midi', 'persistent-storage', 'screen-wake-lock'];
    const states = await Promise.all(names.map((name) =>
      navigator.permissions.query({ name }).then(({ state }) => state, () => 'unknown')));
    const position = await new Promise((resolve) =>
      navigator.geolocation.getCurrentPosition(() => resolve('granted'), () => resolve('denied')));
    const asked = await Notification.requestPermission();
    return [...new Set([...states, position, asked])].sort();
  })()`;
  expect(await page.evaluate(ask)).toEqual(['denied']);
  expect(await attacked.inPortal(ask)).toEqual(['denied']);
});

test('7: each answer of the app’s scheme has the policy; no injected script runs', async () => {
  const { page } = attacked;
  const answers = await page.evaluate(async () => {
    const script = document.querySelector('script')?.src ?? '';
    const responses = await Promise.all([fetch('index.html'), fetch(script), fetch('missing.js')]);
    return responses.map(({ status, headers }) => [status, headers.get('content-security-policy') ?? '']);
  });
  expect(answers.map(([status]) => status)).toEqual([200, 200, 404]);
  for (const [, policy] of answers) {
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self'");
    expect(policy).not.toContain('unsafe');
  }
  const ran = await page.evaluate(async () => {
    const script = document.createElement('script');
    let refusal = '';
    try {
      script.append('window.injected = true');
      document.body.append(script);
    } catch (error) {
      refusal = String(error);
    }
    const image = new Image();
    try {
      image.setAttribute('onerror', 'window.injected = true');
    } catch (error) {
      refusal += String(error);
    }
    const failed = new Promise((resolve) => image.addEventListener('error', resolve));
    image.src = 'x';
    document.body.append(image);
    await failed;
    return { refusal, isInjected: 'injected' in window };
  });
  expect(ran).toMatchObject({ refusal: expect.stringContaining('TrustedScript'), isInjected: false });
});

test('7: no text becomes markup or a script', async () => {
  const { page } = attacked;
  const answers = await page.evaluate(() =>
    [
      () => document.body.insertAdjacentHTML('beforeend', '<img src="x">'),
      () => (document.createElement('div').innerHTML = '<b>x</b>'),
      () => new DOMParser().parseFromString('<b>x</b>', 'text/html'),
      () => (document.createElement('script').src = 'x.js'),
      () => (document.createElement('script').text = '1'),
      () => document.createRange().createContextualFragment('<b>x</b>'),
      () => (document.createElement('iframe').srcdoc = '<b>x</b>'),
      () => (document.createElement('style').innerHTML = 'b > i { color: red }'),
    ].map((use) => {
      try {
        use();
        return 'done';
      } catch (error) {
        return (error as Error).name;
      }
    }),
  );
  expect(answers).toEqual([...Array<string>(7).fill('TypeError'), 'done']);
});

test('11, 12: there is no webview in the bundle, and none may be attached', async () => {
  const { app, page } = attacked;
  const folder = join(__dirname, '../../out/renderer/assets');
  for (const name of readdirSync(folder).filter((one) => one.endsWith('.js'))) {
    expect(readFileSync(join(folder, name), 'utf8')).not.toContain('<webview');
  }
  const attached = await page.evaluate(async () => {
    const view = document.createElement('webview');
    view.setAttribute('src', 'https://example.org');
    document.body.append(view);
    // A webview that attaches does so before the next frame is drawn.
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
    const isElement = view.constructor.name;
    view.remove();
    return isElement;
  });
  expect(attached).toBe('HTMLElement');
  const kinds = await app.evaluate(({ webContents }) =>
    webContents.getAllWebContents().map((one) => one.getType()),
  );
  expect(kinds).not.toContain('webview');
});

test('13, 14: the window stays on its page and opens no other window', async () => {
  const { app, page, otherSiteUrl, otherSiteVisitors } = attacked;
  const before = page.url();
  const opened = await page.evaluate(() => window.open('https://example.org') === null);
  expect(opened).toBe(true);
  await app.evaluate(({ webContents }) => {
    const ours = webContents.getAllWebContents().find((one) => one.getURL().startsWith('archibald-app:'));
    // This listener runs after the app's own, which was registered first.
    ours?.once('will-frame-navigate', ({ defaultPrevented }) => {
      Object.assign(globalThis, { isPrevented: defaultPrevented });
    });
  });
  await page.evaluate((url) => {
    location.href = url;
  }, otherSiteUrl);
  const isPrevented = (): Promise<unknown> =>
    app.evaluate(() => (globalThis as { isPrevented?: boolean }).isPrevented);
  await expect.poll(isPrevented).toBe(true);
  expect(page.url()).toBe(before);
  expect(await attacked.inPortal("window.open('https://example.org') === null")).toBe(true);
  expect(otherSiteVisitors).toEqual([]);
});

test('17: main accepts commands only from the app’s own page, with valid arguments', async () => {
  const { app, page } = attacked;
  const preload = join(__dirname, '../../out/preload/bridge.js');
  const foreign = await app.evaluate(async ({ BrowserWindow }, preloadPath) => {
    const window = new BrowserWindow({ show: false, webPreferences: { preload: preloadPath } });
    await window.loadURL('data:text/html,<p>foreign');
    const answer = (await window.webContents.executeJavaScript(
      "window.archibald.invoke('sync:status')",
    )) as unknown;
    window.destroy();
    return answer;
  }, preload);
  expect(foreign).toMatchObject({ ok: false, error: { code: 'BAD_REQUEST' } });
  const answers = await page.evaluate(async () => {
    const { archibald } = window as unknown as WithBridge;
    return Promise.all([
      archibald.invoke('customers:search', { search: 'x'.repeat(1_048_576) }),
      archibald.invoke('customers:get', { $ne: null }),
      archibald.invoke('settings:change', { theme: 'light', constructor: 1 }),
      archibald.invoke('__proto__', {}),
      archibald.invoke('outside:copy', 5),
    ]);
  });
  for (const answer of answers) {
    expect(answer).toMatchObject({ ok: false, error: { code: 'BAD_REQUEST' } });
  }
});

test('18: the app’s scheme serves only its own files', async () => {
  const { page } = attacked;
  expect(new URL(page.url()).protocol).toBe('archibald-app:');
  const statuses = await page.evaluate(async () => {
    const paths = [
      '../main/index.js',
      '%2e%2e/main/index.js',
      '..%2fmain%2findex.js',
      '%2e%2e%2fpackage.json',
      '%',
    ];
    return Promise.all(
      paths.map((path) =>
        fetch(`archibald-app://renderer/${path}`).then(
          ({ status }) => status,
          () => 404,
        ),
      ),
    );
  });
  expect(statuses).toEqual([404, 404, 404, 404, 404]);
});
