import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { isNodeSupported } from './node-version.mjs';

/** The versions that package.json names in `engines`, as `^20.19 || >=22.12`: the two forms that stand there. */
function isNamedInManifest(version: string): boolean {
  const manifest = JSON.parse(readFileSync(join(import.meta.dirname, '../../package.json'), 'utf8')) as {
    engines: { node: string };
  };
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return manifest.engines.node.split(' || ').some((range) => {
    const [, form, leastMajor, leastMinor] = /^(\^|>=)(\d+)\.(\d+)$/.exec(range) ?? [];
    const isNewer = form === '>=' && major > Number(leastMajor);
    return isNewer || (major === Number(leastMajor) && minor >= Number(leastMinor));
  });
}

test.each([
  ['20.19.0', true],
  ['20.18.1', false],
  ['21.7.0', false],
  ['22.11.0', false],
  ['22.12.0', true],
  ['23.0.0', true],
  ['24.1.0', true],
  ['18.20.0', false],
])('takes Node %s: %s', (version, supported) => {
  expect(isNodeSupported(version)).toBe(supported);
  expect(isNamedInManifest(version)).toBe(supported);
});
