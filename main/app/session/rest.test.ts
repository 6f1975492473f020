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

test('memory is released once, shortly after the last activity has ended', async () => {
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

test('memory is not released while a window is open or a sync runs', async () => {
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
