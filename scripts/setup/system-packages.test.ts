import { expect, test } from 'vitest';
import { librariesNotFound, packagesNamed } from './system-packages.mjs';

test('the missing packages are read from playwright’s answer', () => {
  expect(
    packagesNamed('Missing system dependencies (2):\n  libasound2t64\n  libstdc++6\nError: exit\n'),
  ).toEqual(['libasound2t64', 'libstdc++6']);
  expect(packagesNamed('All system dependencies are installed.\n')).toEqual([]);
});

test('the missing libraries are read from the loader’s answer', () => {
  const output = [
    '\tlinux-vdso.so.1 (0x00007ffd0a5f2000)',
    '\tlibgtk-3.so.0 => not found',
    '\tlibc.so.6 => /lib/x86_64-linux-gnu/libc.so.6 (0x00007f1c6a000000)',
    '\tlibgbm.so.1 => not found',
  ].join('\n');
  expect(librariesNotFound(output)).toEqual(['libgtk-3.so.0', 'libgbm.so.1']);
});
