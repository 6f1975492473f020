import { join } from 'node:path';

/** What the NSIS installer leaves beside the program; an MSI leaves none. */
export const UNINSTALLER = 'Uninstall Archibald Agent.exe';

export interface Installation {
  readonly platform: NodeJS.Platform;
  /** The folder of the program. */
  readonly folder: string;
  readonly environment: NodeJS.ProcessEnv;
  readonly exists: (path: string) => boolean;
}

/**
 * Whether this copy of the app may bring itself up to date: one that the agent has installed alone, and can replace alone.
 * An MSI's would get the other installer's copy beside it, with two entries among the programs; a deb's asks for the
 * administrator's password at each quitting. Both are updated as they came, by whoever looks after the computer.
 */
export function updatesItself({ platform, folder, environment, exists }: Installation): boolean {
  switch (platform) {
    case 'win32':
      return exists(join(folder, UNINSTALLER));
    case 'darwin':
      return true;
    default:
      return (environment['APPIMAGE'] ?? '') !== '';
  }
}
