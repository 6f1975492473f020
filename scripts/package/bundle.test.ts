import { readFileSync, readdirSync } from 'node:fs';
import { createRequire, isBuiltin } from 'node:module';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { PROJECT } from '../setup/places.mjs';
import { isLeftOut } from './left-out.mjs';
import { installedPackages } from './licences.mjs';
import { packageFolder } from './shipped.mjs';

const MAIN = join(PROJECT, 'out/main');
const built = readdirSync(MAIN, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.js'))
  .map((name) => readFileSync(join(MAIN, name), 'utf8'));

test('the built files need only Node, Electron and the packaged dependencies', () => {
  const needed = built.flatMap((text) =>
    [...text.matchAll(/\brequire\(["'`]([^"'`.][^"'`]*)["'`]\)/g)].map(([, name = '']) => name),
  );
  const packaged = installedPackages(PROJECT);
  // node-addon-api counts as packaged because it is compiled into better-sqlite3's binary.
  expect(packaged).toEqual(['better-sqlite3', 'node-addon-api']);
  const others = new Set(needed.filter((name) => !isBuiltin(name)));
  expect([...others].sort()).toEqual(['better-sqlite3', 'electron']);
});

test('the scripts of main are minified and keep the names that a log quotes', () => {
  const all = built.join('');
  expect(all).toMatch(/\bfunction printableStack\(/);
  expect(all).not.toMatch(/^\/\/ (?:main|node_modules)\//m);
});

test('the window loads no schemas, which main needs and which would slow each start', () => {
  const assets = join(PROJECT, 'out/renderer/assets');
  const scripts = readdirSync(assets).filter((name) => name.endsWith('.js'));
  const main = built.join('');
  // Minifying keeps method names. Finding this one in main proves that the search below works.
  expect(main).toContain('safeParseAsync');
  expect(
    scripts.filter((name) => readFileSync(join(assets, name), 'utf8').includes('safeParseAsync')),
  ).toEqual([]);
});

test('the portal’s driver loads and uses a given transport', async () => {
  const name = readdirSync(join(MAIN, 'chunks')).find((one) =>
    readFileSync(join(MAIN, 'chunks', one), 'utf8').includes('class ExtensionTransport'),
  );
  const driver = createRequire(import.meta.url)(join(MAIN, 'chunks', name ?? '')) as {
    connect: (options: {
      transport: { send: (message: string) => void; close: () => void };
    }) => Promise<unknown>;
    ExtensionTransport: unknown;
  };
  expect(driver.ExtensionTransport).toBeTypeOf('function');
  const sent = await new Promise<string>((resolve) => {
    void driver.connect({ transport: { send: resolve, close: () => undefined } });
  });
  expect(JSON.parse(sent)).toMatchObject({ method: expect.stringMatching(/^\w+\.\w+$/) as string });
});

test('a package is found by the folder of a file, also inside another package', () => {
  const nested = '/app/node_modules/electron-updater/node_modules/semver';
  expect(packageFolder(`${nested}/index.js`)).toBe(nested);
  expect(packageFolder('/app/node_modules/@mantine/core/esm/index.mjs')).toBe(
    '/app/node_modules/@mantine/core',
  );
  expect(packageFolder('/app/main/index.ts')).toBeNull();
});

test('a file is left out by its whole path, also on Windows', () => {
  expect(isLeftOut('C:\\app\\node_modules\\brotli\\decompress.js')).toBe(true);
  expect(isLeftOut('/app/node_modules/brotli/compress.js')).toBe(false);
});
