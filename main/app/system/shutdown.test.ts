import { expect, test } from 'vitest';
import { FakeClock } from '../../../tests/helpers/fake-clock';
import { TestLog } from '../../../tests/helpers/test-log';
import { SECOND } from '../../base/durations';
import { closeInTime } from './shutdown';

test('waits for what closes', async () => {
  const log = new TestLog();
  await closeInTime(() => Promise.resolve(), new FakeClock(), log);
  expect(log.lines.join()).toContain('Shut down in 0 ms');
});

test('goes on when closing fails, and says what failed', async () => {
  const log = new TestLog();
  await closeInTime(() => Promise.reject(new TypeError('Object has been destroyed')), new FakeClock(), log);
  expect(log.lines.join()).toContain('Object has been destroyed');
  expect(log.lines.join()).toContain('by force');
});

test('waits no longer than the system would', async () => {
  const [clock, log] = [new FakeClock(), new TestLog()];
  const closing = closeInTime(() => new Promise(() => undefined), clock, log);
  await clock.advance(3 * SECOND);
  await closing;
  expect(log.lines.join()).toContain('by force after 2500 ms');
});
