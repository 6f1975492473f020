import { createSocket } from 'node:dgram';
import { expect, test } from 'playwright/test';
import { AttackedApp } from './attacked-app';

test.describe.configure({ mode: 'serial' });

let attacked: AttackedApp;
test.beforeAll(async () => {
  attacked = await AttackedApp.start();
});
test.afterAll(() => attacked.close());

test('the portal’s page has only memory, its own origin, no files and one download', async () => {
  const { app, otherSiteUrl, otherSiteVisitors } = attacked;
  const found = await attacked.inPortal(`(async () => {
    const read = (url) => fetch(url).then(() => 'read', () => 'refused');
    return {
      ours: [typeof window.archibald?.invoke, typeof require, typeof process].join(),
      elsewhere: await read(${JSON.stringify(otherSiteUrl)}),
      file: await read('file:///etc/hostname'),
      app: await read('archibald-app://renderer/index.html'),
      peers: typeof RTCPeerConnection,
      copies: document.execCommand('copy') || document.execCommand('cut'),
    };
  })()`);
  expect(found).toEqual({
    ours: 'undefined,undefined,undefined',
    elsewhere: 'refused',
    file: 'refused',
    app: 'refused',
    peers: 'undefined',
    copies: false,
  });
  expect(otherSiteVisitors).toEqual([]);
  const isKept = await app.evaluate(({ BrowserWindow }) => {
    const window = BrowserWindow.getAllWindows().find((one) => one.webContents.getURL().startsWith('http'));
    return window?.webContents.session.isPersistent();
  });
  expect(isKept).toBe(false);
});

/** Opens a UDP server that counts its packets. */
async function openUdp() {
  const socket = createSocket('udp4');
  const seen = { packets: 0 };
  socket.on('message', () => (seen.packets += 1));
  await new Promise<void>((resolve) => socket.bind(0, '127.0.0.1', resolve));
  return { seen, port: socket.address().port, close: () => socket.close() };
}

test('the portal’s page reaches no other host by connections that nothing watches', async () => {
  const { app, portal } = attacked;
  const [guarded, control] = [await openUdp(), await openUdp()];
  /** Connects to a port from page and worker. Returns whether the page still fetches URLs. */
  const reach = (port: number): string => `(async () => {
    const source = 'new WebTransport("https://127.0.0.1:${port}/").closed.catch(() => undefined)';
    for (const start of [
      () => new WebTransport('https://127.0.0.1:${port}/').closed.catch(() => undefined),
      () => new Worker(URL.createObjectURL(new Blob([source]))),
    ]) {
      try { start(); } catch {}
    }
    const read = (url) => fetch(url).then(() => 'read', () => 'refused');
    return [await read('/nothing'), await read('data:text/plain,x')];
  })()`;
  expect(await attacked.inPortal(reach(guarded.port))).toEqual(['read', 'read']);
  // Proves that the guard prevented it: from an unguarded window the same page does send a packet.
  await app.evaluate(
    async ({ BrowserWindow }, [url, script]) => {
      const window = new BrowserWindow({ show: false, webPreferences: { partition: 'unguarded' } });
      await window.loadURL(url);
      await window.webContents.executeJavaScript(script);
    },
    [portal.url, reach(control.port)] as const,
  );
  await expect.poll(() => control.seen.packets).toBeGreaterThan(0);
  await app.evaluate(({ BrowserWindow, session }) => {
    const opened = session.fromPartition('unguarded');
    BrowserWindow.getAllWindows()
      .filter((one) => one.webContents.session === opened)
      .forEach((one) => one.destroy());
  });
  expect(guarded.seen.packets).toBe(0);
  guarded.close();
  control.close();
});
