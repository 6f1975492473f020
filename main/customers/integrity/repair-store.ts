import { closeSync, fsyncSync, openSync } from 'node:fs';
import { join } from 'node:path';
import type { StoreRepair } from '../../../preload/contract';
import { copyFile, moveFile } from '../../base/held-files';
import { makePrivate } from '../store/connection';
import { STORE_FILE, stampOf } from '../store/files';
import { listBackups, verifiedWriteNumber } from './backups';
import type { Verdict } from './inspect-store';
import { setAside } from './set-aside';

/**
 * Puts the newest verified backup in the place of a store that cannot be trusted; the store itself is kept aside. One
 * that is whole but rolled back stays where it is unless a backup is newer. Killed on the way, the next start finds no
 * store and does the same again.
 */
export function repairStore(
  folder: string,
  verdict: Extract<Verdict, { kind: 'damaged' | 'rolled-back' }>,
  now: number,
): StoreRepair {
  const least = verdict.kind === 'rolled-back' ? verdict.writeNumber + 1 : 0;
  // The newest by its content: a clock set back may give an older one the newer name.
  const candidates = listBackups(folder)
    .map((backup) => ({ backup, writeNumber: verifiedWriteNumber(backup) ?? -1 }))
    .filter(({ writeNumber }) => writeNumber >= least)
    .sort((left, right) => right.writeNumber - left.writeNumber);
  const best = candidates[0]?.backup;
  if (best === undefined && verdict.kind === 'rolled-back') {
    return { kind: 'rolled-back' };
  }
  setAside(folder, STORE_FILE, stampOf(now));
  if (best === undefined) {
    return { kind: 'rebuilt' };
  }
  const restoring = join(folder, `${STORE_FILE}.restoring`);
  copyFile(best.path, restoring);
  makePrivate(restoring);
  const file = openSync(restoring, 'r+');
  try {
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  moveFile(restoring, join(folder, STORE_FILE));
  return { kind: 'restored', backupAt: best.at };
}
