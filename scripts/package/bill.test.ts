import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { tempFolder } from '../../tests/helpers/temp-folder';
import { PROJECT } from '../setup/places.mjs';
import { softwareBill } from './bill.mjs';
import { shippedPackages } from './licences.mjs';

const RUNTIME = { electron: '45.4.1', chrome: '150.0.1.2', node: '24.1.0', v8: '15.0', sqlite: '3.54.1' };

function billOf(packages = shippedPackages(PROJECT)): ReturnType<typeof softwareBill> {
  const folder = tempFolder();
  mkdirSync(join(folder, 'resources'));
  writeFileSync(join(folder, 'resources/app.asar'), 'the app');
  const files = [join(folder, 'resources/app.asar')];
  return softwareBill({ version: '1.2.3', packages, runtime: RUNTIME, folder, files });
}

test('the bill lists each shipped package with version, licence and hash', () => {
  const bill = billOf();
  expect(bill).toMatchObject({ bomFormat: 'CycloneDX', metadata: { component: { version: '1.2.3' } } });
  for (const [index, { name, version, licence, integrity }] of shippedPackages(PROJECT).entries()) {
    const hash = Buffer.from(integrity.slice('sha512-'.length), 'base64');
    expect(hash).toHaveLength(64);
    expect(bill.components[index]).toMatchObject({
      name,
      version,
      licenses: [{ expression: licence }],
      hashes: [{ alg: 'SHA-512', content: hash.toString('hex') }],
    });
  }
});

test('the bill lists the runtimes, and the files with their hashes', () => {
  const versions = Object.fromEntries(
    billOf([]).components.map((one) => [one.name, 'version' in one ? one.version : null]),
  );
  expect(versions).toEqual({
    electron: '45.4.1',
    chromium: '150.0.1.2',
    node: '24.1.0',
    v8: '15.0',
    sqlite: '3.54.1',
    'resources/app.asar': null,
  });
  expect(billOf([]).components.at(-1)).toEqual({
    type: 'file',
    name: 'resources/app.asar',
    hashes: [{ alg: 'SHA-256', content: createHash('sha256').update('the app').digest('hex') }],
  });
});

test('a package without a hash in the lock file stops the bill', () => {
  const stranger = { name: 'stranger', version: '1.0.0', licence: 'MIT', folder: 'x', integrity: '' };
  expect(() => billOf([stranger])).toThrow(/stranger/);
});
