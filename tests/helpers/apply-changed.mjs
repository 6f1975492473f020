// Started by a test that kills it in the middle of a write: changes every customer in one transaction.
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';

const [folder = '', workerPath = ''] = process.argv.slice(2);
const worker = new Worker(workerPath, {
  workerData: { path: join(folder, 'customers.db'), readonly: false },
});
const customers = Array.from({ length: 4_000 }, (_, index) => ({
  id: String(index + 1),
  name: `Cliente ${index + 1} bis`,
}));
worker.once('message', () => {
  worker.postMessage({ id: 1, name: 'applyExport', parameters: [customers, 2, '2026-11-23T09:00:00.000Z'] });
  process.send?.('writing');
});
setInterval(() => undefined, 1_000);
