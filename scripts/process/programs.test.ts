import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import { tempFolder } from '../../tests/helpers/temp-folder';
import { lastLines, npmScript, run, taskkill } from './programs.mjs';

test('the output of both streams and the exit code are returned', async () => {
  const script = "process.stdout.write('out '); process.stderr.write('err'); process.exitCode = 3;";
  const { code, output } = await run(process.execPath, ['-e', script]);
  expect(code).toBe(3);
  expect(output).toContain('out ');
  expect(output).toContain('err');
});

test('a missing program returns a failure', async () => {
  const { code } = await run('no-such-program-anywhere', []);
  expect(code).not.toBe(0);
});

test('a program that takes too long ends with its children', async () => {
  const script =
    "require('node:child_process').spawnSync(process.execPath, ['-e', 'setTimeout(() => {}, 60_000)'], { stdio: 'inherit' })";
  const { code } = await run(process.execPath, ['-e', script], { timeout: 300 });
  expect(code).not.toBe(0);
});

test('npm is the running one, else the one next to Node, else none', () => {
  const folder = tempFolder();
  const node = join(folder, 'node/bin/node');
  const bundledCli = join(folder, 'node/lib/node_modules/npm/bin/npm-cli.js');
  const running = join(folder, 'other/npm-cli.js');
  const otherManager = join(folder, 'other/pnpm.cjs');
  expect(npmScript(undefined, node)).toBeNull();
  for (const path of [bundledCli, running, otherManager]) {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, '');
  }
  expect(npmScript(running, node)).toBe(running);
  expect(npmScript(otherManager, node)).toBe(bundledCli);
});

test('a long output is shortened to its end', () => {
  const output = Array.from({ length: 40 }, (_, index) => `line ${index}`).join('\n');
  expect(lastLines(`${output}\n\n`).split('\n')).toHaveLength(15);
  expect(lastLines(output)).toMatch(/line 39$/);
});

test('a Windows program ends with its children by the system’s own tool', () => {
  expect(taskkill(4711, { SystemRoot: 'D:\\Windows' })).toEqual([
    'D:\\Windows\\System32\\taskkill.exe',
    ['/PID', '4711', '/T', '/F'],
  ]);
});

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

// Other systems do not show the process above the shell that npm starts (docs/platforms.md).
test.runIf(process.platform === 'linux')(
  'a program ends when the npm that started its runner is killed',
  async () => {
    const runner = join(tempFolder(), 'runner.mjs');
    const module = pathToFileURL(join(import.meta.dirname, 'programs.mjs')).href;
    const program = 'console.log(process.pid); setInterval(() => {}, 1_000)';
    writeFileSync(
      runner,
      `import { runToEnd, watchSignals } from '${module}';
       watchSignals();
       await runToEnd(process.execPath, ['-e', '${program}'], process.env);`,
    );
    // npm starts scripts through a shell.
    const line = JSON.stringify(`'${process.execPath}' '${runner}'; true`);
    const npm = spawn(
      process.execPath,
      ['-e', `require('node:child_process').spawn('sh', ['-c', ${line}], { stdio: 'inherit' })`],
      { env: { ...process.env, npm_lifecycle_event: 'demo' }, stdio: ['ignore', 'pipe', 'ignore'] },
    );
    const [data] = (await once(npm.stdout, 'data')) as [Buffer];
    const pid = Number(data.toString());
    expect(isAlive(pid)).toBe(true);
    npm.kill('SIGKILL');
    await expect.poll(() => isAlive(pid), { timeout: 10_000 }).toBe(false);
  },
);
