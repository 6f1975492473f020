import type { DemoWorker } from '../../demo/client';
import { startDemoWorker } from '../../demo/client';
import { DEMO_DEFAULTS } from '../../demo/options';
import type { PortalLogin } from '../../portal/login/login';
import type { Settings } from '../../settings/settings';

type StartDemo = typeof startDemoWorker;

/** Runs the demo portal in a thread, started at its first use and again after it has ended. */
export class DemoHost {
  readonly #workerPath: string;
  readonly #settings: Settings;
  readonly #now: () => number;
  readonly #start: StartDemo;
  #worker: Promise<DemoWorker> | null = null;

  /** `now` returns milliseconds since 1970 UTC. */
  constructor(workerPath: string, settings: Settings, now: () => number, start: StartDemo = startDemoWorker) {
    this.#now = now;
    this.#start = start;
    this.#workerPath = workerPath;
    this.#settings = settings;
  }

  /** Returns the demo portal's login, and starts the portal if needed. Rejects if that fails. */
  async login(): Promise<PortalLogin> {
    const worker = (this.#worker ??= this.#started());
    const { url } = await worker.catch((error: unknown) => {
      this.#forget(worker);
      throw error;
    });
    return { origin: new URL(url).origin, user: DEMO_DEFAULTS.user, password: DEMO_DEFAULTS.password };
  }

  #started(): Promise<DemoWorker> {
    const worker = this.#start(this.#workerPath, {
      firstExportNumber: this.#settings.demoExportNumber + 1,
      firstDay: this.#settings.demoFirstDay(new Date(this.#now()).toISOString().slice(0, 10)),
      onExported: (exportNumber) => void this.#settings.noteDemoExport(exportNumber),
      onFailure: () => this.#forget(worker),
    });
    return worker;
  }

  #forget(worker: Promise<DemoWorker>): void {
    if (this.#worker === worker) {
      this.#worker = null;
    }
  }

  async close(): Promise<void> {
    const worker = await this.#worker?.catch(() => null);
    await worker?.close();
  }
}
