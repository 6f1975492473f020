import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { performance } from 'node:perf_hooks';

const LOOK_MS = 5;

export interface ProgramTime {
  readonly ms: number;
  /** The peak memory reported by the system during the run; 0 if unknown. */
  readonly peakMegabytes: number;
}

/** Measures one run of a program in a new process; `null` if the program is not installed. */
export function timeProgram(program: string, args: readonly string[]): Promise<ProgramTime | null> {
  return new Promise((resolve, reject) => {
    const startedAt = performance.now();
    const child = spawn(program, args, { stdio: 'ignore' });
    let peakMegabytes = 0;
    const watch = setInterval(() => {
      peakMegabytes = peakOf(child.pid ?? 0) ?? peakMegabytes;
    }, LOOK_MS);
    child.once('error', (error: NodeJS.ErrnoException) => {
      clearInterval(watch);
      if (error.code === 'ENOENT') {
        resolve(null);
      } else {
        reject(error);
      }
    });
    child.once('exit', (code) => {
      clearInterval(watch);
      if (code === 0) {
        resolve({ ms: performance.now() - startedAt, peakMegabytes });
      } else {
        reject(new Error(`${program} ended with code ${code ?? 'none'}`));
      }
    });
  });
}

function peakOf(pid: number): number | null {
  try {
    const found = /VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
    return found === undefined ? null : Number(found) / 1_024;
  } catch {
    // This system has no /proc, or the process has just ended.
    return null;
  }
}
