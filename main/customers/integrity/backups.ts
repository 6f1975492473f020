import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { AppError } from '../../../preload/contract';
import { appError } from '../../../preload/contract/errors';
import { DAY } from '../../base/durations';
import { moveFile, removeFile } from '../../base/held-files';
import type { Result } from '../../base/result';
import { fail, ok } from '../../base/result';
import { NEWEST_NOTES_SCHEMA, NEWEST_SCHEMA } from '../migrations';
import { areNotesIntact, countNoteWrites } from '../queries/notes';
import { PRIVATE_MODE, makePrivate, openConnection, schemaVersion } from '../store/connection';
import { fileDigest } from '../store/content-digest';
import { isDamage } from '../store/damage';
import type { StoreFile } from '../store/files';
import { BACKUP_FOLDER, formatStamp } from '../store/files';
import type { Store } from '../store/store';
import { storeError } from '../store/store-error';
import { readFacts } from '../store/store-state';
import { isContentIntact, isStructureIntact } from './inspect-store';

/** The number of daily backups kept: those with the newest content, as a clock may be wrong. */
const KEPT_BACKUPS = 7;
const NAME = /^([a-z]+)-(before-v\d+-)?(\d{4}-\d{2}-\d{2})T(\d{2})-(\d{2})-(\d{2})-(\d{3})Z\.db$/;
const UNFINISHED = '.unfinished';
const DIGEST = '.sha256';

export interface Backup {
  readonly path: string;
  /** UTC ISO 8601. */
  readonly at: string;
  readonly isDaily: boolean;
}

/** A kind of file that is backed up, and the checks of its copies. */
export interface BackupKind {
  readonly file: StoreFile;
  /** Reads the count of writes stored in the copy. */
  readonly writeNumber: (copy: Store) => number;
  readonly isIntact: (copy: Store) => boolean;
}

const CUSTOMER_BACKUPS: BackupKind = {
  file: 'customers',
  writeNumber: (copy) => (schemaVersion(copy) < 2 ? 0 : readFacts(copy).writeNumber),
  isIntact: (copy) => schemaVersion(copy) < 2 || isContentIntact(copy, readFacts(copy)),
};

export const NOTES_BACKUPS: BackupKind = {
  file: 'notes',
  writeNumber: countNoteWrites,
  isIntact: (copy) => schemaVersion(copy) <= NEWEST_NOTES_SCHEMA && areNotesIntact(copy),
};

/** Lists the backups of a kind in a data folder, the latest by name first. */
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

/** Whether a daily backup is due: none is less than 24 hours old. Ignores backups from the future. */
export function isBackupDue(folder: string, now: number, kind = CUSTOMER_BACKUPS): boolean {
  const ages = listBackups(folder, kind)
    .filter(({ isDaily }) => isDaily)
    .map(({ at }) => now - Date.parse(at));
  return !ages.some((age) => age >= 0 && age < DAY);
}

/**
 * Backs up a file through its own connection and verifies the copy. Then removes the oldest backups
 * beyond seven. Fails with DISK_FULL, STORE_UNAVAILABLE or STORE_FAILED, keeping the old backups.
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
    const path = join(folder, BACKUP_FOLDER, `${kind.file}-${formatStamp(now)}.db`);
    finish(unfinished, path, kind);
    prune(folder, kind, { isDaily: true, kept: KEPT_BACKUPS, made: path });
    return ok(null);
  } catch (error) {
    discard(unfinished);
    return fail(error instanceof UnverifiedError ? error.reason : storeError(error, kind.file));
  }
}

/** Backs up synchronously before a migration, keeping only the newest such backup; may throw. */
export function backUpBeforeMigration(store: Store, folder: string, now: number): void {
  const unfinished = join(folder, BACKUP_FOLDER, `customers${UNFINISHED}`);
  prepare(unfinished);
  store.prepare('VACUUM INTO ?').run(unfinished);
  const path = join(folder, BACKUP_FOLDER, `customers-before-v${NEWEST_SCHEMA}-${formatStamp(now)}.db`);
  finish(unfinished, path, CUSTOMER_BACKUPS);
  prune(folder, CUSTOMER_BACKUPS, { isDaily: false, kept: 1, made: path });
}

/** Returns the time of the backup with the newest content (UTC ISO 8601), or `null`. */
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

/** Returns the backup's count of writes; `null` when its content cannot be trusted. */
export function verifiedWriteNumber({ path }: Backup, kind = CUSTOMER_BACKUPS): number | null {
  return orOtherwise(
    () => (isBackupIntact(path) ? contentWriteNumber(path, kind) : null),
    (error) => {
      if (isDamage(error)) {
        return null;
      }
      throw error;
    },
  );
}

function isBackupIntact(path: string): boolean {
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
  readonly reason = appError('STORE_FAILED', 'The backup does not match its source');
}

function prepare(unfinished: string): void {
  mkdirSync(join(unfinished, '..'), { recursive: true, mode: 0o700 });
  removeFile(unfinished);
  // SQLite treats an empty file as new and keeps its mode, so the mode is set beforehand.
  makePrivate(unfinished);
}

/** Verifies the copy, writes its digest, and only then gives it the name of a backup. */
function finish(unfinished: string, path: string, kind: BackupKind): void {
  removeWriteAheadLog(unfinished);
  if (contentWriteNumber(unfinished, kind) === null) {
    throw new UnverifiedError();
  }
  writeFileSync(path + DIGEST, `${fileDigest(unfinished)}\n`, { mode: PRIVATE_MODE });
  moveFile(unfinished, path);
}

/** Turns off write-ahead mode, in which readers would create files next to a copy. */
export function removeWriteAheadLog(path: string): void {
  const copy = openConnection(path);
  copy.pragma('journal_mode = DELETE');
  copy.close();
}

function contentWriteNumber(path: string, { isIntact, writeNumber }: BackupKind): number | null {
  return readCopy(path, (copy) => (isStructureIntact(copy) && isIntact(copy) ? writeNumber(copy) : null));
}

function readCopy<Value>(path: string, read: (copy: Store) => Value): Value {
  const copy = openConnection(path, { readonly: true });
  try {
    return read(copy);
  } finally {
    copy.close();
  }
}

/** Removes an unfinished copy. If that fails, the next backup overwrites it. */
function discard(unfinished: string): void {
  try {
    removeFile(unfinished);
  } catch {
    // The caller reports why the backup itself failed.
  }
}

/**
 * Removes all but `kept` backups: the one just made and those with the highest count of writes. The
 * time in a name only breaks ties, as a clock may have been ahead.
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
 * Returns the count of writes of an intact backup; -1 for any other, which is useless. Returns
 * Infinity for a backup that cannot be read now, so that it stays.
 */
function unchangedWriteNumber({ path }: Backup, { writeNumber }: BackupKind): number {
  return orOtherwise(
    () => (isBackupIntact(path) ? readCopy(path, writeNumber) : -1),
    (error) => (isDamage(error) ? -1 : Infinity),
  );
}

function remove(backups: readonly Backup[]): void {
  for (const { path } of backups) {
    removeFile(path);
    removeFile(path + DIGEST);
  }
}
