import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { isNodeSupported } from './node-version.mjs';

/**
 * Whether `engines` in package.json includes a version. Supports its two forms, `^20.19` and
 * `>=22.12`.
 */
function isNamedInManifest(version: string): boolean {
  const manifest = JSON.parse(readFileSync(join(import.meta.dirname, '../../package.json'), 'utf8')) as {
    engines: { node: string };
  };
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return manifest.engines.node.split(' || ').some((range) => {
    const [, form, minMajor, minMinor] = /^(\^|>=)(\d+)\.(\d+)$/.exec(range) ?? [];
    const isNewer = form === '>=' && major > Number(minMajor);
    return isNewer || (major === Number(minMajor) && minor >= Number(minMinor));
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
])('Node %s is supported: %s', (version, supported) => {
  expect(isNodeSupported(version)).toBe(supported);
  expect(isNamedInManifest(version)).toBe(supported);
});
