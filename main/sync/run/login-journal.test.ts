import { expect, test } from 'vitest';
import { FakeClock } from '../../../tests/helpers/fake-clock';
import { loginJournal } from '../../../tests/helpers/logins';
import { DAY, HOUR, MINUTE } from '../../base/durations';
import type { LoginEntry } from './login-journal';
import { LOGINS_PER_DAY, LoginJournal } from './login-journal';
import { LOGINS_PER_RUN, RunLogins } from './run-logins';

/** Returns a journal of `count` logins, one hour apart, the last one now. */
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

test('the journal counts all logins of today and of 30 days', async () => {
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

test('the next login removes logins older than 30 days', async () => {
  const clock = new FakeClock();
  let kept: readonly LoginEntry[] = [];
  const memory = { load: () => kept, save: (entries: readonly LoginEntry[]) => void (kept = entries) };
  new LoginJournal({ clock, memory }).noteSent('automatic');
  await clock.advance(30 * DAY);
  // Simulates a restart.
  const journal = new LoginJournal({ clock, memory });
  expect(journal.counts.last30Days).toBe(0);
  journal.noteSent('automatic');
  expect(kept).toEqual([{ at: clock.now(), kind: 'automatic', answered: false }]);
});

test('automatic logins are allowed up to the limit, then when the oldest leaves the window', async () => {
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

test('logins by hand beyond the limit count and delay the next automatic one', async () => {
  const { clock, journal } = await afterLogins(LOGINS_PER_DAY);
  journal.noteSent('manual');
  const second = clock.now() - (LOGINS_PER_DAY - 2) * HOUR;
  expect(journal.allowedAt).toBe(second + DAY);
});

test('a clock that was set back does not cause days of waiting', async () => {
  const { clock, journal } = await afterLogins(LOGINS_PER_DAY);
  clock.setWall(clock.now() - 400 * DAY);
  expect((journal.allowedAt ?? 0) - clock.now()).toBeLessThanOrEqual(DAY);
  await clock.advance(DAY);
  expect(journal.allowedAt).toBeNull();
  expect(journal.counts.last30Days).toBe(LOGINS_PER_DAY);
});

test('the journal knows after a restart whether the last credentials of a sync were answered', () => {
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

test('the journal reloads an erased memory and reports the change', () => {
  const clock = new FakeClock();
  let kept: readonly LoginEntry[] = [{ at: clock.now(), kind: 'manual', answered: true }];
  const memory = { load: () => kept, save: () => undefined };
  const journal = new LoginJournal({ clock, memory });
  let reports = 0;
  journal.changed.on(() => (reports += 1));
  kept = [];
  journal.reload();
  expect(journal.counts).toEqual({ today: 0, last30Days: 0 });
  expect(reports).toBe(1);
});

test('an automatic run logs in twice at most, a run by hand at every retry', () => {
  const clock = new FakeClock();
  const [automatic, byHand] = [
    new RunLogins(loginJournal(clock), 'automatic'),
    new RunLogins(loginJournal(clock), 'manual'),
  ];
  for (const logins of [automatic, byHand]) {
    for (let login = 0; login < LOGINS_PER_RUN; login += 1) {
      expect(logins.isAllowed()).toBe(true);
      logins.noteSent();
      // No further login is allowed before the portal has answered.
      expect(logins.isAllowed()).toBe(false);
      logins.noteAnswered();
    }
  }
  expect(automatic.isAllowed()).toBe(false);
  expect(automatic.sent).toBe(LOGINS_PER_RUN);
  expect(byHand.isAllowed()).toBe(true);
});

test('the daily limit does not apply by hand, and nothing logs in after the end of a run', async () => {
  const { clock, journal } = await afterLogins(LOGINS_PER_DAY);
  await clock.advance(MINUTE);
  expect(new RunLogins(journal, 'automatic').isAllowed()).toBe(false);
  const byHand = new RunLogins(journal, 'manual');
  expect(byHand.isAllowed()).toBe(true);
  byHand.end();
  expect(byHand.isAllowed()).toBe(false);
});
