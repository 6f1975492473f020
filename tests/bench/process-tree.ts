import { readFileSync, readdirSync } from 'node:fs';

/** Of `/proc/PID/stat` on every Linux that Electron runs on. */
const TICKS_PER_SECOND = 100;

export interface ProcessWeight {
  readonly pid: number;
  /** `browser`, or Chromium's `--type=…`. */
  readonly kind: string;
  /** Proportional: memory that is shared with others counts by its part. */
  readonly megabytes: number;
  /** CPU time since its start, in its own code and the system's. */
  readonly cpuSeconds: number;
}

/** Whether this system tells what {@link processTree} needs. */
export function tellsWeight(): boolean {
  return process.platform === 'linux';
}

/** A process and all its descendants, as they are now; one that ends meanwhile is left out. */
export function processTree(root: number): readonly ProcessWeight[] {
  const parents = new Map(allPids().map((pid) => [pid, Number(statOf(pid)?.[1] ?? 0)]));
  const isInTree = (pid: number): boolean => pid === root || (pid > 1 && isInTree(parents.get(pid) ?? 0));
  return [...parents.keys()].filter(isInTree).flatMap((pid) => weightOf(pid) ?? []);
}

/** The sum of a tree. */
export function weighTree(root: number): { readonly megabytes: number; readonly cpuSeconds: number } {
  const tree = processTree(root);
  return {
    megabytes: tree.reduce((sum, { megabytes }) => sum + megabytes, 0),
    cpuSeconds: tree.reduce((sum, { cpuSeconds }) => sum + cpuSeconds, 0),
  };
}

function allPids(): readonly number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number);
}

/** The fields after the name, which may hold anything: state, parent, … */
function statOf(pid: number): readonly string[] | undefined {
  return read(`/proc/${pid}/stat`)
    ?.replace(/^.*\) /s, '')
    .split(' ');
}

function weightOf(pid: number): ProcessWeight | null {
  const kilobytes = /^Pss:\s+(\d+) kB/m.exec(read(`/proc/${pid}/smaps_rollup`) ?? '')?.[1];
  const stat = statOf(pid);
  if (kilobytes === undefined || stat === undefined) {
    return null;
  }
  const command = read(`/proc/${pid}/cmdline`)?.split('\0') ?? [];
  const type = command.join(' ').match(/(?:^|\s)--type=([\w-]+)/)?.[1];
  return {
    pid,
    kind: type ?? 'browser',
    megabytes: Number(kilobytes) / 1_024,
    cpuSeconds: (Number(stat[11]) + Number(stat[12])) / TICKS_PER_SECOND,
  };
}

function read(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}
