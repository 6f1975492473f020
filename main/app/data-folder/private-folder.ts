import { execFile } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import type { FolderAccess } from '../../../preload/contract';
import { MINUTE } from '../../base/durations';
import { removeTree } from '../../base/held-files';
import { systemProgram } from '../../settings/system-program';

/** Windows' own accounts that must keep their way in: the system, and who administers the computer. */
const SYSTEM = '*S-1-5-18';
const ADMINISTRATORS = '*S-1-5-32-544';

/** Stands in a data folder that could not be closed to others, so that the next start tries again. */
export const OPEN_TO_OTHERS = 'open-to-others';

/**
 * Makes the data folder, for its user alone, and says whether it is. One that is there already is left as somebody has
 * wanted it. On Windows, where files have no mode, everything later made inside gets the folder's own access list; where
 * that could not be set, it is tried again at each start.
 */
export async function makePrivateFolder(
  folder: string,
  platform: NodeJS.Platform,
  run: (args: readonly string[]) => Promise<boolean> = icacls,
): Promise<FolderAccess> {
  const isNew = mkdirSync(folder, { recursive: true, mode: 0o700 }) !== undefined;
  const mark = join(folder, OPEN_TO_OTHERS);
  if (platform !== 'win32' || (!isNew && !existsSync(mark))) {
    return 'private';
  }
  const domain = process.env['USERDOMAIN'];
  const { username } = userInfo();
  const isClosed = await closeToOthers(
    folder,
    domain === undefined ? username : `${domain}\\${username}`,
    run,
  );
  if (isClosed) {
    removeTree(mark);
  } else {
    mkdirSync(mark, { recursive: true });
  }
  return isClosed ? 'private' : 'open';
}

/**
 * Takes away what the folder has inherited, once its user has a way in of his own: if that cannot be given, nothing is
 * taken. `run` gives whether Windows' icacls did as it was told. Gives whether all was done.
 */
export async function closeToOthers(
  folder: string,
  user: string,
  run: (args: readonly string[]) => Promise<boolean>,
): Promise<boolean> {
  const grants = [user, SYSTEM, ADMINISTRATORS].flatMap((who) => ['/grant', `${who}:(OI)(CI)F`]);
  return (await run([folder, ...grants])) && run([folder, '/inheritance:r']);
}

function icacls(args: readonly string[]): Promise<boolean> {
  return new Promise((resolve) => {
    execFile(
      systemProgram('icacls.exe', process.env),
      args,
      { timeout: MINUTE, windowsHide: true },
      (error) => resolve(error === null),
    );
  });
}
