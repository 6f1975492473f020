import { expect, test } from 'vitest';
import { PROJECT } from '../setup/places.mjs';
import { shippedPackages } from './licences.mjs';

/** Licences that let a company ship the package without giving anything in return but its notice. */
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

test('all that ships has a permissive licence', () => {
  const packages = shippedPackages(PROJECT);
  const needed = (licence: string): readonly string[] => licence.split(' AND ');
  expect(packages.filter(({ licence }) => !needed(licence).every((one) => PERMISSIVE.includes(one)))).toEqual(
    [],
  );
});

test('names what is bundled, for main and for the window, and what is installed beside it', () => {
  const names = shippedPackages(PROJECT).map(({ name }) => name);
  const main = ['puppeteer-core', 'pdf-parse', 'pdfjs-dist', 'pdfkit', 'fontkit', 'electron-updater', 'zod'];
  const window = ['react', '@mantine/core', 'recharts', 'victory-vendor', 'd3-scale'];
  expect(names).toEqual(
    expect.arrayContaining([...main, ...window, '@fontsource/tinos', 'better-sqlite3', 'fflate']),
  );
});

test('names neither tools nor what packages ask for and the build leaves out', () => {
  const names = shippedPackages(PROJECT).map(({ name }) => name);
  const tools = ['typescript', 'vitest', 'electron-builder', 'playwright', 'eslint'];
  const leftOut = ['@napi-rs/canvas', '@puppeteer/browsers', 'chromium-bidi', 'brotli', 'ws', 'crypto-js'];
  expect(names.filter((name) => [...tools, ...leftOut].includes(name))).toEqual([]);
});
