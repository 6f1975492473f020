import { expect, test } from 'vitest';
import { FakeClock, settle } from '../../../tests/helpers/fake-clock';
import { MINUTE, SECOND } from '../../base/durations';
import { FirstPaint } from '../window/first-paint';
import { awaitTray, awaitTrayByPlatform } from './await-tray';

function waiting(presentAtCheck: number) {
  const clock = new FakeClock();
  let looks = 0;
  let found = 0;
  const ask = (): Promise<boolean> => {
    looks += 1;
    return Promise.resolve(looks >= presentAtCheck);
  };
  const stop = awaitTray(ask, clock, () => (found += 1));
  const pass = async (ms: number): Promise<void> => {
    await clock.advance(ms);
    await settle();
  };
  return { pass, stop, looks: () => looks, found: () => found };
}

test('a panel that starts after the app is found', async () => {
  const { pass, looks, found } = waiting(3);
  await pass(2 * SECOND);
  expect([looks(), found()]).toEqual([2, 0]);
  await pass(5 * SECOND);
  expect([looks(), found()]).toEqual([3, 1]);
  await pass(10 * MINUTE);
  expect([looks(), found()]).toEqual([3, 1]);
});

test('a panel that is there at the start is used at once', async () => {
  const { looks, found } = waiting(1);
  await settle();
  expect([looks(), found()]).toEqual([1, 1]);
});

test('the search ends on a desktop without a panel', async () => {
  const { pass, looks, found } = waiting(Infinity);
  for (let minute = 0; minute < 20; minute += 1) {
    await pass(MINUTE);
  }
  expect([looks(), found()]).toEqual([7, 0]);
});

test('the search ends when the app quits', async () => {
  const { pass, stop, found } = waiting(1);
  stop();
  await pass(MINUTE);
  expect(found()).toBe(0);
});

function start(platform: NodeJS.Platform, isThere: () => boolean) {
  const clock = new FakeClock();
  const firstPaint = new FirstPaint(clock);
  firstPaint.expect();
  const calls: string[] = [];
  const stop = awaitTrayByPlatform({
    platform,
    firstPaint,
    ask() {
      calls.push('asked');
      return Promise.resolve(isThere());
    },
    clock,
    onAvailable: () => calls.push('there'),
  });
  return { clock, firstPaint, calls, stop };
}

test.each(['win32', 'darwin'] as const)('%s has a tray before the window is drawn', (platform) => {
  const { calls } = start(platform, () => false);
  expect(calls).toEqual(['there']);
});

test('a Linux desktop is asked once the window is drawn', async () => {
  const { clock, firstPaint, calls } = start('linux', () => true);
  await clock.advance(0);
  expect(calls).toEqual([]);
  firstPaint.notifyPainted();
  await clock.advance(0);
  expect(calls).toEqual(['asked', 'there']);
});

test('a stopped search asks no more', async () => {
  const { clock, firstPaint, calls, stop } = start('linux', () => false);
  firstPaint.notifyPainted();
  await clock.advance(0);
  stop();
  await clock.advance(10_000);
  expect(calls).toEqual(['asked']);
});
