import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { AppError } from '../../preload/contract';
import { appError } from '../../preload/contract/errors';
import { moveFile, removeFile } from '../base/held-files';
import { DAY } from '../base/durations';
import type { Result } from '../base/result';
import { fail, ok } from '../base/result';
import type { Store } from './connection';
import { PRIVATE_MODE, makePrivate, openConnection, schemaVersion } from './connection';
import { fileDigest } from './content-digest';
import type { StoreFile } from './files';
import { BACKUP_FOLDER, stampOf } from './files';
import { isContentWhole, isDamage, isStructureWhole } from './inspect-store';
import { NEWEST_NOTES_SCHEMA, NEWEST_SCHEMA } from './migrations';
import { areNotesWhole, noteWrites } from './notes';
import { storeError } from './store-error';
import { readFacts } from './store-state';

/** So many daily backups are kept, the newest. */
const KEPT = 7;
const NAME = /^([a-z]+)-(before-v\d+-)?(\d{4}-\d{2}-\d{2})T(\d{2})-(\d{2})-(\d{2})-(\d{3})Z\.db$/;
const UNFINISHED = '.unfinished';
const DIGEST = '.sha256';

export interface Backup {
  readonly path: string;
  /** UTC ISO 8601. */
  readonly at: string;
  readonly isDaily: boolean;
}

/** What is backed up, and how a copy of it is looked at. */
export interface BackupKind {
  readonly file: StoreFile;
  /** The copy's own count of writes when it is whole, else `null`. */
  readonly writeNumber: (copy: Store) => number | null;
}

export const CUSTOMER_BACKUPS: BackupKind = {
  file: 'customers',
  writeNumber(copy) {
    if (schemaVersion(copy) < 2) {
      return 0;
    }
    const facts = readFacts(copy);
    return isContentWhole(copy, facts) ? facts.writeNumber : null;
  },
};

export const NOTES_BACKUPS: BackupKind = {
  file: 'notes',
  writeNumber: (copy) =>
    schemaVersion(copy) <= NEWEST_NOTES_SCHEMA && areNotesWhole(copy) ? noteWrites(copy) : null,
};

/** The backups of a kind in a data folder, newest first. */
export function listBackups(folder: string, { file } = CUSTOMER_BACKUPS): readonly Backup[] {
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
      const [, base, before, day, hour, minute, second, ms] = parts;
      if (base !== file) {
        return [];
      }
      const at = `${day}T${hour}:${minute}:${second}.${ms}Z`;
      return [{ path: join(backups, name), at, isDaily: before === undefined }];
    })
    .sort((left, right) => (left.at < right.at ? 1 : -1));
}

/** Whether no daily backup was made in the last day; one from the future, by a clock once set wrong, is none. */
export function isBackupDue(folder: string, now: number, kind = CUSTOMER_BACKUPS): boolean {
  const ages = listBackups(folder, kind)
    .filter(({ isDaily }) => isDaily)
    .map(({ at }) => now - Date.parse(at));
  return !ages.some((age) => age >= 0 && age < DAY);
}

/**
 * Backs a file up from its own connection, with all that is committed, and verifies the copy; only then it counts,
 * and the oldest beyond seven go. Fails with DISK_FULL, STORE_UNAVAILABLE or STORE_FAILED; the old backups then stand.
 */
export async function backUp(
  store: Store,
  folder: string,
  now: number,
  kind = CUSTOMER_BACKUPS,
): Promise<Result<null, AppError>> {
  const unfinished = join(folder, BACKUP_FOLDER, `${kind.file}${UNFINISHED}`);
  try {
    prepare(unfinished);
    await store.backup(unfinished);
    finish(unfinished, join(folder, BACKUP_FOLDER, `${kind.file}-${stampOf(now)}.db`), kind);
    prune(folder, kind);
    return ok(null);
  } catch (error) {
    discard(unfinished);
    return fail(error instanceof UnverifiedError ? error.reason : storeError(error, kind.file));
  }
}

/** The same before a migration, in one go; it is no daily one and only the newest such is kept. Throws when it fails. */
export function backUpBeforeMigration(store: Store, folder: string, now: number): void {
  const unfinished = join(folder, BACKUP_FOLDER, `customers${UNFINISHED}`);
  prepare(unfinished);
  store.prepare('VACUUM INTO ?').run(unfinished);
  const name = `customers-before-v${NEWEST_SCHEMA}-${stampOf(now)}.db`;
  finish(unfinished, join(folder, BACKUP_FOLDER, name), CUSTOMER_BACKUPS);
  remove(
    listBackups(folder)
      .filter(({ isDaily }) => !isDaily)
      .slice(1),
  );
}

/** How recent a backup's content is, by the store's own count of writes; `null` when it cannot be trusted. */
export function verifiedWriteNumber({ path }: Backup, kind = CUSTOMER_BACKUPS): number | null {
  try {
    const expected = existsSync(path + DIGEST) ? readFileSync(path + DIGEST, 'utf8').trim() : null;
    return expected !== null && fileDigest(path) === expected ? contentWriteNumber(path, kind) : null;
  } catch (error) {
    if (isDamage(error)) {
      return null;
    }
    throw error;
  }
}

class UnverifiedError extends Error {
  readonly reason = appError('STORE_FAILED', 'The backup does not agree with what it was made of');
}

function prepare(unfinished: string): void {
  mkdirSync(join(unfinished, '..'), { recursive: true, mode: 0o700 });
  removeFile(unfinished);
  // SQLite writes into an empty file as into none, and leaves its mode.
  makePrivate(unfinished);
}

/** Verifies the copy, then gives it the name under which it counts, after its digest. */
function finish(unfinished: string, path: string, kind: BackupKind): void {
  makeOneFile(unfinished);
  if (contentWriteNumber(unfinished, kind) === null) {
    throw new UnverifiedError();
  }
  writeFileSync(path + DIGEST, `${fileDigest(unfinished)}\n`, { mode: PRIVATE_MODE });
  moveFile(unfinished, path);
}

/** Takes the write-ahead log away, with which readers would put files beside a copy. */
export function makeOneFile(path: string): void {
  const copy = openConnection(path);
  copy.pragma('journal_mode = DELETE');
  copy.close();
}

function contentWriteNumber(path: string, { writeNumber }: BackupKind): number | null {
  const copy = openConnection(path, { readonly: true });
  try {
    return isStructureWhole(copy) ? writeNumber(copy) : null;
  } finally {
    copy.close();
  }
}

/** What cannot be removed now is written over by the next backup. */
function discard(unfinished: string): void {
  try {
    removeFile(unfinished);
  } catch {
    // The reason why the backup failed is the one to tell.
  }
}

function prune(folder: string, kind: BackupKind): void {
  remove(
    listBackups(folder, kind)
      .filter(({ isDaily }) => isDaily)
      .slice(KEPT),
  );
}

function remove(backups: readonly Backup[]): void {
  for (const { path } of backups) {
    removeFile(path);
    removeFile(path + DIGEST);
  }
}
