import { expect, test } from 'vitest';
import { FakeClock } from '../../../tests/helpers/fake-clock';
import { loginJournal } from '../../../tests/helpers/logins';
import { DAY, HOUR, MINUTE } from '../../base/durations';
import type { LoginEntry } from './login-journal';
import { LOGINS_PER_DAY, LoginJournal } from './login-journal';
import { LOGINS_PER_RUN, RunLogins } from './run-logins';

/** So many logins, an hour apart, the last of them now. */
async function afterLogins(count: number): Promise<{ clock: FakeClock; journal: LoginJournal }> {
  const clock = new FakeClock();
  const journal = loginJournal(clock);
  for (let login = 1; login <= count; login += 1) {
    journal.noteSent(login % 2 === 0 ? 'manual' : 'automatic');
    journal.noteAnswered();
    await clock.advance(login < count ? HOUR : 0);
  }
  return { clock, journal };
}

test('counts the logins of today and of 30 days, whoever asked for them', async () => {
  const clock = new FakeClock();
  clock.setWall(new Date(2026, 10, 25, 9).getTime());
  const journal = loginJournal(clock);
  journal.noteSent('automatic');
  journal.noteSent('manual');
  journal.noteSent('test');
  expect(journal.counts).toEqual({ today: 3, last30Days: 3 });
  await clock.advance(15 * HOUR);
  journal.noteSent('automatic');
  expect(journal.counts).toEqual({ today: 1, last30Days: 4 });
  await clock.advance(29 * DAY + 10 * HOUR);
  expect(journal.counts).toEqual({ today: 0, last30Days: 1 });
});

test('forgets logins of more than 30 days before with the next one', async () => {
  const clock = new FakeClock();
  let kept: readonly LoginEntry[] = [];
  const memory = { load: () => kept, save: (entries: readonly LoginEntry[]) => void (kept = entries) };
  new LoginJournal({ clock, memory }).noteSent('automatic');
  await clock.advance(30 * DAY);
  // Over a restart.
  const journal = new LoginJournal({ clock, memory });
  expect(journal.counts.last30Days).toBe(0);
  journal.noteSent('automatic');
  expect(kept).toEqual([{ at: clock.now(), kind: 'automatic', answered: false }]);
});

test('lets an automatic login through until the limit, then when the window lets one out', async () => {
  const { journal: below } = await afterLogins(LOGINS_PER_DAY - 1);
  expect(below.allowedAt).toBeNull();
  const { clock, journal } = await afterLogins(LOGINS_PER_DAY);
  const first = clock.now() - (LOGINS_PER_DAY - 1) * HOUR;
  expect(journal.allowedAt).toBe(first + DAY);
  await clock.advance((journal.allowedAt ?? 0) - clock.now() - 1);
  expect(journal.allowedAt).not.toBeNull();
  await clock.advance(1);
  expect(journal.allowedAt).toBeNull();
});

test('counts logins by hand beyond the limit, which put the next automatic one off', async () => {
  const { clock, journal } = await afterLogins(LOGINS_PER_DAY);
  journal.noteSent('manual');
  const second = clock.now() - (LOGINS_PER_DAY - 2) * HOUR;
  expect(journal.allowedAt).toBe(second + DAY);
});

test('a clock that was set back does not mean days of waiting', async () => {
  const { clock, journal } = await afterLogins(LOGINS_PER_DAY);
  clock.setWall(clock.now() - 400 * DAY);
  expect((journal.allowedAt ?? 0) - clock.now()).toBeLessThanOrEqual(DAY);
  await clock.advance(DAY);
  expect(journal.allowedAt).toBeNull();
  expect(journal.counts.last30Days).toBe(LOGINS_PER_DAY);
});

test('knows over a restart whether the last credentials of a sync were answered', () => {
  const clock = new FakeClock();
  let kept: readonly LoginEntry[] = [];
  const memory = { load: () => kept, save: (entries: readonly LoginEntry[]) => void (kept = entries) };
  new LoginJournal({ clock, memory }).noteSent('automatic');
  const journal = new LoginJournal({ clock, memory });
  journal.noteSent('test');
  expect(journal.isUnanswered).toBe(true);
  journal.noteAnswered();
  expect(new LoginJournal({ clock, memory }).isUnanswered).toBe(false);
});

test('begins anew with what the memory holds when that was erased, and tells', () => {
  const clock = new FakeClock();
  let kept: readonly LoginEntry[] = [{ at: clock.now(), kind: 'manual', answered: true }];
  const memory = { load: () => kept, save: () => undefined };
  const journal = new LoginJournal({ clock, memory });
  let told = 0;
  journal.changed.on(() => (told += 1));
  kept = [];
  journal.reload();
  expect(journal.counts).toEqual({ today: 0, last30Days: 0 });
  expect(told).toBe(1);
});

test('a run that started by itself logs in twice at most, one by hand as often as it is tried again', () => {
  const clock = new FakeClock();
  const [automatic, byHand] = [
    new RunLogins(loginJournal(clock), 'automatic'),
    new RunLogins(loginJournal(clock), 'manual'),
  ];
  for (const logins of [automatic, byHand]) {
    for (let login = 0; login < LOGINS_PER_RUN; login += 1) {
      expect(logins.isAllowed()).toBe(true);
      logins.noteSent();
      // Not while the portal has not answered.
      expect(logins.isAllowed()).toBe(false);
      logins.noteAnswered();
    }
  }
  expect(automatic.isAllowed()).toBe(false);
  expect(automatic.sent).toBe(LOGINS_PER_RUN);
  expect(byHand.isAllowed()).toBe(true);
});

test('by hand the limit of a day does not count, and nothing logs in once its run is over', async () => {
  const { clock, journal } = await afterLogins(LOGINS_PER_DAY);
  await clock.advance(MINUTE);
  expect(new RunLogins(journal, 'automatic').isAllowed()).toBe(false);
  const byHand = new RunLogins(journal, 'manual');
  expect(byHand.isAllowed()).toBe(true);
  byHand.end();
  expect(byHand.isAllowed()).toBe(false);
});
