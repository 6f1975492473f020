import { expect, test } from 'vitest';
import { FakeClock } from '../../tests/helpers/fake-clock';
import { TestLog } from '../../tests/helpers/test-log';
import { parsePolicy, untrustedPolicy } from './policy';
import type { LoadedPolicy } from './policy';
import { PolicyWatch } from './policy-watch';

const MINUTES = 60_000;

test('what the company changes counts within ten minutes, and is told once', async () => {
  const clock = new FakeClock();
  const log = new TestLog();
  let now = parsePolicy('{"loginsPerDay":3}');
  const watch = await PolicyWatch.open(() => Promise.resolve(now), clock, log);
  const told: LoadedPolicy[] = [];
  watch.changed.on((loaded) => told.push(loaded));
  watch.start();
  await clock.advance(30 * MINUTES);
  expect(told).toEqual([]);
  expect(watch.loaded.policy.loginsPerDay).toBe(3);

  now = parsePolicy('{"loginsPerDay":6}');
  await clock.advance(10 * MINUTES);
  expect(told).toEqual([now]);
  expect(watch.loaded.policy.loginsPerDay).toBe(6);

  watch.stop();
  now = untrustedPolicy('others than its owner may write the file');
  await clock.advance(60 * MINUTES);
  expect(told).toHaveLength(1);
  expect(clock.pendingTimers).toBe(0);
});

test('what does not count is in the log, by its key and never with its value', async () => {
  const log = new TestLog();
  const read = (): Promise<LoadedPolicy> =>
    Promise.resolve(parsePolicy('{"portal":"https://secret.example.it","loginsPerDay":"secret"}'));
  await PolicyWatch.open(read, new FakeClock(), log);
  expect(log.lines).toHaveLength(2);
  expect(log.lines[0]).toContain('portal: there is no such key');
  expect(log.lines.join()).not.toContain('secret');
});
