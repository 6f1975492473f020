import { closeSync, fsyncSync, openSync } from 'node:fs';
import { join } from 'node:path';
import type { StoreRepair } from '../../../preload/contract';
import { copyFile, moveFile } from '../../base/held-files';
import { makePrivate } from '../store/connection';
import { STORE_FILE, formatStamp } from '../store/files';
import { listBackups, verifiedWriteNumber } from './backups';
import type { Verdict } from './inspect-store';
import { quarantine } from './quarantine';

/**
 * Quarantines a store that cannot be trusted and restores the newest verified backup. A rolled-back
 * store stays unless a backup is newer. If the app is killed in between, the next start finds no
 * store and restores again.
 */
export function repairStore(
  folder: string,
  verdict: Extract<Verdict, { kind: 'damaged' | 'rolled-back' }>,
  now: number,
): StoreRepair {
  const least = verdict.kind === 'rolled-back' ? verdict.writeNumber + 1 : 0;
  // Content decides, as a wrong clock may have given an older backup a newer name.
  const candidates = listBackups(folder)
    .map((backup) => ({ backup, writeNumber: verifiedWriteNumber(backup) ?? -1 }))
    .filter(({ writeNumber }) => writeNumber >= least)
    .sort((left, right) => right.writeNumber - left.writeNumber);
  const best = candidates[0]?.backup;
  if (best === undefined && verdict.kind === 'rolled-back') {
    return { kind: 'rolled-back' };
  }
  quarantine(folder, STORE_FILE, formatStamp(now));
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
