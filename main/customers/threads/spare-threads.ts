import { Worker } from 'node:worker_threads';

/**
 * What is made and dropped may take this much in each thread, in megabytes. By default it is 48, which a thread that lives
 * for days comes to fill and never gives back: 400 syncs of 300 customers left 36 MB more. It applies and searches as
 * quickly with 6 (npm run lab -- bench --only scale,search).
 */
const MAX_YOUNG_MB = 6;

/**
 * Threads for the cache that are started before there is one to open: starting a thread takes longer than opening, and
 * at the start of the app Chromium is still getting ready meanwhile.
 */
export class SpareThreads {
  readonly #workerPath: string;
  readonly #ready: { readonly worker: Worker; readonly stopWatching: () => void }[] = [];

  /** Of the script at `workerPath`; none is started before it is taken unless `count` says so. */
  constructor(workerPath: string, count = 0) {
    this.#workerPath = workerPath;
    for (let made = 0; made < count; made += 1) {
      this.#start();
    }
  }

  /** How many are started and wait. */
  get count(): number {
    return this.#ready.length;
  }

  /** One that is started, else a new one. Whoever takes it looks after it. */
  take(): Worker {
    const spare = this.#ready.shift();
    spare?.stopWatching();
    return spare?.worker ?? this.#begin();
  }

  /**
   * Ends those that wait, each by itself once it has loaded its script. A program that ends while a thread of it loads a
   * native module may be ended by a signal instead of giving its exit code.
   */
  async close(): Promise<void> {
    await Promise.all(
      this.#ready.splice(0).map(({ worker }) => {
        const gone = new Promise((resolve) => worker.once('exit', resolve));
        worker.postMessage(null);
        return gone;
      }),
    );
  }

  #begin(): Worker {
    return new Worker(this.#workerPath, { resourceLimits: { maxYoungGenerationSizeMb: MAX_YOUNG_MB } });
  }

  #start(): void {
    const worker = this.#begin();
    // One that breaks down meanwhile is no loss: who needs one starts another, and hears why if that breaks down too.
    const forget = (): void => {
      const at = this.#ready.findIndex((one) => one.worker === worker);
      if (at !== -1) {
        this.#ready.splice(at, 1);
      }
    };
    worker.on('error', forget).on('exit', forget);
    this.#ready.push({ worker, stopWatching: () => worker.off('error', forget).off('exit', forget) });
  }
}
