import { expect, test } from 'playwright/test';
import type { ElectronApplication } from 'playwright/test';
import type { Connected } from './connected';
import { connected, ended } from './connected';
import { command } from './launch';
import { showAll } from './scope';

const ENGINE = 'archibald-app://pdf-engine/';

/** Runs `use` after one sync. The next export has wrong sums, so both readers read it. */
function withWrongSums(use: (connected: Connected) => Promise<void>): Promise<void> {
  const check = async (agent: Connected): Promise<void> => {
    expect(await ended(agent.page, 1)).toBeNull();
    agent.worker.setOptions({ faults: { 'wrong-sum': 'once' } });
    await use(agent);
  };
  return connected({}, check, ['--retries', '0']);
}

/** Counts the windows of the engine from now on. With `crash` each window crashes as it begins. */
async function watchEngine(app: ElectronApplication, crash = false): Promise<() => Promise<number>> {
  await app.evaluate(
    ({ app: electron }, { url, isBroken }) => {
      const opened: string[] = [];
      Object.assign(globalThis, { enginesOpened: opened });
      electron.on('web-contents-created', (_event, contents) => {
        contents.on('did-start-navigation', (details) => {
          if (details.url.startsWith(url)) {
            opened.push(details.url);
          }
        });
        contents.on('did-navigate', (_navigated, address) => {
          if (isBroken && address.startsWith(url)) {
            contents.forcefullyCrashRenderer();
          }
        });
      });
    },
    { url: ENGINE, isBroken: crash },
  );
  return () =>
    app.evaluate(() => (globalThis as unknown as { enginesOpened: readonly string[] }).enginesOpened.length);
}

test('the PDF engine runs only when needed, in a process that reaches nothing', async () => {
  await withWrongSums(async (agent) => {
    const opened = await watchEngine(agent.app);
    await command(agent.page, 'sync:start');
    expect(await ended(agent.page, 2)).toBeNull();
    expect(await opened()).toBe(1);
    // No window of the engine is left, and an export with correct sums needs none.
    const windows = () => agent.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length);
    expect(await windows()).toBe(1);
    agent.worker.setOptions({ faults: {} });
    await command(agent.page, 'sync:start');
    expect(await ended(agent.page, 3)).toBeNull();
    expect(await opened()).toBe(1);

    const reached = await agent.app.evaluate(async ({ BrowserWindow }, url) => {
      const window = new BrowserWindow({
        show: false,
        webPreferences: { partition: 'archibald-pdf-engine', sandbox: true },
      });
      await window.loadURL(url);
      const found: unknown = await window.webContents.executeJavaScript(`(async () => {
        const get = (address, init) =>
          fetch(address, init).then(({ status }) => status, () => 'refused');
        return {
          node: typeof process + typeof require,
          bridge: typeof archibald,
          export: await get('/export'),
          message: await get('/message', { method: 'POST', body: '{}' }),
          outside: await get('/..%2Fmain%2Findex.js'),
          app: await get('archibald-app://renderer/index.html'),
          file: await get('file:///etc/hostname'),
          portal: await get('http://127.0.0.1/'),
        };
      })()`);
      window.destroy();
      return found;
    }, ENGINE);
    expect(reached).toEqual({
      node: 'undefinedundefined',
      bridge: 'undefined',
      export: 404,
      message: 404,
      outside: 404,
      app: 'refused',
      file: 'refused',
      portal: 'refused',
    });
  });
});

test('a crash of the engine affects nothing else', async () => {
  await withWrongSums(async (agent) => {
    const opened = await watchEngine(agent.app, true);
    await command(agent.page, 'sync:start');
    // Without the second reader the sums remain unexplained, and the stored customers are kept.
    expect(await ended(agent.page, 2)).toBe('SUM_MISMATCH');
    expect(await opened()).toBe(1);
    await showAll(agent.page, '60 clienti');
  });
});
