import { expect, test } from 'vitest';
import { PROJECT } from '../setup/places.mjs';
import { shippedPackages } from './licences.mjs';

/** Licences that allow a company to ship a package with only its notice in return. */
const PERMISSIVE = [
  'MIT',
  'ISC',
  '0BSD',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'Apache-2.0',
  'OFL-1.1',
  'BlueOak-1.0.0',
  'Python-2.0',
];

test('every shipped package has a permissive licence', () => {
  const packages = shippedPackages(PROJECT);
  const needed = (licence: string): readonly string[] => licence.split(' AND ');
  expect(packages.filter(({ licence }) => !needed(licence).every((one) => PERMISSIVE.includes(one)))).toEqual(
    [],
  );
});

test('the list has the bundled packages of main and window and the installed ones', () => {
  const names = shippedPackages(PROJECT).map(({ name }) => name);
  const main = ['puppeteer-core', 'pdf-parse', 'pdfjs-dist', 'pdfkit', 'fontkit', 'electron-updater', 'zod'];
  const window = ['react', '@mantine/core', 'recharts', 'victory-vendor', 'd3-scale'];
  expect(names).toEqual(
    expect.arrayContaining([...main, ...window, '@fontsource/tinos', 'better-sqlite3', 'fflate']),
  );
});

test('the list has no tools and no packages that the build leaves out', () => {
  const names = shippedPackages(PROJECT).map(({ name }) => name);
  const tools = ['typescript', 'vitest', 'electron-builder', 'playwright', 'eslint'];
  const leftOut = ['@napi-rs/canvas', '@puppeteer/browsers', 'chromium-bidi', 'brotli', 'ws', 'crypto-js'];
  expect(names.filter((name) => [...tools, ...leftOut].includes(name))).toEqual([]);
});
