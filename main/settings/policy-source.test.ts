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
    expect(readPolicyFile(path, [owner])).toEqual({
      policy: NO_POLICY.policy,
      state: 'untrusted',
      troubles: ['others than its owner may write the file'],
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
    });
  });
});

describe('the registry', () => {
  test('holds the JSON in one text of the key that only administrators write', async () => {
    const asked: string[][] = [];
    const loaded = await readPolicyRegistry((args) => {
      asked.push([...args]);
      return Promise.resolve(
        `\r\nHKEY_LOCAL_MACHINE\\SOFTWARE\\Policies\\Archibald Agent\r\n    Policy    REG_SZ    ${TEXT}\r\n\r\n`,
      );
    });
    expect(loaded.policy.portalOrigin).toBe('https://archibald.example.it');
    expect(asked).toEqual([
      ['query', 'HKLM\\SOFTWARE\\Policies\\Archibald Agent', '/v', 'Policy', '/reg:64'],
    ]);
  });

  test('without the key nothing is fixed', async () => {
    expect(await readPolicyRegistry(() => Promise.resolve(null))).toEqual(NO_POLICY);
  });

  test('with a text that is no JSON it is broken', async () => {
    const loaded = await readPolicyRegistry(() => Promise.resolve('    Policy    REG_SZ    {oops\r\n'));
    expect(loaded.state).toBe('broken');
  });
});
