import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { expect } from 'playwright/test';
import type { ElectronApplication, Page } from 'playwright/test';
import { startDemoWorker } from '../../main/demo/client';
import type { DemoWorker } from '../../main/demo/client';
import { connect } from './connected';
import { dataFolder, launch, quit } from './launch';
import type { RunningApp } from './launch';

/** The app at its first screen, its portal, and a host that neither of them may contact. */
export class AttackedApp {
  readonly app: ElectronApplication;
  readonly page: Page;

  private constructor(
    running: RunningApp,
    readonly portal: DemoWorker,
    readonly otherSiteUrl: string,
    readonly otherSiteVisitors: readonly string[],
    private readonly otherSite: Server,
  ) {
    this.app = running.app;
    this.page = running.page;
  }

  static async start(): Promise<AttackedApp> {
    const visitors: string[] = [];
    const otherSite = createServer((request, response) => {
      visitors.push(request.url ?? '');
      response.setHeader('access-control-allow-origin', '*');
      response.end('hello');
    });
    await new Promise<void>((resolve) => otherSite.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(otherSite.address() as AddressInfo).port}`;
    const portal = await startDemoWorker(join(__dirname, '../../out/main/demo-worker.js'), {
      count: 60,
      // The export outlasts these tests, because the end of a sync closes the portal's window.
      exportDelayMs: 60_000,
      loadingPanelMs: 50,
    });
    const running = await launch(dataFolder());
    await expect(running.page.getByTestId('first-run')).toBeVisible();
    return new AttackedApp(running, portal, url, visitors, otherSite);
  }

  async close(): Promise<void> {
    await quit(this.app);
    await this.portal.close();
    this.otherSite.close();
  }

  /** Runs code in the portal's window, which is open while a sync waits for its export. */
  async inPortal(code: string): Promise<unknown> {
    if ((await this.#portalPath()) === '') {
      await connect(this.page, this.portal);
      await expect.poll(() => this.#portalPath()).toMatch(/CUSTTABLE/i);
    }
    return this.app.evaluate(({ BrowserWindow }, script) => {
      const window = BrowserWindow.getAllWindows().find((one) => one.webContents.getURL().startsWith('http'));
      // The frame runs the script at once. The window would wait for the end of the export.
      return window?.webContents.mainFrame.executeJavaScript(script);
    }, code);
  }

  #portalPath(): Promise<string> {
    return this.app.evaluate(
      ({ BrowserWindow }) =>
        BrowserWindow.getAllWindows()
          .map((one) => one.webContents.getURL())
          .find((url) => url.startsWith('http')) ?? '',
    );
  }
}
