import { chmodSync, chownSync, lstatSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { tempFolder } from '../../tests/helpers/temp-folder';
import { NO_POLICY } from './policy';
import { policyPath, readPolicyFile, readPolicyRegistry } from './policy-source';

const TEXT = '{"portalUrl":"https://archibald.example.it"}';

test('is where only an administrator may write', () => {
  expect(policyPath('linux')).toBe('/etc/archibald-agent/policy.json');
  expect(policyPath('darwin')).toBe('/Library/Application Support/Archibald Agent/policy.json');
  expect(policyPath('win32')).toBeNull();
});

describe.skipIf(process.platform === 'win32')('a file', () => {
  function place(): { folder: string; path: string; owner: number } {
    const folder = join(tempFolder(), 'archibald-agent');
    mkdirSync(folder, { mode: 0o755 });
    const path = join(folder, 'policy.json');
    writeFileSync(path, TEXT, { mode: 0o644 });
    return { folder, path, owner: lstatSync(path).uid };
  }
  const NOBODY = 65_534;

  test('counts when it is its owner’s alone, with every folder above it', () => {
    const { path, owner } = place();
    expect(readPolicyFile(path, [owner]).policy.portalOrigin).toBe('https://archibald.example.it');
    expect(readPolicyFile(join(path, '..', 'none.json'), [owner])).toEqual(NO_POLICY);
    expect(readPolicyFile(join(path, 'below'), [owner])).toEqual(NO_POLICY);
  });

  test.each([
    ['the group may write it', 0o664],
    ['anybody may write it', 0o646],
  ])('counts for nothing when %s', (_name, mode) => {
    const { path, owner } = place();
    chmodSync(path, mode);
    expect(readPolicyFile(path, [owner])).toMatchObject({
      policy: { portalOrigin: null, mayTrustCertificates: false, retentionMonths: null },
      state: 'untrusted',
      troubles: ['others than its owner may write the file'],
      isRead: true,
    });
  });

  test('counts for nothing in a folder where others may put another in its place', () => {
    const { folder, path, owner } = place();
    chmodSync(folder, 0o777);
    expect(readPolicyFile(path, [owner]).troubles).toEqual([
      'others than its owner may write a folder above it',
    ]);
    // Others may add files there, but replace none.
    chmodSync(folder, 0o1777);
    expect(readPolicyFile(path, [owner]).state).toBe('valid');
  });

  test('counts for nothing when it is somebody’s who is no administrator', () => {
    const { path, owner } = place();
    if (owner === 0) {
      // Only root may give files away; anybody else's own file is a stranger's already.
      chownSync(path, NOBODY, NOBODY);
    }
    expect(readPolicyFile(path).troubles).toEqual(["the file is not an administrator's"]);
  });

  test('is judged where a link leads', () => {
    const { folder, path, owner } = place();
    const link = join(folder, 'link.json');
    symlinkSync(path, link);
    expect(readPolicyFile(link, [owner]).state).toBe('valid');
    chmodSync(path, 0o666);
    expect(readPolicyFile(link, [owner]).state).toBe('untrusted');
  });

  test('that is a folder is broken: the company means something', () => {
    const { folder, owner } = place();
    expect(readPolicyFile(folder, [owner])).toMatchObject({
      state: 'broken',
      troubles: ['it cannot be read (EISDIR)'],
      isRead: false,
    });
  });

  test('that a link names and that is gone is not one that was never there', () => {
    const { folder, owner } = place();
    const link = join(folder, 'link.json');
    symlinkSync(join(folder, 'gone.json'), link);
    expect(readPolicyFile(link, [owner])).toMatchObject({ state: 'broken', isRead: false });
    const folderLink = join(folder, 'link');
    symlinkSync(join(folder, 'gone'), folderLink);
    expect(readPolicyFile(join(folderLink, 'policy.json'), [owner])).toMatchObject({ isRead: false });
    expect(readPolicyFile(join(folder, 'none', 'policy.json'), [owner])).toBe(NO_POLICY);
  });
});

describe('the registry', () => {
  const POLICIES = 'HKLM\\SOFTWARE\\Policies';
  const KEY = `${POLICIES}\\Archibald Agent`;
  const LISTED = [
    '',
    'HKEY_LOCAL_MACHINE\\SOFTWARE\\Policies\\Adobe',
    'HKEY_LOCAL_MACHINE\\SOFTWARE\\Policies\\Archibald Agent',
    '',
  ].join('\r\n');

  /** Answers as `reg query` does; `null` where it fails, whatever the reason. */
  const registry =
    (answers: Readonly<Record<string, string | null>>, asked: string[][] = []) =>
    (args: readonly string[]): Promise<string | null> => {
      asked.push([...args]);
      return Promise.resolve(answers[args[1] ?? ''] ?? null);
    };
  const valued = (lines: string): string =>
    `\r\nHKEY_LOCAL_MACHINE\\SOFTWARE\\Policies\\Archibald Agent\r\n${lines}\r\n\r\n`;

  test.each([
    `    Policy    REG_SZ    ${TEXT}`,
    `    policy    REG_EXPAND_SZ    ${TEXT}`,
    `    Other    REG_DWORD    0x1\r\n    Policy    REG_SZ    ${TEXT}\r\n    Third    REG_SZ    x`,
    '    Policy    REG_SZ    {\r\n  "portalUrl": "https://archibald.example.it"\r\n}',
  ])('holds the JSON in one text of the key that only administrators write: %j', async (lines) => {
    const asked: string[][] = [];
    const loaded = await readPolicyRegistry(registry({ [POLICIES]: LISTED, [KEY]: valued(lines) }, asked));
    expect(loaded).toMatchObject({
      state: 'valid',
      policy: { portalOrigin: 'https://archibald.example.it' },
    });
    expect(asked).toEqual([
      ['query', POLICIES, '/reg:64'],
      ['query', KEY, '/reg:64'],
    ]);
  });

  test('without the key or the value nothing is fixed', async () => {
    const others = 'HKEY_LOCAL_MACHINE\\SOFTWARE\\Policies\\Archibald Agent Tools\r\n';
    expect(await readPolicyRegistry(registry({ [POLICIES]: others }))).toBe(NO_POLICY);
    expect(await readPolicyRegistry(registry({ [POLICIES]: LISTED, [KEY]: valued('') }))).toBe(NO_POLICY);
  });

  test('a query that fails does not mean that nothing is there', async () => {
    for (const answers of [{}, { [POLICIES]: LISTED }]) {
      expect(await readPolicyRegistry(registry(answers))).toMatchObject({
        state: 'broken',
        isRead: false,
        policy: { isPortalUnclear: true, mayTrustCertificates: false, retentionMonths: null },
      });
    }
  });

  test.each(['    Policy    REG_SZ    {oops', '    Policy    REG_SZ', '    Policy    REG_BINARY    7B7D'])(
    'with %j it is broken',
    async (lines) => {
      const loaded = await readPolicyRegistry(registry({ [POLICIES]: LISTED, [KEY]: valued(lines) }));
      expect(loaded).toMatchObject({ state: 'broken', isRead: true });
    },
  );
});
