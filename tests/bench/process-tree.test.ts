import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { afterEach, describe, expect, it } from 'vitest';
import { processTree, tellsWeight, weighTree } from './process-tree';

/** Two processes: a Node with a child that works until it is ended. */
const PARENT = `
  const { spawn } = require('node:child_process');
  const child = spawn(process.execPath, ['-e', 'for (;;) Math.random()', '--', '--type=worker']);
  process.on('SIGTERM', () => { child.kill('SIGKILL'); process.exit(0); });
  console.log(child.pid);
`;

let parent: ReturnType<typeof spawn> | undefined;
afterEach(async () => {
  if (parent !== undefined) {
    const gone = once(parent, 'exit');
    parent.kill('SIGTERM');
    await gone;
    parent = undefined;
  }
});

describe.runIf(tellsWeight())('the tree of a process', () => {
  it('holds its children, their memory and their CPU time, and nobody else’s', async () => {
    parent = spawn(process.execPath, ['-e', PARENT], { stdio: ['ignore', 'pipe', 'ignore'] });
    const [told] = (await once(parent.stdout ?? parent, 'data')) as [Buffer];
    const child = Number(told.toString());
    await expect.poll(() => weighTree(child).cpuSeconds, { timeout: 10_000 }).toBeGreaterThan(0.2);

    const tree = processTree(parent.pid ?? 0);
    expect(tree.map(({ pid, kind }) => ({ pid, kind }))).toEqual([
      { pid: parent.pid, kind: 'browser' },
      { pid: child, kind: 'worker' },
    ]);
    expect(tree.every(({ megabytes }) => megabytes > 5 && megabytes < 500)).toBe(true);
    expect(weighTree(parent.pid ?? 0).megabytes).toBeGreaterThan(weighTree(child).megabytes);
  });

  it('is empty once it has ended', () => {
    expect(processTree(2 ** 30)).toEqual([]);
  });
});
