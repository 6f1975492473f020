import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { OWNERS_FILE, readMode } from '../../tests/helpers/file-mode';
import { tempFolder } from '../../tests/helpers/temp-folder';
import type { StoredSchedule } from './schedule-file';
import { SCHEDULE_FILE, ScheduleFile } from './schedule-file';

const PLAN: StoredSchedule = {
  nextDueAt: 1_790_000_000_000,
  slotStartedAt: 1_789_999_000_000,
  secondTry: false,
  pause: { setAt: 1_789_999_500_000, until: null },
  blockedBy: 'LOGIN_REFUSED',
  retriedByHand: true,
  load: { factor: 2, goodRuns: 1 },
  loginLimit: true,
  notBefore: 1_790_000_000_000,
};

test('the schedule survives a restart in a file for this user only', () => {
  const folder = tempFolder();
  expect(new ScheduleFile(folder).load()).toBeNull();
  expect(new ScheduleFile(folder).save(PLAN)).toBeNull();
  expect(new ScheduleFile(folder).load()).toEqual(PLAN);
  expect(readMode(join(folder, SCHEDULE_FILE))).toBe(OWNERS_FILE);
});

test.each(['', '{"version":1,"sched', '{"version":1,"schedule":{"nextDueAt":"soon"}}', '{"version":2}'])(
  'the previous plan is used when the file is damaged (%j)',
  (text) => {
    const folder = tempFolder();
    const file = new ScheduleFile(folder);
    file.save(PLAN);
    file.save({ ...PLAN, secondTry: true });
    writeFileSync(join(folder, SCHEDULE_FILE), text);
    expect(file.load()).toEqual(PLAN);
  },
);

test('a failed save returns the reason and does not throw', () => {
  const folder = tempFolder();
  writeFileSync(join(folder, 'in-the-way'), '');
  expect(new ScheduleFile(join(folder, 'in-the-way')).save(PLAN)).toMatch(/^E[A-Z]+$/);
});

test('a file of a version without limit, refusal and retry is read', () => {
  const folder = tempFolder();
  const schedule = { ...PLAN, loginLimit: undefined, notBefore: undefined, retriedByHand: undefined };
  writeFileSync(join(folder, SCHEDULE_FILE), JSON.stringify({ version: 1, schedule }));
  expect(new ScheduleFile(folder).load()).toEqual({
    ...PLAN,
    loginLimit: false,
    notBefore: null,
    retriedByHand: false,
  });
});
