import { expect, test } from 'vitest';
import { FakeClock } from '../../../tests/helpers/fake-clock';
import { REST_AFTER_MS, Rest } from './rest';

function start() {
  const clock = new FakeClock();
  const state = { isIdle: true, rests: 0 };
  const rest = new Rest({
    clock,
    isIdle: () => state.isIdle,
    rest() {
      state.rests += 1;
      return Promise.resolve();
    },
  });
  return { clock, state, rest };
}

test('rests once, a moment after the last thing that has ended', async () => {
  const { clock, state, rest } = start();
  rest.soon();
  await clock.advance(REST_AFTER_MS - 1);
  rest.soon();
  await clock.advance(REST_AFTER_MS - 1);
  expect(state.rests).toBe(0);
  await clock.advance(1);
  expect(state.rests).toBe(1);
  await clock.advance(REST_AFTER_MS * 10);
  expect(state.rests).toBe(1);
});

test('does not rest while somebody looks or something is synced', async () => {
  const { clock, state, rest } = start();
  state.isIdle = false;
  rest.soon();
  await clock.advance(REST_AFTER_MS);
  expect(state.rests).toBe(0);
  state.isIdle = true;
  rest.soon();
  rest.stop();
  await clock.advance(REST_AFTER_MS);
  expect(state.rests).toBe(0);
});
