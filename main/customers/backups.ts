import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { AppError } from '../../preload/contract';
import { appError } from '../../preload/contract/errors';
import { DAY } from '../base/durations';
import type { Result } from '../base/result';
import { fail, ok } from '../base/result';
import type { Store } from './connection';
import { PRIVATE_MODE, makePrivate, openConnection, schemaVersion } from './connection';
import { fileDigest } from './content-digest';
import { BACKUP_FOLDER } from './files';
import { isContentWhole, isDamage, isStructureWhole } from './inspect-store';
import { NEWEST_SCHEMA } from './migrations';
import { storeError } from './store-error';
import { readFacts } from './store-state';

/** So many daily backups are kept, the newest. */
const KEPT = 7;
const NAME = /^customers-(before-v\d+-)?(\d{4}-\d{2}-\d{2})T(\d{2})-(\d{2})-(\d{2})-(\d{3})Z\.db$/;
const UNFINISHED = '.unfinished';
const DIGEST = '.sha256';

export interface Backup {
  readonly path: string;
  /** UTC ISO 8601. */
  readonly at: string;
  readonly isDaily: boolean;
}

/** The backups in a data folder, newest first. */
export function listBackups(folder: string): readonly Backup[] {
  const backups = join(folder, BACKUP_FOLDER);
  if (!existsSync(backups)) {
    return [];
  }
  return readdirSync(backups)
    .flatMap((name) => {
      const parts = NAME.exec(name);
      if (parts === null) {
        return [];
      }
      const [, before, day, hour, minute, second, ms] = parts;
      const at = `${day}T${hour}:${minute}:${second}.${ms}Z`;
      return [{ path: join(backups, name), at, isDaily: before === undefined }];
    })
    .sort((left, right) => (left.at < right.at ? 1 : -1));
}

/** Whether no daily backup was made in the last day; one from the future, by a clock once set wrong, is none. */
export function isBackupDue(folder: string, now: number): boolean {
  const ages = listBackups(folder)
    .filter(({ isDaily }) => isDaily)
    .map(({ at }) => now - Date.parse(at));
  return !ages.some((age) => age >= 0 && age < DAY);
}

/**
 * Backs the store up from its own connection, with all that is committed, and verifies the copy; only then it counts,
 * and the oldest beyond seven go. Fails with DISK_FULL, STORE_UNAVAILABLE or STORE_FAILED; the old backups then stand.
 */
export async function backUp(store: Store, folder: string, now: number): Promise<Result<null, AppError>> {
  const unfinished = join(folder, BACKUP_FOLDER, `customers${UNFINISHED}`);
  try {
    prepare(unfinished);
    await store.backup(unfinished);
    finish(unfinished, join(folder, BACKUP_FOLDER, `customers-${stampOf(now)}.db`));
    prune(folder);
    return ok(null);
  } catch (error) {
    discard(unfinished);
    return fail(error instanceof UnverifiedError ? error.reason : storeError(error));
  }
}

/** The same before a migration, in one go; it is no daily one and only the newest such is kept. Throws when it fails. */
export function backUpBeforeMigration(store: Store, folder: string, now: number): void {
  const unfinished = join(folder, BACKUP_FOLDER, `customers${UNFINISHED}`);
  prepare(unfinished);
  store.prepare('VACUUM INTO ?').run(unfinished);
  const name = `customers-before-v${NEWEST_SCHEMA}-${stampOf(now)}.db`;
  finish(unfinished, join(folder, BACKUP_FOLDER, name));
  remove(
    listBackups(folder)
      .filter(({ isDaily }) => !isDaily)
      .slice(1),
  );
}

/** How recent a backup's content is, by the store's own count of writes; `null` when it cannot be trusted. */
export function verifiedWriteNumber({ path }: Backup): number | null {
  try {
    const expected = existsSync(path + DIGEST) ? readFileSync(path + DIGEST, 'utf8').trim() : null;
    return expected !== null && fileDigest(path) === expected ? contentWriteNumber(path) : null;
  } catch (error) {
    if (isDamage(error)) {
      return null;
    }
    throw error;
  }
}

/** A name's time, readable and sortable: UTC, without what file systems dislike. */
export function stampOf(now: number): string {
  return new Date(now).toISOString().replace(/[:.]/g, '-');
}

class UnverifiedError extends Error {
  readonly reason = appError('STORE_FAILED', 'The backup does not agree with what it was made of');
}

function prepare(unfinished: string): void {
  mkdirSync(join(unfinished, '..'), { recursive: true, mode: 0o700 });
  rmSync(unfinished, { force: true });
  // SQLite writes into an empty file as into none, and leaves its mode.
  makePrivate(unfinished);
}

/** Verifies the copy, then gives it the name under which it counts, after its digest. */
function finish(unfinished: string, path: string): void {
  makeOneFile(unfinished);
  if (contentWriteNumber(unfinished) === null) {
    throw new UnverifiedError();
  }
  writeFileSync(path + DIGEST, `${fileDigest(unfinished)}\n`, { mode: PRIVATE_MODE });
  renameSync(unfinished, path);
}

/** A backup is one file: with a write-ahead log its readers would put files beside it. */
function makeOneFile(path: string): void {
  const copy = openConnection(path);
  copy.pragma('journal_mode = DELETE');
  copy.close();
}

function contentWriteNumber(path: string): number | null {
  const copy = openConnection(path, { readonly: true });
  try {
    if (!isStructureWhole(copy)) {
      return null;
    }
    if (schemaVersion(copy) < 2) {
      return 0;
    }
    const facts = readFacts(copy);
    return isContentWhole(copy, facts) ? facts.writeNumber : null;
  } finally {
    copy.close();
  }
}

/** What cannot be removed now is written over by the next backup. */
function discard(unfinished: string): void {
  try {
    rmSync(unfinished, { force: true });
  } catch {
    // The reason why the backup failed is the one to tell.
  }
}

function prune(folder: string): void {
  remove(
    listBackups(folder)
      .filter(({ isDaily }) => isDaily)
      .slice(KEPT),
  );
}

function remove(backups: readonly Backup[]): void {
  for (const { path } of backups) {
    rmSync(path, { force: true });
    rmSync(path + DIGEST, { force: true });
  }
}
