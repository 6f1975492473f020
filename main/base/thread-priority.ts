import { readlinkSync } from 'node:fs';
import { constants, setPriority } from 'node:os';

/**
 * Lets the thread that calls this give way to what the agent does: the window comes first where processors are few. Only
 * Linux takes threads one by one; elsewhere, and where it is not allowed, all stays as it is.
 */
export function giveWay(): void {
  if (process.platform !== 'linux') {
    return;
  }
  try {
    // The kernel takes a thread's number for that of a process.
    const thread = Number(readlinkSync('/proc/thread-self').split('/').at(-1));
    setPriority(thread, constants.priority.PRIORITY_LOW);
  } catch {
    // No /proc here: then nothing gives way.
  }
}
