import type { DemoWorker } from '../demo/client';
import { startDemoWorker } from '../demo/client';
import { DEMO_DEFAULTS } from '../demo/options';
import type { PortalLogin } from '../portal/driver';
import type { Settings } from '../settings/settings';

/** Runs the demo portal in a thread of its own, from the first time it is needed until the app ends. */
export class DemoHost {
  readonly #workerPath: string;
  readonly #settings: Settings;
  #worker: Promise<DemoWorker> | null = null;

  constructor(workerPath: string, settings: Settings) {
    this.#workerPath = workerPath;
    this.#settings = settings;
  }

  /** Where the demo portal is and how to log in; starts it if it does not run. */
  async login(): Promise<PortalLogin> {
    this.#worker ??= startDemoWorker(this.#workerPath, {
      firstExportNumber: this.#settings.demoExportNumber + 1,
      onExported: (exportNumber) => void this.#settings.noteDemoExport(exportNumber),
    });
    const { url } = await this.#worker;
    return { origin: new URL(url).origin, user: DEMO_DEFAULTS.user, password: DEMO_DEFAULTS.password };
  }

  async close(): Promise<void> {
    const worker = await this.#worker?.catch(() => null);
    await worker?.close();
  }
}
