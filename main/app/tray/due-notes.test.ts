import { expect, test } from 'vitest';
import type { NoteCounts } from '../../../preload/contract';
import { FakeClock } from '../../../tests/helpers/fake-clock';
import { DAY, HOUR } from '../../base/durations';
import { Emitter } from '../../base/emitter';
import { ok } from '../../base/result';
import type { SyncSession } from '../session/sync-session';
import { DueNotes } from './due-notes';

const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** The followed part of a session, with counts set by the test. */
function aSession(counts: NoteCounts): {
  session: SyncSession;
  answers: { counts: NoteCounts; requests: number };
  notesChanged: Emitter<null>;
  stateChanged: Emitter<unknown>;
} {
  const answers = { counts, requests: 0 };
  const notesChanged = new Emitter<null>();
  const stateChanged = new Emitter<unknown>();
  const customers = {
    notesChanged,
    stateChanged,
    countNotes() {
      answers.requests += 1;
      return Promise.resolve(ok(answers.counts));
    },
  };
  return { session: { customers } as unknown as SyncSession, answers, notesChanged, stateChanged };
}

function followed(due: DueNotes): number[] {
  const reported: number[] = [];
  due.changed.on((counts) => reported.push(counts.due));
  return reported;
}

test('each saved note is reported, and a sync run only when it changes the number', async () => {
  const due = new DueNotes(new FakeClock());
  const reported = followed(due);
  const { session, answers, notesChanged, stateChanged } = aSession({
    due: 1,
    'due-week': 1,
    dated: 1,
    noted: 1,
    starred: 0,
  });
  due.follow(session);
  await settled();
  stateChanged.emit(null);
  await settled();
  expect(reported).toEqual([1]);
  notesChanged.emit(null);
  await settled();
  expect(reported).toEqual([1, 1]);
  answers.counts = { due: 2, 'due-week': 2, dated: 2, noted: 2, starred: 0 };
  stateChanged.emit(null);
  await settled();
  expect(reported).toEqual([1, 1, 2]);
  expect(due.counts).toEqual({ due: 2, 'due-week': 2, dated: 2, noted: 2, starred: 0 });
});

test('the count is repeated when the hourly check finds a new day, and not before', async () => {
  const clock = new FakeClock();
  const due = new DueNotes(clock);
  const reported = followed(due);
  const { session, answers } = aSession({ due: 0, 'due-week': 0, dated: 0, noted: 0, starred: 0 });
  due.follow(session);
  await settled();
  await clock.advance(HOUR);
  due.look();
  await settled();
  expect(answers.requests).toBe(1);
  answers.counts = { due: 1, 'due-week': 1, dated: 1, noted: 1, starred: 0 };
  await clock.advance(DAY);
  await settled();
  expect(reported).toEqual([1]);
  expect(answers.requests).toBe(2);
});

test('a new session replaces the previous one, whose late answer is ignored', async () => {
  const due = new DueNotes(new FakeClock());
  const first = aSession({ due: 5, 'due-week': 5, dated: 5, noted: 5, starred: 0 });
  const second = aSession({ due: 0, 'due-week': 0, dated: 0, noted: 0, starred: 0 });
  due.follow(first.session);
  due.follow(second.session);
  await settled();
  expect(due.counts.due).toBe(0);
  first.notesChanged.emit(null);
  await settled();
  expect(first.answers.requests).toBe(1);
});
