import { expect, test } from 'vitest';
import { shippedPackages, softwareBill } from './licences.mjs';
import { PROJECT } from './setup/places.mjs';

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
  '(MIT OR CC0-1.0)',
];

test('all that ships has a permissive licence', () => {
  const packages = shippedPackages(PROJECT);
  expect(packages.filter(({ licence }) => !PERMISSIVE.includes(licence))).toEqual([]);
});

test('names what is bundled as well as what is installed beside the app, and no tool of its making', () => {
  const names = shippedPackages(PROJECT).map(({ name }) => name);
  expect(names).toEqual(
    expect.arrayContaining(['react', 'zod', '@mantine/core', 'better-sqlite3', 'pdfjs-dist', 'fflate']),
  );
  for (const tool of ['typescript', 'vitest', 'electron-builder', 'playwright', 'eslint']) {
    expect(names).not.toContain(tool);
  }
});

test('the bill of materials names each with its version and licence', () => {
  const [first] = shippedPackages(PROJECT);
  const bill = softwareBill('1.2.3', shippedPackages(PROJECT));
  expect(bill).toMatchObject({ bomFormat: 'CycloneDX', metadata: { component: { version: '1.2.3' } } });
  expect(bill.components[0]).toMatchObject({
    name: first?.name,
    version: first?.version,
    licenses: [{ expression: first?.licence }],
  });
});
