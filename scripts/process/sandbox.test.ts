import { expect, test } from 'vitest';
import { allowsSandbox } from './sandbox.mjs';

const USER = 1000;

function linux(settings: Readonly<Record<string, string>>, uid = USER) {
  const read = (file: string): string | null => settings[file] ?? null;
  return allowsSandbox({ platform: 'linux', uid, read });
}

test('a user may use the sandbox unless the kernel denies it', () => {
  expect(linux({})).toBe(true);
  expect(
    linux({
      '/proc/sys/kernel/apparmor_restrict_unprivileged_userns': '0\n',
      '/proc/sys/kernel/unprivileged_userns_clone': '1\n',
      '/proc/sys/user/max_user_namespaces': '63000\n',
    }),
  ).toBe(true);
});

test.each([
  ['apparmor_restrict_unprivileged_userns', '/proc/sys/kernel/apparmor_restrict_unprivileged_userns', '1\n'],
  ['unprivileged_userns_clone', '/proc/sys/kernel/unprivileged_userns_clone', '0\n'],
  ['max_user_namespaces', '/proc/sys/user/max_user_namespaces', '0\n'],
])('a user may not use the sandbox if %s denies it', (_name, file, value) => {
  expect(linux({ [file]: value })).toBe(false);
});

test('root may not use the sandbox, and other systems have their own', () => {
  expect(linux({}, 0)).toBe(false);
  expect(allowsSandbox({ platform: 'win32', uid: undefined })).toBe(true);
  expect(allowsSandbox({ platform: 'darwin', uid: 0 })).toBe(true);
});
