import { readFileSync, readdirSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { PROJECT } from '../setup/places.mjs';

interface Manifest {
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
  readonly overrides?: Readonly<Record<string, string>>;
}

const FOLDERS = ['main', 'preload', 'renderer', 'scripts', 'tests'];
const SOURCE = /\.(?:[cm]?ts|tsx|mjs|cjs)$/;
const IMPORT = /(?:\bfrom|\bimport|\bimport\(|\brequire\()\s*'((?:@[\w-]+\/)?[\w-][\w.-]*)(?:\/[^'\n]*)?'/g;

const manifest = manifestIn(PROJECT);
const declared = Object.keys({ ...manifest.dependencies, ...manifest.devDependencies });
const sources = [
  ...readdirSync(PROJECT).filter((name) => /\.config\.m?[jt]s$/.test(name)),
  ...FOLDERS.flatMap((folder) =>
    readdirSync(join(PROJECT, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => SOURCE.test(name))
      .map((name) => join(folder, name)),
  ),
].map((path) => readFileSync(join(PROJECT, path), 'utf8'));

function manifestIn(folder: string): Manifest {
  return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Manifest;
}

/** Imported, or a tool that is started by the path of its script. */
function isUsed(name: string): boolean {
  return sources.some((text) =>
    ["'", '"', '/'].some((before) =>
      ["'", '"', '/'].some((after) => text.includes(`${before}${name}${after}`)),
    ),
  );
}

/** Types are used where what they describe is; @types/node describes Node itself. */
function describedBy(name: string): string {
  return name === '@types/node' ? 'node:fs' : name.replace(/^@types\//, '');
}

test('every version is one exact version', () => {
  const versions = Object.entries({
    ...manifest.dependencies,
    ...manifest.devDependencies,
    ...manifest.overrides,
  });
  expect(versions.length).toBeGreaterThan(30);
  expect(versions.filter(([, version]) => !/^\d+\.\d+\.\d+(?:-[\w.]+)?$/.test(version))).toEqual([]);
});

test('every package is used, or asked for as its peer by one that is', () => {
  const used = declared.filter((name) => isUsed(describedBy(name)));
  const peers = used.flatMap((name) =>
    Object.keys(manifestIn(join(PROJECT, 'node_modules', name)).peerDependencies ?? {}),
  );
  expect(declared.filter((name) => !used.includes(name) && !peers.includes(name))).toEqual([]);
});

test('every package that is imported is declared', () => {
  const imported = new Set(
    sources.flatMap((text) => [...text.matchAll(IMPORT)].map(([, name = '']) => name)),
  );
  expect(imported.size).toBeGreaterThan(30);
  expect([...imported].filter((name) => !declared.includes(name) && !isBuiltin(name))).toEqual([]);
});
