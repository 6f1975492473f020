/**
 * What a program and all that it has started weigh and do, as Linux tells in /proc. Memory is the proportional set size:
 * a page that several processes share counts once in all. Processes that end while they are looked at count as nothing.
 */
import { readFileSync, readdirSync, readlinkSync } from 'node:fs';

/** Clock ticks a second in /proc/PID/stat: 100 on every Linux that Electron runs on. */
const TICKS_A_SECOND = 100;

export interface TreeMember {
  readonly pid: number;
  /** `main` for the first, else Chromium's name of it: `renderer`, `gpu-process`, `zygote`, `utility network`… */
  readonly role: string;
  /** Proportional memory in megabytes (2^20 bytes). */
  readonly megabytes: number;
}

export interface TreeWeight {
  readonly megabytes: number;
  readonly members: readonly TreeMember[];
}

/** The process and its descendants, the process itself first. */
export function treeOf(pid: number): readonly number[] {
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

/** The proportional memory of a process tree, whole and by process. */
export function weighTree(pid: number): TreeWeight {
  const members = treeOf(pid).map((one) => ({
    pid: one,
    role: one === pid ? 'main' : roleOf(one),
    megabytes: proportionalMegabytes(read(one, 'smaps_rollup')),
  }));
  const sum = members.reduce((total, { megabytes }) => total + megabytes, 0);
  return { megabytes: round(sum), members };
}

/** The processor time that a process tree has used so far, in seconds. What has ended meanwhile counts with its parent. */
export function cpuSecondsOf(pid: number): number {
  const ticks = treeOf(pid).map((one) => {
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

/** How many processes, threads and open descriptors a process tree has. */
export function handlesOf(pid: number): TreeHandles {
  const tree = treeOf(pid);
  const entries = (name: string): number =>
    tree.reduce((total, one) => total + entriesOf(one, name).length, 0);
  return { processes: tree.length, threads: entries('task'), descriptors: entries('fd') };
}

/** Returns the TCP ports on which a process waits for others, as `PID ADDRESS:PORT` in hexadecimal. */
export function listeningSockets(pid: number): readonly string[] {
  const inodes = new Set(
    entriesOf(pid, 'fd').flatMap((fd) => /^socket:\[(\d+)\]$/.exec(linkOf(pid, `fd/${fd}`))?.[1] ?? []),
  );
  const LISTEN = '0A';
  return ['tcp', 'tcp6'].flatMap((kind) =>
    read(pid, `net/${kind}`)
      .trim()
      .split('\n')
      .slice(1)
      .map((line) => line.trim().split(/\s+/))
      .filter(([, , , state, , , , , , inode]) => state === LISTEN && inodes.has(inode ?? ''))
      .map(([, local]) => `${pid} ${local ?? ''}`),
  );
}

/** How much `values` grow from one to the next: the slope of the straight line that fits them best. */
export function slopeOf(values: readonly number[]): number {
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

/** Returns Chromium's name of a process, such as `renderer`; `other` where its command line has none. */
export function roleOf(pid: number): string {
  const commandLine = read(pid, 'cmdline');
  const type = /--type=([\w-]+)/.exec(commandLine)?.[1];
  const service = /--utility-sub-type=(\w+)\./.exec(commandLine)?.[1];
  return [type ?? 'other', ...(service === undefined ? [] : [service])].join(' ');
}

function parentOf(pid: number): number | null {
  const parent = statOf(pid)[1];
  return parent === undefined ? null : Number(parent);
}

/** The fields after the program's name, which may hold blanks and brackets: state, parent, … */
function statOf(pid: number): readonly string[] {
  const stat = read(pid, 'stat');
  return stat === '' ? [] : stat.slice(stat.lastIndexOf(') ') + 2).split(' ');
}

function read(pid: number, name: string): string {
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
