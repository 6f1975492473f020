import { expect, test } from 'vitest';
import { FakeClock } from '../../../tests/helpers/fake-clock';
import { RELEASE_AFTER_MS, IdleMemory } from './idle-memory';

function start() {
  const clock = new FakeClock();
  const state = { isIdle: true, rests: 0 };
  const rest = new IdleMemory({
    clock,
    isIdle: () => state.isIdle,
    release() {
      state.rests += 1;
      return Promise.resolve();
    },
  });
  return { clock, state, rest };
}

test('memory is released once, shortly after the last activity has ended', async () => {
  const { clock, state, rest } = start();
  rest.releaseSoon();
  await clock.advance(RELEASE_AFTER_MS - 1);
  rest.releaseSoon();
  await clock.advance(RELEASE_AFTER_MS - 1);
  expect(state.rests).toBe(0);
  await clock.advance(1);
  expect(state.rests).toBe(1);
  await clock.advance(RELEASE_AFTER_MS * 10);
  expect(state.rests).toBe(1);
});

test('memory is not released while a window is open or a sync runs', async () => {
  const { clock, state, rest } = start();
  state.isIdle = false;
  rest.releaseSoon();
  await clock.advance(RELEASE_AFTER_MS);
  expect(state.rests).toBe(0);
  state.isIdle = true;
  rest.releaseSoon();
  rest.stop();
  await clock.advance(RELEASE_AFTER_MS);
  expect(state.rests).toBe(0);
});
