import { expect, test } from 'vitest';
import { tempFolder } from '../../../tests/helpers/temp-folder';
import type { DemoWorker } from '../../demo/client';
import type { DemoWorkerStart } from '../../demo/client';
import { Settings } from '../../settings/settings';
import { DemoHost } from './demo-host';

/** Creates a host whose attempts to start the portal have these results, in order. */
function hosted(...answers: ('starts' | 'fails')[]) {
  const started: DemoWorkerStart[] = [];
  const closed: number[] = [];
  const settings = new Settings(tempFolder(), () => 0);
  const clock = { now: Date.UTC(2026, 10, 29) };
  const start = (_path: string, options: DemoWorkerStart = {}): Promise<DemoWorker> => {
    const number = started.push(options);
    return answers[number - 1] === 'fails'
      ? Promise.reject(new Error('The demo portal did not start'))
      : Promise.resolve({
          url: `http://127.0.0.1:${number}/Archibald`,
          close: () => Promise.resolve(void closed.push(number)),
        } as DemoWorker);
  };
  const host = new DemoHost('demo-worker.js', settings, () => clock.now, start);
  return { host, started, closed, settings, clock };
}

test('a demo that could not be started is started on the next use', async () => {
  const { host, started } = hosted('fails', 'starts');
  await expect(host.login()).rejects.toThrow('did not start');
  expect(await host.login()).toMatchObject({ origin: 'http://127.0.0.1:2' });
  expect(await host.login()).toMatchObject({ origin: 'http://127.0.0.1:2' });
  expect(started).toHaveLength(2);
});

test('a demo that has died is restarted on the next use', async () => {
  const { host, started, closed } = hosted('starts', 'starts');
  await host.login();
  started[0]?.onFailure?.('it died');
  expect(await host.login()).toMatchObject({ origin: 'http://127.0.0.1:2' });
  await host.close();
  expect(closed).toEqual([2]);
});

test('closing a demo that could not be started does nothing', async () => {
  const { host } = hosted('fails');
  const login = host.login();
  await host.close();
  await expect(login).rejects.toThrow();
});

test('orders date from before the first export, and keep their dates on later days', async () => {
  const { host, started, clock } = hosted('starts', 'starts');
  await host.login();
  started[0]?.onExported?.(1);
  started[0]?.onFailure?.('it died');
  clock.now += 86_400_000;
  await host.login();
  expect(started.map(({ firstDay }) => firstDay)).toEqual(['2026-11-29', '2026-11-29']);
});

test('a demo started by an earlier version keeps its dates', async () => {
  const { host, started, settings } = hosted('starts');
  settings.noteDemoExport(3);
  await host.login();
  expect(started[0]).toMatchObject({ firstExportNumber: 4, firstDay: null });
});
