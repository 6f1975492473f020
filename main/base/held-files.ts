/**
 * Moves, copies and removes files. On Windows another program, such as a virus scanner, may hold
 * a file for some milliseconds after a write. There each operation is retried for 1.27
 * s in all. Other systems can change open files, so an error is final.
 */
import { closeSync, copyFileSync, openSync, renameSync, rmSync } from 'node:fs';

/** Windows' codes for a held file; ENOTEMPTY for a folder while its files are being removed. */
const HELD_CODES: readonly string[] = ['EPERM', 'EACCES', 'EBUSY', 'ENOTEMPTY'];
/** The waits between tries in milliseconds; their sum is the longest time a window may block. */
const WAITS_MS = [10, 20, 40, 80, 160, 320, 640];

export interface FileSystemTraits {
  readonly platform: NodeJS.Platform;
  /** Blocks the thread, because callers read the file back synchronously. */
  readonly wait: (ms: number) => void;
}

export const THIS_SYSTEM: FileSystemTraits = { platform: process.platform, wait: sleepThread };

/**
 * Runs `work` and, on Windows, retries it while the file is held. Throws the error of the last try.
 */
export function retryWhileHeld<Value>(work: () => Value, { platform, wait } = THIS_SYSTEM): Value {
  for (const ms of platform === 'win32' ? WAITS_MS : []) {
    try {
      return work();
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && HELD_CODES.includes(String(error.code)))) {
        throw error;
      }
      wait(ms);
    }
  }
  return work();
}

/** Moves a file or folder within its disk, replacing the target. */
export function moveFile(from: string, to: string): void {
  retryWhileHeld(() => renameSync(from, to));
}

export function copyFile(from: string, to: string): void {
  retryWhileHeld(() => copyFileSync(from, to));
}

/** Creates or empties a file, for this user only (mode 0600). Returns its descriptor. */
export function openEmptyFile(path: string): number {
  return retryWhileHeld(() => openSync(path, 'w', 0o600));
}

export function removeFile(path: string): void {
  retryWhileHeld(() => rmSync(path, { force: true }));
}

/** Removes a file or a folder with its contents if it exists. */
export function removeTree(path: string): void {
  retryWhileHeld(() => rmSync(path, { recursive: true, force: true }));
}

/** Runs `work` with a descriptor and then closes it, also after an error. */
export function withFile(file: number, work: (file: number) => void): void {
  try {
    work(file);
  } finally {
    closeSync(file);
  }
}

function sleepThread(ms: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
}
