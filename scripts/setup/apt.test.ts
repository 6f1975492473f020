import { expect, test } from 'vitest';
import { chooseNames } from './apt.mjs';
import { librariesNotFound } from './system-packages.mjs';

const PACKAGES = [['libgtk-3-0', 'libgtk-3-0t64'], ['libnss3'], ['unknown']];

test('picks the names that packages have since the change to 64-bit time', () => {
  const policy = [
    'libgtk-3-0:\n  Installed: (none)\n  Candidate: (none)\n  Version table:',
    'libgtk-3-0t64:\n  Installed: (none)\n  Candidate: 3.24.49-3\n  Version table:',
    'libnss3:\n  Installed: (none)\n  Candidate: 2:3.110-1',
  ].join('\n');
  expect(chooseNames(PACKAGES, policy)).toEqual(['libgtk-3-0t64', 'libnss3', 'unknown']);
});

test('picks the names of Debian 12, installed or not', () => {
  const policy = [
    'libgtk-3-0:\n  Installed: 3.24.38-2~deb12u3\n  Candidate: 3.24.38-2~deb12u3',
    'libnss3:\n  Installed: (none)\n  Candidate: 2:3.87.1-1+deb12u1',
  ].join('\n');
  expect(chooseNames(PACKAGES, policy)).toEqual(['libgtk-3-0', 'libnss3', 'unknown']);
});

test('picks the first names where nothing is known', () => {
  expect(chooseNames(PACKAGES, '')).toEqual(['libgtk-3-0', 'libnss3', 'unknown']);
});

test('names the libraries that the loader has not found', () => {
  const output = [
    '\tlinux-vdso.so.1 (0x00007ffd0a5f2000)',
    '\tlibgtk-3.so.0 => not found',
    '\tlibc.so.6 => /lib/x86_64-linux-gnu/libc.so.6 (0x00007f1c6a000000)',
    '\tlibgbm.so.1 => not found',
  ].join('\n');
  expect(librariesNotFound(output)).toEqual(['libgtk-3.so.0', 'libgbm.so.1']);
});
