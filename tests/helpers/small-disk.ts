import { execFileSync } from 'node:child_process';
import { closeSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { tempFolder } from './temp-folder';

/** Whether a small disk can be mounted, which needs Linux and root. */
export const canMount = process.platform === 'linux' && process.getuid?.() === 0 && isMountable();

/** Mounts a disk of this size in kilobytes until the end of the test, and returns its folder. */
export function smallDisk(kilobytes: number): string {
  const folder = tempFolder();
  mount(folder, kilobytes);
  onTestFinished(() => void execFileSync('umount', [folder]));
  return folder;
}

/** Fills the disk with a file until only `leftBytes` are free, and returns the path. */
export function fillDisk(folder: string, leftBytes: number): string {
  const path = join(folder, 'filler');
  const file = openSync(path, 'w');
  const piece = Buffer.alloc(4_096);
  let written = 0;
  try {
    for (;;) {
      written += writeSync(file, piece);
    }
  } catch {
    // The disk is full, as intended.
  }
  closeSync(file);
  execFileSync('truncate', ['-s', String(Math.max(0, written - leftBytes)), path]);
  return path;
}

function mount(folder: string, kilobytes: number): void {
  execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${kilobytes}k`, 'tmpfs', folder], { stdio: 'pipe' });
}

/** Whether mounting works, which a container may forbid even to root. */
function isMountable(): boolean {
  try {
    execFileSync('unshare', ['--mount', 'mount', '-t', 'tmpfs', 'tmpfs', '/mnt'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}
