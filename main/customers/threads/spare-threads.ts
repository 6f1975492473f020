import { Worker } from 'node:worker_threads';

/**
 * The most memory for short-lived objects in each thread, in MB. A long-lived thread never frees
 * this memory: with the default of 48 MB, 400 syncs of 300 customers left 36 MB more. Applying and
 * searching are as fast with 6 MB as with 48 MB (npm run bench --only scale,search).
 */
const MAX_YOUNG_MB = 6;

/**
 * Starts threads for the cache in advance. Starting a thread takes longer than opening the cache,
 * so it begins while Chromium still gets ready.
 */
export class SpareThreads {
  readonly #workerPath: string;
  readonly #ready: { readonly worker: Worker; readonly stopWatching: () => void }[] = [];

  /** Runs the script at `workerPath`. Starts `count` threads now, and more on request. */
  constructor(workerPath: string, count = 0) {
    this.#workerPath = workerPath;
    for (let made = 0; made < count; made += 1) {
      this.#start();
    }
  }

  /** The number of threads that are started and waiting. */
  get count(): number {
    return this.#ready.length;
  }

  /** Returns a started thread, or a new one; the caller must end it. */
  take(): Worker {
    const spare = this.#ready.shift();
    spare?.stopWatching();
    return spare?.worker ?? this.#begin();
  }

  /**
   * Ends the waiting threads, each once it has loaded its script. A program that exits while a
   * thread loads a native module may die by a signal, without exit code.
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
    // If a spare thread fails, the next caller starts a new thread and handles its errors.
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
