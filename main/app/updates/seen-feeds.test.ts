import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { tempFolder } from '../../../tests/helpers/temp-folder';
import { SEEN_FEEDS_FILE, SeenFeeds } from './seen-feeds';

test('the signing time of a feed survives a restart, separately for each key', () => {
  const folder = tempFolder();
  new SeenFeeds(folder).note('first', '2026-11-01T08:00:00.000Z');
  const seen = new SeenFeeds(folder);
  expect(seen.lastSignedAt('first')).toBe('2026-11-01T08:00:00.000Z');
  expect(seen.lastSignedAt('second')).toBeNull();
  seen.note('second', '2026-10-01T08:00:00.000Z');
  seen.note('first', '2026-11-02T08:00:00.000Z');
  expect(new SeenFeeds(folder).lastSignedAt('second')).toBe('2026-10-01T08:00:00.000Z');
  expect(new SeenFeeds(folder).lastSignedAt('first')).toBe('2026-11-02T08:00:00.000Z');
  expect(readFileSync(join(folder, SEEN_FEEDS_FILE), 'utf8')).not.toContain('first');
});

test('a damaged file blocks no update', () => {
  const folder = tempFolder();
  writeFileSync(join(folder, SEEN_FEEDS_FILE), '{"x":');
  const seen = new SeenFeeds(folder);
  expect(seen.lastSignedAt('first')).toBeNull();
  expect(seen.note('first', '2026-11-01T08:00:00.000Z')).toBeNull();
});
