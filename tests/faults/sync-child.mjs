// Runs the syncs of the crash test, which kills this process at a random moment. It uses the app's
// own worker, from opening the cache to the daily backup, and reports each step.
import { Worker } from 'node:worker_threads';
import { stepExport, parseStep } from './steps.mjs';

const [folder = '', workerPath = '', startedAt = ''] = process.argv.slice(2);
const DAY_MS = 86_400_000;
let now = Number(startedAt);

const worker = new Worker(workerPath);
worker.postMessage({ folder, now, suspect: null, readonly: false });

/**
 * @typedef {{ ok: true, value: unknown } | { ok: false, error: { message: string } }} Result
 *
 * @param {string} name
 * @param {...unknown} parameters
 * @returns {Promise<unknown>}
 */
function ask(name, ...parameters) {
  return new Promise((resolve, reject) => {
    worker.once('message', (/** @type {{ result: Result }} */ { result }) => {
      if (result.ok) {
        resolve(result.value);
      } else {
        reject(new Error(`${name}: ${result.error.message}`));
      }
    });
    if (name !== 'open') {
      worker.postMessage({ id: 1, name, parameters });
    }
  });
}

const report = await ask('open');
const first = /** @type {{ record: { name: string } } | null} */ (await ask('get', '1'));
process.send?.({ opened: report });
for (let step = parseStep(first?.record.name) + 1; ; step += 1) {
  now += DAY_MS / 3;
  const at = new Date(now).toISOString();
  const number = await ask('beginRun', 'schedule', at);
  const applied = await ask('applyExport', stepExport(step), number, at);
  const { value: counts } = /** @type {{ value: object }} */ (applied);
  const stages = { login: 0, export: 0, read: 0, apply: 0 };
  const end = {
    endedAt: at,
    durationMs: 0,
    outcome: 'success',
    attempts: 1,
    bytes: 0,
    pages: 0,
    warnings: {},
    reading: null,
    logins: 1,
  };
  await ask('finishRun', { number, trigger: 'schedule', startedAt: at, ...end, counts, stages, error: null });
  process.send?.({ step });
  await ask('backUpIfDue', now);
}
