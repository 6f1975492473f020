import { expect, test } from 'vitest';
import { tempFolder } from '../../../tests/helpers/temp-folder';
import type { DemoWorker } from '../../demo/client';
import type { DemoWorkerStart } from '../../demo/client';
import { Settings } from '../../settings/settings';
import { DemoHost } from './demo-host';

/** A host whose portals start as `answers` say, one after the other. */
function hosted(...answers: ('starts' | 'fails')[]) {
  const started: DemoWorkerStart[] = [];
  const closed: number[] = [];
  const host = new DemoHost('demo-worker.js', new Settings(tempFolder(), () => 0), (_path, options = {}) => {
    const number = started.push(options);
    return answers[number - 1] === 'fails'
      ? Promise.reject(new Error('The demo portal did not start'))
      : Promise.resolve({
          url: `http://127.0.0.1:${number}/Archibald`,
          close: () => Promise.resolve(void closed.push(number)),
        } as DemoWorker);
  });
  return { host, started, closed };
}

test('a demo that could not be started is tried again the next time', async () => {
  const { host, started } = hosted('fails', 'starts');
  await expect(host.login()).rejects.toThrow('did not start');
  expect(await host.login()).toMatchObject({ origin: 'http://127.0.0.1:2' });
  expect(await host.login()).toMatchObject({ origin: 'http://127.0.0.1:2' });
  expect(started).toHaveLength(2);
});

test('a demo that has died is started again the next time', async () => {
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
