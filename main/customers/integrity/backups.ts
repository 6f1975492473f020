import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { AppError } from '../../../preload/contract';
import { appError } from '../../../preload/contract/errors';
import { DAY } from '../../base/durations';
import { moveFile, removeFile } from '../../base/held-files';
import type { Result } from '../../base/result';
import { fail, ok } from '../../base/result';
import { NEWEST_NOTES_SCHEMA, NEWEST_SCHEMA } from '../migrations';
import { areNotesWhole, noteWrites } from '../queries/notes';
import { PRIVATE_MODE, makePrivate, openConnection, schemaVersion } from '../store/connection';
import { fileDigest } from '../store/content-digest';
import { isDamage } from '../store/damage';
import type { StoreFile } from '../store/files';
import { BACKUP_FOLDER, stampOf } from '../store/files';
import type { Store } from '../store/store';
import { storeError } from '../store/store-error';
import { readFacts } from '../store/store-state';
import { isContentWhole, isStructureWhole } from './inspect-store';

/** How many daily backups are kept: those with the newest content, whatever the clock said when they were made. */
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
  /** The copy's own count of writes. */
  readonly writeNumber: (copy: Store) => number;
  readonly isWhole: (copy: Store) => boolean;
}

const CUSTOMER_BACKUPS: BackupKind = {
  file: 'customers',
  writeNumber: (copy) => (schemaVersion(copy) < 2 ? 0 : readFacts(copy).writeNumber),
  isWhole: (copy) => schemaVersion(copy) < 2 || isContentWhole(copy, readFacts(copy)),
};

export const NOTES_BACKUPS: BackupKind = {
  file: 'notes',
  writeNumber: noteWrites,
  isWhole: (copy) => schemaVersion(copy) <= NEWEST_NOTES_SCHEMA && areNotesWhole(copy),
};

/** The backups of a kind in a data folder, in the order of the moments in their names, the last first. */
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
    const path = join(folder, BACKUP_FOLDER, `${kind.file}-${stampOf(now)}.db`);
    finish(unfinished, path, kind);
    prune(folder, kind, { isDaily: true, kept: KEPT, made: path });
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
  const path = join(folder, BACKUP_FOLDER, `customers-before-v${NEWEST_SCHEMA}-${stampOf(now)}.db`);
  finish(unfinished, path, CUSTOMER_BACKUPS);
  prune(folder, CUSTOMER_BACKUPS, { isDaily: false, kept: 1, made: path });
}

/** When the backup with the newest content was made, UTC ISO 8601; `null` without any. */
export function lastBackupAt(folder: string, kind = CUSTOMER_BACKUPS): string | null {
  const numbered = listBackups(folder, kind).map(({ path, at }) => ({
    at,
    writeNumber: orOtherwise(
      () => readCopy(path, kind.writeNumber),
      () => -1,
    ),
  }));
  return numbered.sort((left, right) => right.writeNumber - left.writeNumber)[0]?.at ?? null;
}

/** How recent a backup's content is, by the store's own count of writes; `null` when it cannot be trusted. */
export function verifiedWriteNumber({ path }: Backup, kind = CUSTOMER_BACKUPS): number | null {
  return orOtherwise(
    () => (isAsMade(path) ? contentWriteNumber(path, kind) : null),
    (error) => {
      if (isDamage(error)) {
        return null;
      }
      throw error;
    },
  );
}

function isAsMade(path: string): boolean {
  const expected = existsSync(path + DIGEST) ? readFileSync(path + DIGEST, 'utf8').trim() : null;
  return expected !== null && fileDigest(path) === expected;
}

function orOtherwise<Value>(work: () => Value, otherwise: (error: unknown) => Value): Value {
  try {
    return work();
  } catch (error) {
    return otherwise(error);
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

function contentWriteNumber(path: string, { isWhole, writeNumber }: BackupKind): number | null {
  return readCopy(path, (copy) => (isStructureWhole(copy) && isWhole(copy) ? writeNumber(copy) : null));
}

function readCopy<Value>(path: string, read: (copy: Store) => Value): Value {
  const copy = openConnection(path, { readonly: true });
  try {
    return read(copy);
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

/**
 * Removes all but so many backups: the one just made and those with the newest content by their own count of writes. The
 * moment in a name decides between equal ones only, since a clock that was ahead would otherwise win for as long.
 */
function prune(
  folder: string,
  kind: BackupKind,
  { isDaily, kept, made }: { readonly isDaily: boolean; readonly kept: number; readonly made: string },
): void {
  const ranked = listBackups(folder, kind)
    .filter((backup) => backup.isDaily === isDaily && backup.path !== made)
    .map((backup) => ({ backup, writeNumber: unchangedWriteNumber(backup, kind) }))
    .sort((left, right) => right.writeNumber - left.writeNumber);
  remove(ranked.slice(kept - 1).map(({ backup }) => backup));
}

/**
 * The count of writes of a backup whose bytes are as they were verified; -1 for any other, which is of no use. One that
 * the system does not let be read now stays.
 */
function unchangedWriteNumber({ path }: Backup, { writeNumber }: BackupKind): number {
  return orOtherwise(
    () => (isAsMade(path) ? readCopy(path, writeNumber) : -1),
    (error) => (isDamage(error) ? -1 : Infinity),
  );
}

function remove(backups: readonly Backup[]): void {
  for (const { path } of backups) {
    removeFile(path);
    removeFile(path + DIGEST);
  }
}
