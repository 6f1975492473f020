import { execFile } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { userInfo } from 'node:os';
import { MINUTE } from '../base/durations';
import { systemProgram } from '../settings/system-program';

/** Windows' own accounts that must keep their way in: the system, and who administers the computer. */
const SYSTEM = '*S-1-5-18';
const ADMINISTRATORS = '*S-1-5-32-544';

/**
 * Makes the data folder, for its user alone. One that is there already is left as somebody has wanted it. On Windows,
 * where files have no mode, everything later made inside gets the folder's own access list.
 */
export async function makePrivateFolder(folder: string, platform: NodeJS.Platform): Promise<void> {
  const isNew = mkdirSync(folder, { recursive: true, mode: 0o700 }) !== undefined;
  if (isNew && platform === 'win32') {
    const domain = process.env['USERDOMAIN'];
    const { username } = userInfo();
    await closeToOthers(folder, domain === undefined ? username : `${domain}\\${username}`, icacls);
  }
}

/**
 * Takes away what the folder has inherited, once its user has a way in of his own: if that cannot be given, nothing is
 * taken. `run` gives whether Windows' icacls did as it was told.
 */
export async function closeToOthers(
  folder: string,
  user: string,
  run: (args: readonly string[]) => Promise<boolean>,
): Promise<void> {
  const grants = [user, SYSTEM, ADMINISTRATORS].flatMap((who) => ['/grant', `${who}:(OI)(CI)F`]);
  if (await run([folder, ...grants])) {
    await run([folder, '/inheritance:r']);
  }
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
