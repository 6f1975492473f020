/**
 * Measures a program and all processes it has started, from Linux's /proc. Memory is the
 * proportional set size, which counts a shared page once. A process that ends during a measurement
 * counts as zero.
 */
import { readFileSync, readdirSync, readlinkSync } from 'node:fs';

/** The clock ticks a second in /proc/PID/stat: 100 on every Linux that Electron runs on. */
const TICKS_A_SECOND = 100;

export interface TreeMember {
  readonly pid: number;
  /** `main` for the first process, else Chromium's name such as `renderer` or `gpu-process`. */
  readonly role: string;
  /** The proportional memory in megabytes (2^20 bytes). */
  readonly megabytes: number;
}

export interface TreeWeight {
  readonly megabytes: number;
  readonly members: readonly TreeMember[];
}

/** Returns the process and its descendants, the process itself first. */
export function listTree(pid: number): readonly number[] {
  const parents = new Map<number, number>();
  for (const name of readdirSync('/proc')) {
    const parent = /^\d+$/.test(name) ? parentOf(Number(name)) : null;
    if (parent !== null) {
      parents.set(Number(name), parent);
    }
  }
  const tree = [pid];
  for (const one of tree) {
    tree.push(...[...parents].filter(([, parent]) => parent === one).map(([child]) => child));
  }
  return tree;
}

/** Returns the proportional memory of a process tree, in total and per process. */
export function weighTree(pid: number): TreeWeight {
  const members = listTree(pid).map((one) => ({
    pid: one,
    role: one === pid ? 'main' : findRole(one),
    megabytes: proportionalMegabytes(textOf(one, 'smaps_rollup')),
  }));
  const sum = members.reduce((total, { megabytes }) => total + megabytes, 0);
  return { megabytes: round(sum), members };
}

/** Returns the CPU seconds of a process tree, including those of its ended processes. */
export function measureCpuSeconds(pid: number): number {
  const ticks = listTree(pid).map((one) => {
    const [user = 0, system = 0, ofUser = 0, ofSystem = 0] = statOf(one).slice(11, 15).map(Number);
    return user + system + ofUser + ofSystem;
  });
  return ticks.reduce((total, some) => total + some, 0) / TICKS_A_SECOND;
}

export interface TreeHandles {
  readonly processes: number;
  readonly threads: number;
  readonly descriptors: number;
}

/** Counts the processes, threads and open descriptors of a process tree. */
export function countHandles(pid: number): TreeHandles {
  const tree = listTree(pid);
  const entries = (name: string): number =>
    tree.reduce((total, one) => total + entriesOf(one, name).length, 0);
  return { processes: tree.length, threads: entries('task'), descriptors: entries('fd') };
}

/** Returns the TCP ports on which a process listens, as `PID ADDRESS:PORT` in hexadecimal. */
export function listeningSockets(pid: number): readonly string[] {
  const inodes = new Set(
    entriesOf(pid, 'fd').flatMap((fd) => /^socket:\[(\d+)\]$/.exec(linkOf(pid, `fd/${fd}`))?.[1] ?? []),
  );
  const LISTEN = '0A';
  return ['tcp', 'tcp6'].flatMap((kind) =>
    textOf(pid, `net/${kind}`)
      .trim()
      .split('\n')
      .slice(1)
      .map((line) => line.trim().split(/\s+/))
      .filter(([, , , state, , , , , , inode]) => state === LISTEN && inodes.has(inode ?? ''))
      .map(([, local]) => `${pid} ${local ?? ''}`),
  );
}

/** Returns the growth per step of `values`: the slope of the best-fitting straight line. */
export function computeSlope(values: readonly number[]): number {
  const middle = (values.length - 1) / 2;
  const mean = values.reduce((total, value) => total + value, 0) / Math.max(1, values.length);
  const [shared, spread] = values.reduce(
    ([product, square], value, at) => [
      product + (at - middle) * (value - mean),
      square + (at - middle) * (at - middle),
    ],
    [0, 0],
  );
  return spread === 0 ? 0 : shared / spread;
}

function proportionalMegabytes(rollup: string): number {
  return round(Number(/^Pss:\s+(\d+) kB/m.exec(rollup)?.[1] ?? 0) / 1_024);
}

/** Returns Chromium's name of a process, such as `renderer`; `other` if it has none. */
export function findRole(pid: number): string {
  const commandLine = textOf(pid, 'cmdline');
  const type = /--type=([\w-]+)/.exec(commandLine)?.[1];
  const service = /--utility-sub-type=(\w+)\./.exec(commandLine)?.[1];
  return [type ?? 'other', ...(service === undefined ? [] : [service])].join(' ');
}

function parentOf(pid: number): number | null {
  const parent = statOf(pid)[1];
  return parent === undefined ? null : Number(parent);
}

/** Returns the fields from the third on: state, parent… The name before may contain blanks. */
function statOf(pid: number): readonly string[] {
  const stat = textOf(pid, 'stat');
  return stat === '' ? [] : stat.slice(stat.lastIndexOf(') ') + 2).split(' ');
}

/** Returns a file of a process, such as `cmdline`; '' once the process has ended. */
export function textOf(pid: number, name: string): string {
  try {
    return readFileSync(`/proc/${pid}/${name}`, 'utf8');
  } catch {
    return '';
  }
}

function entriesOf(pid: number, name: string): readonly string[] {
  try {
    return readdirSync(`/proc/${pid}/${name}`);
  } catch {
    return [];
  }
}

function linkOf(pid: number, name: string): string {
  try {
    return readlinkSync(`/proc/${pid}/${name}`);
  } catch {
    return '';
  }
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
