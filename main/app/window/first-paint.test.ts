import { expect, test } from 'vitest';
import { FakeClock } from '../../../tests/helpers/fake-clock';
import { FirstPaint, FIRST_PAINT_LIMIT_MS } from './first-paint';

function start() {
  const clock = new FakeClock();
  const drawing = new FirstPaint(clock);
  const done: string[] = [];
  drawing.after(() => done.push('first'));
  drawing.after(() => done.push('second'));
  drawing.expect();
  return { clock, drawing, done };
}

test('postponed work runs once and in order after the window is drawn', async () => {
  const { clock, drawing, done } = start();
  expect(done).toEqual([]);
  drawing.notifyPainted();
  expect(done).toEqual(['first', 'second']);
  drawing.notifyPainted();
  await clock.advance(FIRST_PAINT_LIMIT_MS);
  expect(done).toEqual(['first', 'second']);
  expect(clock.pendingTimers).toBe(0);
});

test('work added later runs at once', () => {
  const { drawing, done } = start();
  drawing.notifyPainted();
  drawing.after(() => done.push('third'));
  expect(done).toEqual(['first', 'second', 'third']);
});

test('a window that never reports delays the work no longer than the limit', async () => {
  const { clock, done } = start();
  await clock.advance(FIRST_PAINT_LIMIT_MS - 1);
  expect(done).toEqual([]);
  await clock.advance(1);
  expect(done).toEqual(['first', 'second']);
});

test('an app that quits earlier drops the work', async () => {
  const { clock, drawing, done } = start();
  drawing.stop();
  drawing.notifyPainted();
  await clock.advance(FIRST_PAINT_LIMIT_MS);
  expect(done).toEqual([]);
});
