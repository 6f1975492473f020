import { expect, test } from 'vitest';
import { FakeClock } from '../../../tests/helpers/fake-clock';
import { TestLog } from '../../../tests/helpers/test-log';
import { SECOND } from '../../base/durations';
import { closeInTime } from './shutdown';

test('the shutdown waits for the parts to close', async () => {
  const log = new TestLog();
  await closeInTime(() => Promise.resolve(), new FakeClock(), log);
  expect(log.lines.join()).toContain('Shut down in 0 ms');
});

test('the shutdown continues when closing fails, and logs the error', async () => {
  const log = new TestLog();
  await closeInTime(() => Promise.reject(new TypeError('Object has been destroyed')), new FakeClock(), log);
  expect(log.lines.join()).toContain('Object has been destroyed');
  expect(log.lines.join()).toContain('by force');
});

test('the shutdown waits no longer than the system would', async () => {
  const [clock, log] = [new FakeClock(), new TestLog()];
  const closing = closeInTime(() => new Promise(() => undefined), clock, log);
  await clock.advance(3 * SECOND);
  await closing;
  expect(log.lines.join()).toContain('by force after 2500 ms');
});
