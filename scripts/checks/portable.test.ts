import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Linter } from 'eslint';
import { expect, test } from 'vitest';
import { PROJECT } from '../setup/places.mjs';
import { LINUX_ONLY, portable } from './portable.mjs';

function rulesBroken(code: string, filename = 'main/any.mjs'): readonly (string | null)[] {
  return new Linter().verify(code, portable, { filename }).map(({ ruleId }) => ruleId);
}

test.each([
  'const path = `${folder}/settings.json`;',
  'const path = `${app.getPath(name)} ${PROJECT}/x`;',
  'const path = `${tmpdir()}\\\\x`;',
  "const path = this.dataFolder + '/x';",
  "const path = tmpdir() + '/x';",
])('lint reports a path joined by hand: %s', (code) => {
  expect(rulesBroken(code)).toEqual(['no-restricted-syntax']);
});

test.each([
  "import { exec } from 'node:child_process';",
  "import { execSync } from 'child_process';",
  "spawn('npm', ['ci'], { shell: true });",
  "spawn('npm', ['ci'], { shell: process.platform === 'win32' });",
  "process.kill(pid, 'SIGKILL');",
  'process.kill(-pid);',
  "writeFileSync('/tmp/x', '');",
  'readFileSync(`/proc/${pid}/stat`);',
  "open('/dev/null');",
  "import { renameSync } from 'node:fs';",
  "import { existsSync, rmSync } from 'node:fs';",
])('lint reports code for one system only: %s', (code) => {
  expect(rulesBroken(code)).toEqual(['no-restricted-syntax']);
});

test.each([
  'await new Promise((resolve) => setTimeout(resolve, 200));',
  'await new Promise((resolve) => { setTimeout(resolve, PAUSE_MS); });',
  'await page.waitForTimeout(300);',
  "import { setTimeout as sleep } from 'node:timers/promises';",
])('lint reports a fixed wait: %s', (code) => {
  expect(rulesBroken(code, 'tests/e2e/any.mjs')).toEqual(['no-restricted-syntax']);
});

test('lint reports a void that discards no call', () => {
  expect(rulesBroken('void late;')).toEqual(['no-restricted-syntax']);
  expect(rulesBroken('void late();')).toEqual([]);
});

test.each([
  "const path = join(folder, 'settings.json');",
  'const url = `${origin}/Login.aspx`;',
  'const rest = `${name}/${version}`;',
  'const text = `${folder}: ${count}`;',
  'const address = `${url}/${encoded(folder)}`;',
  "import { execFile, spawn } from 'node:child_process';",
  "const found = /a/.exec('a');",
  "spawn('npm', [], { shell: false });",
  'process.kill(pid, 0);',
  "child.kill('SIGTERM');",
  "const route = '/variants';",
  'const late = new Promise((_, reject) => { const timer = setTimeout(() => reject(error), LIMIT_MS); });',
  'const settled = () => new Promise((resolve) => setTimeout(resolve));',
])('lint accepts portable code: %s', (code) => {
  expect(rulesBroken(code)).toEqual([]);
});

test('a file for Linux only may name its paths but starts no shell', () => {
  const [file = ''] = LINUX_ONLY;
  expect(rulesBroken("open('/dev/null');", file)).toEqual([]);
  expect(rulesBroken("import { exec } from 'node:child_process';", file)).toEqual(['no-restricted-syntax']);
});

test('every file in the list exists', () => {
  for (const name of LINUX_ONLY) {
    expect(existsSync(join(PROJECT, name.replace('/**', ''))), name).toBe(true);
  }
});
