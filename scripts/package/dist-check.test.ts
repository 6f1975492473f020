import { expect, test } from 'vitest';
import { faultsOf, projectFacts, schemaFaults, signingFaults } from './dist-check.mjs';

type Facts = ReturnType<typeof projectFacts>;
type Config = Facts['config'];

const FACTS = projectFacts();

function withConfig(change: (config: Config) => Partial<Config>): Facts {
  return { ...FACTS, config: { ...FACTS.config, ...change(FACTS.config) } };
}

test('nothing stands against how the app is packaged', async () => {
  expect(faultsOf(FACTS)).toEqual([]);
  expect(await schemaFaults(FACTS.config)).toEqual([]);
  expect(signingFaults({})).toEqual([]);
});

test.each<[string, Facts]>([
  [
    'without a zip for x64 beside its dmg',
    withConfig(({ mac }) => ({
      mac: {
        ...mac,
        target: [
          { target: 'dmg', arch: ['arm64', 'x64'] },
          { target: 'zip', arch: ['arm64'] },
        ],
      },
    })),
  ],
  [
    'dmg for universal would have no SQLite',
    withConfig(({ mac }) => ({ mac: { ...mac, target: [{ target: 'dmg', arch: ['universal'] }] } })),
  ],
  [
    'dmg names no processor',
    withConfig(({ mac }) => ({ mac: { ...mac, target: ['dmg', { target: 'zip', arch: 'arm64' }] } })),
  ],
  ['win.target names nothing', withConfig(({ win }) => ({ win: { ...win, target: [] } }))],
  [
    'updated by a second copy',
    withConfig(({ win }) => ({
      win: {
        ...win,
        target: [
          { target: 'nsis', arch: ['x64'] },
          { target: 'msi', arch: ['x64'] },
        ],
      },
    })),
  ],
  ['AppUserModelID', withConfig(() => ({ appId: null }))],
  [
    'updates of any publisher',
    withConfig(({ win }) => ({ win: { ...win, verifyUpdateCodeSignature: false } })),
  ],
  ['asks agents for an administrator', withConfig(({ nsis }) => ({ nsis: { ...nsis, perMachine: true } }))],
  ['mac.notarize is off', withConfig(({ mac }) => ({ mac: { ...mac, notarize: false } }))],
  ['mac.hardenedRuntime is off', withConfig(({ mac }) => ({ mac: { ...mac, hardenedRuntime: false } }))],
  ['mac.identity is null', withConfig(({ mac }) => ({ mac: { ...mac, identity: null } }))],
  [
    'build/none.plist is not there',
    withConfig(({ mac }) => ({ mac: { ...mac, entitlements: 'build/none.plist' } })),
  ],
  ['a deb needs a homepage', { ...FACTS, manifest: { ...FACTS.manifest, homepage: undefined } }],
  ['a deb needs a maintainer', withConfig(({ linux }) => ({ linux: { ...linux, maintainer: 'Office' } }))],
  ['the native parts of every processor', withConfig(() => ({ files: ['out/**', 'package.json'] }))],
  ['asar is off', withConfig(() => ({ asar: false }))],
  ['not all fuses are set', withConfig(() => ({ afterPack: null, electronFuses: { runAsNode: false } }))],
  ['not all fuses are set', { ...FACTS, exists: (path) => !path.endsWith('fuses.mjs') }],
  ['unsigned without a word', withConfig(() => ({ forceCodeSigning: false }))],
  ['no latest*.yml would be made', withConfig(() => ({ publish: null }))],
  [
    'somebody may own',
    withConfig(() => ({ publish: { provider: 'generic', url: 'https://updates.archibald.example.it' } })),
  ],
])('says: %s', (sentence, facts) => {
  expect(faultsOf(facts)).toContainEqual(expect.stringContaining(sentence));
});

test('says what electron-builder itself does not take', async () => {
  const mistyped = { ...FACTS.config, mac: { ...FACTS.config.mac, hardendRuntime: true } } as Config;
  expect(await schemaFaults(mistyped)).toEqual([expect.stringContaining('configuration.mac')]);
  const unknown = { ...FACTS.config, productNam: 'x' } as Config;
  expect(await schemaFaults(unknown)).toEqual([expect.stringContaining("'productNam'")]);
});

test('says of a signing that was begun what it lacks, for every system', () => {
  const env = { CSC_LINK: 'cert.p12', AZURE_ENDPOINT: 'https://weu.codesigning.azure.net' };
  expect(signingFaults(env)).toEqual([
    expect.stringMatching(/^win: .*AZURE_PUBLISHER_NAME/),
    expect.stringMatching(/^mac: .*not notarised/),
  ]);
});
