import { execFile } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import type { FolderAccess } from '../../../preload/contract';
import { MINUTE } from '../../base/durations';
import { removeTree } from '../../base/held-files';
import { systemProgram } from '../../settings/system-program';

/** The Windows accounts that must keep access: the system and the administrators. */
const SYSTEM = '*S-1-5-18';
const ADMINISTRATORS = '*S-1-5-32-544';

/** The mark in a data folder that could not be closed to others; the next start tries again. */
export const OPEN_TO_OTHERS = 'open-to-others';

/**
 * Creates the data folder for this user only. Returns `open` if this fails, else `private`. Leaves
 * an existing folder unchanged. Windows has no file modes, so there the folder gets an access list
 * that new files inherit. If setting the list fails, each start tries again.
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
 * Grants access to the folder's user and then removes inherited access. Removes nothing if the
 * grant fails. `run` returns whether icacls succeeded. Returns whether both steps succeeded.
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
