import { expect, test } from 'vitest';
import { FakeClock } from '../../../tests/helpers/fake-clock';
import { FirstDrawing } from '../window/first-drawing';
import { placeTray } from './place-tray';

function start(platform: NodeJS.Platform, isThere: () => boolean) {
  const clock = new FakeClock();
  const firstDrawing = new FirstDrawing(clock);
  firstDrawing.expect();
  const told: string[] = [];
  const stop = placeTray({
    platform,
    firstDrawing,
    ask() {
      told.push('asked');
      return Promise.resolve(isThere());
    },
    clock,
    onThere: () => told.push('there'),
  });
  return { clock, firstDrawing, told, stop };
}

test.each(['win32', 'darwin'] as const)('%s has a tray before the window is drawn', (platform) => {
  const { told } = start(platform, () => false);
  expect(told).toEqual(['there']);
});

test('a Linux desktop is asked once the window is drawn', async () => {
  const { clock, firstDrawing, told } = start('linux', () => true);
  await clock.advance(0);
  expect(told).toEqual([]);
  firstDrawing.come();
  await clock.advance(0);
  expect(told).toEqual(['asked', 'there']);
});

test('a tray that is not wanted any more is asked for no more', async () => {
  const { clock, firstDrawing, told, stop } = start('linux', () => false);
  firstDrawing.come();
  await clock.advance(0);
  stop();
  await clock.advance(10_000);
  expect(told).toEqual(['asked']);
});
