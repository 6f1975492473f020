import { spawn } from 'node:child_process';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import {
  measureCpuSeconds,
  countHandles,
  listeningSockets,
  computeSlope,
  textOf,
  listTree,
  weighTree,
} from './process-tree';

test.skipIf(process.platform !== 'linux')('the weight includes all child processes', async () => {
  const child = spawn(process.execPath, [
    '-e',
    "require('child_process').spawn(process.execPath, ['-e', 'console.log(1); setInterval(() => {}, 1e6)'], { stdio: ['ignore', 'pipe', 'ignore'] }).stdout.on('data', () => console.log(2)); setInterval(() => {}, 1e6)",
  ]);
  await new Promise((resolve) => child.stdout.once('data', resolve));
  const pid = child.pid ?? 0;
  const tree = listTree(pid);
  const weight = weighTree(pid);
  const handles = countHandles(pid);
  for (const one of [...tree].reverse()) {
    // eslint-disable-next-line no-restricted-syntax -- On Linux only; the inner process is a grandchild.
    process.kill(one);
  }
  expect(tree).toHaveLength(2);
  expect(tree[0]).toBe(pid);
  expect(weight.members.map(({ role }) => role)).toEqual(['main', 'other']);
  expect(weight.members.every(({ megabytes }) => megabytes > 1)).toBe(true);
  expect(weight.megabytes).toBeCloseTo(
    weight.members.reduce((sum, { megabytes }) => sum + megabytes, 0),
    1,
  );
  expect(handles.processes).toBe(2);
  expect(handles.threads).toBeGreaterThan(2);
  expect(measureCpuSeconds(process.pid)).toBeGreaterThan(0);
});

test.skipIf(process.platform !== 'linux')('a port is found while its process listens', async () => {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const entry = `${process.pid} 0100007F:${port.toString(16).toUpperCase().padStart(4, '0')}`;
  expect(listeningSockets(process.pid)).toContain(entry);
  await new Promise((resolve) => server.close(resolve));
  expect(listeningSockets(process.pid)).not.toContain(entry);
});

test.skipIf(process.platform !== 'linux')('an ended process listens on no port', async () => {
  const child = spawn(process.execPath, ['-e', '']);
  await new Promise((resolve) => child.once('exit', resolve));
  expect(listeningSockets(child.pid ?? 0)).toEqual([]);
});

test('the growth of values is found despite jumps', () => {
  expect(computeSlope([5, 5, 5, 5])).toBe(0);
  expect(computeSlope([1, 3, 5, 7])).toBe(2);
  expect(computeSlope([0, 2, 0, 2, 0, 2])).toBeCloseTo(0.17, 2);
  expect(computeSlope([4])).toBe(0);
  expect(computeSlope([])).toBe(0);
});

test.skipIf(process.platform !== 'linux')('a process that has ended has empty files', async () => {
  const child = spawn(process.execPath, ['-e', 'process.stdin.resume()']);
  const pid = child.pid ?? 0;
  expect(textOf(pid, 'stat')).toContain(`${pid} `);
  const gone = new Promise((resolve) => child.once('exit', resolve));
  child.kill();
  await gone;
  expect(textOf(pid, 'stat')).toBe('');
  expect(countHandles(pid)).toEqual({ processes: 1, threads: 0, descriptors: 0 });
});
