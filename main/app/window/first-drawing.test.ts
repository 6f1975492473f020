import { expect, test } from 'vitest';
import { FakeClock } from '../../../tests/helpers/fake-clock';
import { FirstDrawing, LATEST_MS } from './first-drawing';

function start() {
  const clock = new FakeClock();
  const drawing = new FirstDrawing(clock);
  const done: string[] = [];
  drawing.after(() => done.push('first'));
  drawing.after(() => done.push('second'));
  drawing.expect();
  return { clock, drawing, done };
}

test('what waits is done once the window is drawn, in its order and once', async () => {
  const { clock, drawing, done } = start();
  expect(done).toEqual([]);
  drawing.come();
  expect(done).toEqual(['first', 'second']);
  drawing.come();
  await clock.advance(LATEST_MS);
  expect(done).toEqual(['first', 'second']);
  expect(clock.pendingTimers).toBe(0);
});

test('what comes later is done at once', () => {
  const { drawing, done } = start();
  drawing.come();
  drawing.after(() => done.push('third'));
  expect(done).toEqual(['first', 'second', 'third']);
});

test('a window that says nothing is waited for no longer than that', async () => {
  const { clock, done } = start();
  await clock.advance(LATEST_MS - 1);
  expect(done).toEqual([]);
  await clock.advance(1);
  expect(done).toEqual(['first', 'second']);
});

test('an app that ends before does nothing more', async () => {
  const { clock, drawing, done } = start();
  drawing.stop();
  drawing.come();
  await clock.advance(LATEST_MS);
  expect(done).toEqual([]);
});
