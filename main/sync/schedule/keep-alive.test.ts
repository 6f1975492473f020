import { expect, test } from 'vitest';
import { FakeClock } from '../../../tests/helpers/fake-clock';
import { HOUR, MINUTE } from '../../base/durations';
import { KEEP_ALIVE_MS, KeepAlive } from './keep-alive';

function keeper(): {
  clock: FakeClock;
  keepAlive: KeepAlive;
  facts: { may: boolean; intervalMs: number; calls: number };
} {
  const clock = new FakeClock();
  const facts = { may: true, intervalMs: 30 * MINUTE, calls: 0 };
  const keepAlive = new KeepAlive({
    clock,
    session: { keepAlive: () => Promise.resolve(void (facts.calls += 1)) },
    mayKeep: () => facts.may,
    intervalMs: () => facts.intervalMs,
  });
  return { clock, keepAlive, facts };
}

test('the session is called every five minutes, as by an open page, until it is stopped', async () => {
  const { clock, keepAlive, facts } = keeper();
  keepAlive.start();
  await clock.advance(KEEP_ALIVE_MS - 1);
  expect(facts.calls).toBe(0);
  await clock.advance(25 * MINUTE + 1);
  expect(facts.calls).toBe(6);
  keepAlive.stop();
  expect(clock.pendingTimers).toBe(0);
});

test('calls pause while the portal may not be contacted, and continue afterwards', async () => {
  const { clock, keepAlive, facts } = keeper();
  facts.may = false;
  keepAlive.start();
  await clock.advance(HOUR);
  expect(facts.calls).toBe(0);
  facts.may = true;
  await clock.advance(KEEP_ALIVE_MS);
  expect(facts.calls).toBe(1);
});

test('no session is kept for syncs more than two hours apart', async () => {
  const { clock, keepAlive, facts } = keeper();
  facts.intervalMs = 4 * HOUR;
  keepAlive.start();
  await clock.advance(4 * HOUR);
  expect(facts.calls).toBe(0);
  facts.intervalMs = 2 * HOUR;
  await clock.advance(KEEP_ALIVE_MS);
  expect(facts.calls).toBe(1);
});
