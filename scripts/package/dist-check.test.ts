import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Configuration } from 'app-builder-lib';
import { expect, test } from 'vitest';
import { PROJECT } from '../setup/places.mjs';
import { SYSTEMS, builderConfig, findFaults } from './dist-check.mjs';

const CONFIG = builderConfig();

function targetsOf(system: keyof typeof SYSTEMS): readonly { target: string; arch: readonly string[] }[] {
  return [CONFIG[system]?.target ?? []].flat().map((one) => {
    const { target, arch = [] } = typeof one === 'string' ? { target: one } : one;
    return { target, arch: [arch].flat() };
  });
}

test('electron-builder accepts the packaging', async () => {
  expect(await findFaults(CONFIG, {})).toEqual([]);
});

test('electron-builder names invalid settings', async () => {
  const mistyped = { ...CONFIG, mac: { ...CONFIG.mac, hardendRuntime: true } } as Configuration;
  expect(await findFaults(mistyped, {})).toEqual([expect.stringContaining('configuration.mac')]);
  const unknown = { ...CONFIG, productNam: 'x' } as Configuration;
  expect(await findFaults(unknown, {})).toEqual([expect.stringContaining("'productNam'")]);
});

test('the gaps of an incomplete signing are reported for every system', async () => {
  const env = { CSC_LINK: 'cert.p12', AZURE_ENDPOINT: 'https://weu.codesigning.azure.net' };
  expect(await findFaults(CONFIG, env)).toEqual([
    expect.stringMatching(/^win: .*AZURE_PUBLISHER_NAME/),
    expect.stringMatching(/^mac: .*not notarised/),
  ]);
});

test('the database has a binary for every processor that the app is packaged for', () => {
  const natives = readdirSync(join(PROJECT, 'node_modules/better-sqlite3/prebuilds'));
  for (const [name, system] of Object.entries(SYSTEMS)) {
    const archs = targetsOf(name as keyof typeof SYSTEMS).flatMap(({ arch }) => arch);
    expect(archs.length, name).toBeGreaterThan(0);
    archs.forEach((arch) => expect(natives).toContain(`${system}-${arch}.node`));
  }
});

test('Windows has one installer, for one user, and checks who signed an update', () => {
  expect(targetsOf('win').map(({ target }) => target)).toEqual(['nsis']);
  expect(CONFIG.nsis?.perMachine).toBe(false);
  expect(CONFIG.win?.verifyUpdateCodeSignature).not.toBe(false);
});

test('macOS has a zip for updates next to each dmg, and the app is signed and notarised', () => {
  const [dmg, zip] = ['dmg', 'zip'].map((name) => targetsOf('mac').find(({ target }) => target === name));
  expect(zip?.arch).toEqual(dmg?.arch);
  expect(CONFIG.mac).toMatchObject({ notarize: true, hardenedRuntime: true });
  expect(CONFIG.mac?.identity).toBeUndefined();
});

test('the package reveals changed files, and no unsigned release is made silently', () => {
  expect(CONFIG).toMatchObject({ asar: true, afterPack: './scripts/package/fuses.mjs' });
  expect(CONFIG.electronFuses).toBeUndefined();
  expect(CONFIG.forceCodeSigning).not.toBe(false);
});

test('placeholder hosts have the reserved ending of RFC 2606', () => {
  const texts = ['electron-builder.yml', 'package.json'].map((name) =>
    readFileSync(join(PROJECT, name), 'utf8'),
  );
  const hosts = texts
    .flatMap((text) => [...text.matchAll(/(?:https?:\/\/|@)([\w-]+(?:\.[\w-]+)+)/g)])
    .map(([, host = '']) => host);
  expect(hosts).toEqual(expect.arrayContaining(['aggiornamenti.archibald-agent.invalid']));
  expect(hosts.filter((host) => !host.endsWith('.invalid'))).toEqual([]);
});
