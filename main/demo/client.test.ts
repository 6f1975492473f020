import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { build } from 'vite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Visitor } from '../../tests/helpers/demo/visitor';
import { startDemoWorker } from './client';
import { LOGIN_PATH } from './portal/login';

// Inside the project, so that the built worker finds its packages.
const cache = resolve(import.meta.dirname, '../../node_modules/.cache');
let folder: string;
let worker: string;

beforeAll(async () => {
  mkdirSync(cache, { recursive: true });
  folder = mkdtempSync(join(cache, 'demo-worker-'));
  await build({
    configFile: false,
    logLevel: 'error',
    build: {
      outDir: folder,
      ssr: resolve(import.meta.dirname, 'worker.ts'),
      rolldownOptions: { output: { format: 'cjs', entryFileNames: 'demo-worker.js' } },
    },
  });
  worker = join(folder, 'demo-worker.js');
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('the demo in its own thread', () => {
  it('serves, reports each export, takes options and closes', async () => {
    const numbers: number[] = [];
    const demo = await startDemoWorker(worker, {
      count: 20,
      exportDelayMs: 0,
      firstExportNumber: 4,
      onExported: (number) => numbers.push(number),
    });
    const visitor = new Visitor(demo.url);
    await visitor.logIn();
    const response = await visitor.exportPdf();
    expect(
      Buffer.from(await response.arrayBuffer())
        .subarray(0, 8)
        .toString(),
    ).toBe('%PDF-1.4');
    await expect.poll(() => numbers).toEqual([4]);
    demo.setOptions({ faults: { unavailable: 'always' } });
    await expect.poll(async () => (await visitor.get(LOGIN_PATH)).status).toBe(503);
    await demo.close();
    await expect(visitor.get(LOGIN_PATH)).rejects.toThrow('fetch failed');
  });

  it('reports refused options and continues', async () => {
    const failures: string[] = [];
    const demo = await startDemoWorker(worker, { count: 5, onFailure: (message) => failures.push(message) });
    demo.setOptions({ count: -1 });
    await expect.poll(() => failures).toEqual(['count must be an integer from 1, got -1']);
    expect((await new Visitor(demo.url).get(LOGIN_PATH)).status).toBe(200);
    await demo.close();
  });

  it('reports why it did not start', async () => {
    await expect(startDemoWorker(worker, { count: 0 })).rejects.toThrow(
      'The demo portal did not start: count must be an integer from 1, got 0',
    );
    await expect(startDemoWorker(join(folder, 'none.js'))).rejects.toThrow('The demo portal did not start:');
    const broken = join(folder, 'broken.js');
    writeFileSync(broken, 'process.exit(3)');
    await expect(startDemoWorker(broken)).rejects.toThrow('its thread ended with code 3');
  });
});
