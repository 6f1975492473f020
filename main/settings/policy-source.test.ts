import { chmodSync, chownSync, lstatSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { tempFolder } from '../../tests/helpers/temp-folder';
import { NO_POLICY } from './policy';
import { policyPath, readPolicyFile, readPolicyRegistry } from './policy-source';

const TEXT = '{"portalUrl":"https://archibald.example.it"}';

test('the policy is stored where only an administrator may write', () => {
  expect(policyPath('linux')).toBe('/etc/archibald-agent/policy.json');
  expect(policyPath('darwin')).toBe('/Library/Application Support/Archibald Agent/policy.json');
  expect(policyPath('win32')).toBeNull();
});

describe.skipIf(process.platform === 'win32')('a policy file', () => {
  function place(): { folder: string; path: string; owner: number } {
    const folder = join(tempFolder(), 'archibald-agent');
    mkdirSync(folder, { mode: 0o755 });
    const path = join(folder, 'policy.json');
    writeFileSync(path, TEXT, { mode: 0o644 });
    return { folder, path, owner: lstatSync(path).uid };
  }
  const NOBODY_UID = 65_534;

  test('counts when only its owner may write it and every folder above it', () => {
    const { path, owner } = place();
    expect(readPolicyFile(path, [owner]).policy.portalOrigin).toBe('https://archibald.example.it');
    expect(readPolicyFile(join(path, '..', 'none.json'), [owner])).toEqual(NO_POLICY);
    expect(readPolicyFile(join(path, 'below'), [owner])).toEqual(NO_POLICY);
  });

  test.each([
    ['the group may write it', 0o664],
    ['anybody may write it', 0o646],
  ])('is ignored when %s', (_name, mode) => {
    const { path, owner } = place();
    chmodSync(path, mode);
    expect(readPolicyFile(path, [owner])).toMatchObject({
      policy: { portalOrigin: null, mayTrustCertificates: false, retentionMonths: null },
      state: 'untrusted',
      problems: ['users other than its owner may write the file'],
      isRead: true,
    });
  });

  test('is ignored in a folder where others may replace it', () => {
    const { folder, path, owner } = place();
    chmodSync(folder, 0o777);
    expect(readPolicyFile(path, [owner]).problems).toEqual([
      'users other than its owner may write a folder above it',
    ]);
    // With the sticky bit, others may add files but not replace any.
    chmodSync(folder, 0o1777);
    expect(readPolicyFile(path, [owner]).state).toBe('valid');
  });

  test('is ignored when a non-administrator owns it', () => {
    const { path, owner } = place();
    if (owner === 0) {
      // Only root may change a file's owner; any other user already is a non-administrator.
      chownSync(path, NOBODY_UID, NOBODY_UID);
    }
    expect(readPolicyFile(path).problems).toEqual(["the file is not an administrator's"]);
  });

  test('is judged at the target of a link', () => {
    const { folder, path, owner } = place();
    const link = join(folder, 'link.json');
    symlinkSync(path, link);
    expect(readPolicyFile(link, [owner]).state).toBe('valid');
    chmodSync(path, 0o666);
    expect(readPolicyFile(link, [owner]).state).toBe('untrusted');
  });

  test('that is a folder is broken, as the company meant a policy', () => {
    const { folder, owner } = place();
    expect(readPolicyFile(folder, [owner])).toMatchObject({
      state: 'broken',
      problems: ['it cannot be read (EISDIR)'],
      isRead: false,
    });
  });

  test('that a link points to is broken, not absent, when it is gone', () => {
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

describe('a policy in the registry', () => {
  const POLICIES = 'HKLM\\SOFTWARE\\Policies';
  const KEY = `${POLICIES}\\Archibald Agent`;
  const LISTED = [
    '',
    'HKEY_LOCAL_MACHINE\\SOFTWARE\\Policies\\Adobe',
    'HKEY_LOCAL_MACHINE\\SOFTWARE\\Policies\\Archibald Agent',
    '',
  ].join('\r\n');

  /** Answers like `reg query`; `null` for any failure. */
  const registry =
    (answers: Readonly<Record<string, string | null>>, queries: string[][] = []) =>
    (args: readonly string[]): Promise<string | null> => {
      queries.push([...args]);
      return Promise.resolve(answers[args[1] ?? ''] ?? null);
    };
  const valued = (lines: string): string =>
    `\r\nHKEY_LOCAL_MACHINE\\SOFTWARE\\Policies\\Archibald Agent\r\n${lines}\r\n\r\n`;

  test.each([
    `    Policy    REG_SZ    ${TEXT}`,
    `    policy    REG_EXPAND_SZ    ${TEXT}`,
    `    Other    REG_DWORD    0x1\r\n    Policy    REG_SZ    ${TEXT}\r\n    Third    REG_SZ    x`,
    '    Policy    REG_SZ    {\r\n  "portalUrl": "https://archibald.example.it"\r\n}',
  ])('is the JSON in one text value: %j', async (lines) => {
    const queries: string[][] = [];
    const loaded = await readPolicyRegistry(registry({ [POLICIES]: LISTED, [KEY]: valued(lines) }, queries));
    expect(loaded).toMatchObject({
      state: 'valid',
      policy: { portalOrigin: 'https://archibald.example.it' },
    });
    expect(queries).toEqual([
      ['query', POLICIES, '/reg:64'],
      ['query', KEY, '/reg:64'],
    ]);
  });

  test('fixes nothing without the key or the value', async () => {
    const others = 'HKEY_LOCAL_MACHINE\\SOFTWARE\\Policies\\Archibald Agent Tools\r\n';
    expect(await readPolicyRegistry(registry({ [POLICIES]: others }))).toBe(NO_POLICY);
    expect(await readPolicyRegistry(registry({ [POLICIES]: LISTED, [KEY]: valued('') }))).toBe(NO_POLICY);
  });

  test('is unread, not absent, when a query fails', async () => {
    for (const answers of [{}, { [POLICIES]: LISTED }]) {
      expect(await readPolicyRegistry(registry(answers))).toMatchObject({
        state: 'broken',
        isRead: false,
        policy: { isPortalUnclear: true, mayTrustCertificates: false, retentionMonths: null },
      });
    }
  });

  test.each(['    Policy    REG_SZ    {oops', '    Policy    REG_SZ', '    Policy    REG_BINARY    7B7D'])(
    'is broken with %j',
    async (lines) => {
      const loaded = await readPolicyRegistry(registry({ [POLICIES]: LISTED, [KEY]: valued(lines) }));
      expect(loaded).toMatchObject({ state: 'broken', isRead: true });
    },
  );
});
