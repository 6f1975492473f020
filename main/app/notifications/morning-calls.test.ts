import { expect, test } from 'vitest';
import type { SyncHours } from '../../../preload/contract';
import { FakeClock } from '../../../tests/helpers/fake-clock';
import { tempFolder } from '../../../tests/helpers/temp-folder';
import { DAY, HOUR, MINUTE } from '../../base/durations';
import { Settings } from '../../settings/settings';
import { MorningCalls } from './morning-calls';

const WEEK: SyncHours = { days: [1, 2, 3, 4, 5], from: '09:00', to: '18:00' };

/** Returns this time on a Monday, in the computer's time zone. */
const monday = (hour: number, minute = 0): number => new Date(2026, 10, 23, hour, minute).getTime();

/** Starts the app on this folder at this moment, with the number of calls set by the test. */
function running({
  folder = tempFolder(),
  hours = WEEK,
  at = monday(7),
  due = 2,
}: { folder?: string; hours?: SyncHours; at?: number; due?: number | null } = {}) {
  const clock = new FakeClock();
  clock.setWall(at);
  const settings = new Settings(folder, () => clock.now());
  const set = { due };
  const calls = new MorningCalls({
    clock,
    hours: () => hours,
    count: () => Promise.resolve(set.due === null ? null : { due: set.due }),
    lookedOn: () => settings.callsLookedAtOn,
    noteLookedOn: (day) => settings.noteCallsLookedAt(day),
  });
  const found: string[] = [];
  calls.found.on((customers) => {
    found.push(`${customers} at ${new Date(clock.now()).toTimeString().slice(0, 5)}`);
  });
  calls.look();
  return { folder, clock, calls, set, found };
}

test('the calls of a day are found once, when its working hours begin', async () => {
  const { clock, found } = running();
  await clock.advance(2 * HOUR - MINUTE);
  expect(found).toEqual([]);
  await clock.advance(MINUTE);
  expect(found).toEqual(['2 at 09:00']);
  await clock.advance(12 * HOUR);
  expect(found).toHaveLength(1);
  await clock.advance(DAY - 12 * HOUR);
  expect(found).toEqual(['2 at 09:00', '2 at 09:00']);
});

test('an app started during the working hours finds the calls at once, and one started after them finds none', async () => {
  const late = running({ at: monday(11, 20) });
  await late.clock.advance(0);
  expect(late.found).toEqual(['2 at 11:20']);
  const evening = running({ at: monday(18) });
  await evening.clock.advance(HOUR);
  expect(evening.found).toEqual([]);
});

test('without hours of the agent’s own the morning begins at half past eight', async () => {
  const { clock, found } = running({ hours: 'always', at: monday(0, 10) });
  await clock.advance(10 * HOUR);
  expect(found).toEqual(['2 at 08:30']);
});

test('a second start on the same day finds nothing, and a start on the next day finds the calls', async () => {
  const first = running({ at: monday(10) });
  await first.clock.advance(0);
  first.calls.stop();
  const second = running({ folder: first.folder, at: monday(12) });
  await second.clock.advance(HOUR);
  expect(second.found).toEqual([]);
  const third = running({ folder: first.folder, at: monday(10) + DAY });
  await third.clock.advance(0);
  expect(third.found).toEqual(['2 at 10:00']);
});

test('a morning without calls stays silent, even if a call becomes due during the day', async () => {
  const { clock, set, found } = running({ at: monday(10), due: 0 });
  await clock.advance(HOUR);
  set.due = 1;
  await clock.advance(6 * HOUR);
  expect(found).toEqual([]);
});

test('a day off has no morning calls', async () => {
  const { clock, found } = running({ at: monday(0) - DAY });
  await clock.advance(DAY);
  expect(found).toEqual([]);
});

test('a computer that slept through the start of the hours finds the calls when it wakes', async () => {
  const { clock, calls, found } = running();
  await clock.advance(MINUTE);
  clock.setWall(monday(13));
  calls.look();
  await clock.advance(0);
  expect(found).toEqual(['2 at 13:00']);
});

test('a failed count is repeated on the next occasion', async () => {
  const { clock, calls, set, found } = running({ due: null });
  clock.setWall(monday(10));
  calls.look();
  await clock.advance(MINUTE);
  expect(found).toEqual([]);
  set.due = 3;
  calls.look();
  calls.look();
  await clock.advance(0);
  expect(found).toEqual(['3 at 10:01']);
});

test('an app that has quit does not check again', () => {
  const { clock, calls } = running();
  calls.stop();
  expect(clock.pendingTimers).toBe(0);
});
