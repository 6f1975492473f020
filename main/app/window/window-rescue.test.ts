import { expect, test } from 'vitest';
import { FakeClock } from '../../../tests/helpers/fake-clock';
import { TestLog } from '../../../tests/helpers/test-log';
import { MINUTE, SECOND } from '../../base/durations';
import { WindowRescue } from './window-rescue';

/** A fake page that crashes and hangs on request. */
class Page {
  readonly done: string[] = [];
  isPlain = (): boolean => this.done.at(-1) === 'plain';
  destroyed = false;
  gone!: (reason: string) => void;
  hanging!: (isHanging: boolean) => void;

  onEnded(listener: (reason: string) => void): void {
    this.gone = listener;
  }

  onHanging(listener: (isHanging: boolean) => void): void {
    this.hanging = listener;
  }

  isDestroyed(): boolean {
    return this.destroyed;
  }

  load(): void {
    this.done.push('load');
  }

  loadPlain(): void {
    this.done.push('plain');
  }

  crash(): void {
    this.done.push('crash');
  }

  close(): void {
    this.done.push('close');
  }
}

function followed() {
  const clock = new FakeClock();
  const log = new TestLog();
  const rescue = new WindowRescue(clock, log);
  const page = new Page();
  rescue.follow(page);
  const crash = async (crashed = page): Promise<void> => {
    crashed.gone('crashed');
    await clock.advance(SECOND);
  };
  return { clock, log, rescue, page, crash };
}

test('a crashed page is reloaded three times in five minutes, and then the plain page appears', async () => {
  const { page, crash, log } = followed();
  for (let time = 0; time < 4; time += 1) {
    await crash();
  }
  expect(page.done).toEqual(['load', 'load', 'load', 'plain']);
  expect(log.lines.filter((line) => line.includes('gone (crashed)'))).toHaveLength(4);
  expect(log.lines.at(-1)).toContain('4 times in 5 minutes');
});

test('crashes further apart are all followed by a reload', async () => {
  const { clock, page, crash } = followed();
  for (let time = 0; time < 10; time += 1) {
    await crash();
    await clock.advance(2 * MINUTE);
  }
  expect(page.done).toEqual(Array(10).fill('load'));
});

test('a new window inherits the crashes of the previous one', async () => {
  const { rescue, page, crash } = followed();
  await crash();
  await crash();
  const next = new Page();
  rescue.follow(next);
  await crash(next);
  await crash(next);
  expect([page.done, next.done]).toEqual([
    ['load', 'load'],
    ['load', 'plain'],
  ]);
});

test('a plain page that crashes too is not reloaded forever: its window is closed', async () => {
  const { page, crash } = followed();
  for (let time = 0; time < 5; time += 1) {
    await crash();
  }
  expect(page.done).toEqual(['load', 'load', 'load', 'plain', 'close']);
});

test('a page that hangs too long is restarted, and one that recovers stays', async () => {
  const { clock, page, log } = followed();
  page.hanging(true);
  await clock.advance(19 * SECOND);
  page.hanging(false);
  await clock.advance(MINUTE);
  expect(page.done).toEqual([]);
  page.hanging(true);
  await clock.advance(21 * SECOND);
  expect(page.done).toEqual(['crash']);
  page.gone('killed');
  await clock.advance(SECOND);
  expect(page.done).toEqual(['crash', 'load']);
  expect(log.lines.join('\n')).toContain('has not answered for 20 s');
});

test('a closed window, or a page that ended in order, is not reloaded', async () => {
  const { clock, page, log } = followed();
  page.gone('clean-exit');
  page.hanging(true);
  page.destroyed = true;
  page.gone('crashed');
  await clock.advance(MINUTE);
  expect(page.done).toEqual([]);
  expect(clock.pendingTimers).toBe(0);
  expect(log.lines.filter((line) => line.includes('gone'))).toEqual([]);
});
