import { expect, test } from 'vitest';
import { FakeClock } from '../../../tests/helpers/fake-clock';
import { RELEASE_AFTER_MS, IdleMemory } from './idle-memory';

function start() {
  const clock = new FakeClock();
  const state = { isIdle: true, releases: 0 };
  const idleMemory = new IdleMemory({
    clock,
    isIdle: () => state.isIdle,
    release() {
      state.releases += 1;
      return Promise.resolve();
    },
  });
  return { clock, state, idleMemory };
}

test('memory is released once, shortly after the last activity has ended', async () => {
  const { clock, state, idleMemory } = start();
  idleMemory.releaseSoon();
  await clock.advance(RELEASE_AFTER_MS - 1);
  idleMemory.releaseSoon();
  await clock.advance(RELEASE_AFTER_MS - 1);
  expect(state.releases).toBe(0);
  await clock.advance(1);
  expect(state.releases).toBe(1);
  await clock.advance(RELEASE_AFTER_MS * 10);
  expect(state.releases).toBe(1);
});

test('memory is not released while a window is open or a sync runs', async () => {
  const { clock, state, idleMemory } = start();
  state.isIdle = false;
  idleMemory.releaseSoon();
  await clock.advance(RELEASE_AFTER_MS);
  expect(state.releases).toBe(0);
  state.isIdle = true;
  idleMemory.releaseSoon();
  idleMemory.stop();
  await clock.advance(RELEASE_AFTER_MS);
  expect(state.releases).toBe(0);
});
