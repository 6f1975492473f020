import { expect, test } from 'playwright/test';
import type { ElectronApplication, Page } from 'playwright/test';
import { connected, ended, lastRunNumber, runAfter } from './connected';
import { command } from './launch';

/** Tests the end and the limits of the hidden portal window in the real app. */

/** Returns the number of windows other than the app's own. */
function portalWindows(app: ElectronApplication): Promise<number> {
  return app.evaluate(
    ({ BrowserWindow }) =>
      BrowserWindow.getAllWindows().filter(
        ({ webContents }) => !webContents.getURL().startsWith('archibald-app:'),
      ).length,
  );
}

/** Starts a sync by hand and waits for this stage. Returns the number of the run before. */
async function syncUntil(page: Page, stage: string): Promise<number> {
  const before = await lastRunNumber(page);
  expect(await command(page, 'sync:start')).toMatchObject({ ok: true });
  await expect
    .poll(async () => {
      const status = (await command(page, 'sync:status')) as { value: { running: { stage: string } | null } };
      return status.value.running?.stage;
    })
    .toBe(stage);
  return before;
}

for (const how of ['crashes', 'hangs'] as const) {
  test(`a page that ${how} fails its attempt at once, and the next attempt succeeds`, async () => {
    await connected({}, async ({ worker, app, page }) => {
      expect(await ended(page, 1)).toBeNull();
      worker.setOptions({ exportDelayMs: 60_000 });
      const before = await syncUntil(page, 'export');
      await expect.poll(async () => (await worker.stats()).exportRequests).toBe(2);
      const brokenAt = Date.now();
      worker.setOptions({ busySession: 'waits' });
      await app.evaluate(({ BrowserWindow }, hangs) => {
        const [portal] = BrowserWindow.getAllWindows().filter(
          ({ webContents }) => !webContents.getURL().startsWith('archibald-app:'),
        );
        // Chromium reports a hanging page only after half a minute, so the test emits the event.
        if (hangs) {
          portal?.webContents.emit('unresponsive');
        } else {
          portal?.webContents.forcefullyCrashRenderer();
        }
      }, how === 'hangs');
      await expect.poll(async () => (await worker.stats()).credentialsSent).toBe(3);
      expect(Date.now() - brokenAt).toBeLessThan(20_000);
      worker.setOptions({ exportDelayMs: 0 });
      expect(await runAfter(page, before)).toMatchObject({ outcome: 'success', attempts: 2 });
    });
  });
}

test('a stop takes effect while the portal’s window opens, and no window is left', async () => {
  await connected({}, async ({ app, page }) => {
    expect(await ended(page, 1)).toBeNull();
    // The window never gets to its first document.
    await app.evaluate(({ BrowserWindow }) => {
      BrowserWindow.prototype.loadURL = () => new Promise(() => undefined);
    });
    const before = await syncUntil(page, 'login');
    await expect.poll(() => portalWindows(app)).toBe(1);
    expect(await command(page, 'sync:cancel')).toMatchObject({ ok: true });
    expect(await runAfter(page, before)).toMatchObject({ outcome: 'cancelled' });
    expect(await portalWindows(app)).toBe(0);
    await app.evaluate(({ BrowserWindow }) => {
      BrowserWindow.prototype.loadURL = function (url, options) {
        return this.webContents.loadURL(url, options);
      };
    });
    await command(page, 'sync:start');
    expect(await ended(page, 2)).toBeNull();
  });
});

test('a file input opens no dialog of the system', async () => {
  await connected({}, async ({ worker, app, page }) => {
    expect(await ended(page, 1)).toBeNull();
    await app.evaluate(({ app: electronApp }) => {
      const opened: string[] = [];
      Object.assign(globalThis, { choosers: opened });
      electronApp.on('web-contents-created', (_event, contents) => {
        contents.debugger.on('message', (_message, method) => {
          if (method === 'Page.fileChooserOpened') {
            opened.push(method);
          }
        });
      });
    });
    worker.setOptions({ faults: { 'system-dialogs': 'always' } });
    await command(page, 'sync:start');
    expect(await ended(page, 2)).toBeNull();
    // The dialog for a file and the one for a folder were both intercepted.
    expect(await app.evaluate(() => (globalThis as unknown as { choosers: string[] }).choosers)).toHaveLength(
      2,
    );
  });
});

test('a sync without a login gives main no picture of the page, which is drawn rarely', async () => {
  await connected({}, async ({ worker, app, page }) => {
    // Electron also sends a picture for each typed letter, so the login comes first.
    expect(await ended(page, 1)).toBeNull();
    await app.evaluate(({ app: electronApp }) => {
      const counted = globalThis as { pictures?: number };
      counted.pictures = 0;
      electronApp.on('web-contents-created', (_event, contents) => {
        contents.on('paint', () => {
          counted.pictures = (counted.pictures ?? 0) + 1;
        });
      });
    });
    worker.setOptions({ exportDelayMs: 60_000 });
    await syncUntil(page, 'export');
    await expect.poll(async () => (await worker.stats()).exportRequests).toBe(2);
    const { colours, framesPerSecond } = await app.evaluate(async ({ BrowserWindow }) => {
      const portal = BrowserWindow.getAllWindows().find(
        ({ webContents }) => !webContents.getURL().startsWith('archibald-app:'),
      );
      const image = await portal?.webContents.capturePage();
      return {
        colours: new Set(new Uint32Array(new Uint8Array(image?.toBitmap() ?? []).buffer)).size,
        framesPerSecond: portal?.webContents.getFrameRate(),
      };
    });
    expect(framesPerSecond).toBe(10);
    expect(colours).toBeGreaterThan(2);
    expect(await app.evaluate(() => (globalThis as { pictures?: number }).pictures)).toBe(0);
  });
});
