import { mkdirSync, realpathSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { tempFolder } from '../../../tests/helpers/temp-folder';
import {
  diskEncryption,
  parseBitLocker,
  checkLinuxDevices,
  parseFileVault,
  findMount,
} from './disk-encryption';

test.each([
  ['1\r\n', 'on'],
  ['6\r\n', 'on'],
  ['2\r\n', 'off'],
  ['3\r\n', 'off'],
  ['4\r\n', 'off'],
  ['5\r\n', 'off'],
  ['8\r\n', 'off'],
  // Another program's encryption, or Windows Home without BitLocker.
  ['0\r\n', 'unknown'],
  ['\r\n', 'unknown'],
  ['', 'unknown'],
  ['Cannot create type. Only core types are supported in this language mode.', 'unknown'],
  [null, 'unknown'],
] as const)('the BitLocker status %j of the shell means %s', (output, state) => {
  expect(parseBitLocker(output)).toBe(state);
});

test.each([
  ['FileVault is On.\n', 'on'],
  ['FileVault is On, but needs to be restarted to finish.\n', 'on'],
  ['FileVault is Off.\n', 'off'],
  ['FileVault is Off, but will be enabled after the next restart.\n', 'off'],
  ["FileVault is Off.\nDeferred enablement appears to be active for user 'anna'.\n", 'off'],
  ['FileVault is On.\nEncryption in progress: Percent completed = 34\n', 'off'],
  ['Encryption in progress: Percent completed = 34.2\nFileVault is On.\n', 'off'],
  ['FileVault is Off.\nDecryption in progress: Percent completed = 2\n', 'off'],
  ['Error: Unable to determine FileVault state.\n', 'unknown'],
  [null, 'unknown'],
] as const)('the answer %j of fdesetup means %s', (output, state) => {
  expect(parseFileVault(output)).toBe(state);
});

test('system programs are called by their full path, and only for disks of this computer', async () => {
  const commands: [string, readonly string[]][] = [];
  const run = (program: string, args: readonly string[]): Promise<string> => {
    commands.push([program, args]);
    return Promise.resolve('1');
  };
  expect(await diskEncryption("C:\\Users\\anna d'è\\AppData", 'win32', run)).toBe('on');
  expect(commands[0]?.[0]).toMatch(/^[A-Z]:\\.*\\System32\\WindowsPowerShell\\v1\.0\\powershell\.exe$/);
  expect(commands[0]?.[1].at(-1)).toBe(
    "(New-Object -ComObject Shell.Application).NameSpace('C:\\').Self.ExtendedProperty('System.Volume.BitLockerProtection')",
  );
  expect(await diskEncryption('\\\\server\\profili\\anna', 'win32', run)).toBe('unknown');
  expect(await diskEncryption('/Volumes/chiavetta/dati', 'darwin', run)).toBe('unknown');
  expect(commands).toHaveLength(1);
  expect(await diskEncryption('/Users/anna', 'darwin', () => Promise.resolve(null))).toBe('unknown');
  expect(await diskEncryption('/data', 'freebsd', run)).toBe('unknown');
});

interface Device {
  /** The device number as `major:minor`. */
  readonly number?: string;
  readonly uuid?: string;
  readonly on?: readonly string[];
}

/** Creates a tree like /proc and /sys with these mounts (lines of mountinfo) and block devices. */
function system(mounts: readonly string[], devices: Readonly<Record<string, Device>>): string {
  const root = tempFolder();
  const write = (path: string, text: string): void => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  };
  write('proc/self/mountinfo', `${mounts.join('\n')}\n`);
  mkdirSync(join(root, 'sys/dev/block'), { recursive: true });
  mkdirSync(join(root, 'dev/mapper'), { recursive: true });
  for (const [name, { number, uuid, on = [] }] of Object.entries(devices)) {
    mkdirSync(join(root, 'sys/class/block', name, 'slaves'), { recursive: true });
    writeFileSync(join(root, 'dev', name), '');
    if (uuid !== undefined) {
      write(`sys/class/block/${name}/dm/uuid`, `${uuid}\n`);
    }
    if (number !== undefined) {
      symlinkSync(join(root, 'sys/class/block', name), join(root, 'sys/dev/block', number));
    }
    for (const slave of on) {
      mkdirSync(join(root, 'sys/class/block', name, 'slaves', slave));
    }
  }
  return root;
}

const LUKS = 'CRYPT-LUKS2-5f1f7a0f0a5e4c0f8f4a0d6b1c2d3e4f-dm_crypt-0';
const ROOT_ON = (number: string, type = 'ext4', source = '/dev/x'): string =>
  `27 1 ${number} / / rw,relatime shared:1 - ${type} ${source} rw,errors=remount-ro`;

test.skipIf(process.platform === 'win32').each<[string, string[], Record<string, Device>, string]>([
  ['a plain partition', [ROOT_ON('259:2')], { nvme0n1p2: { number: '259:2' } }, 'off'],
  [
    'LUKS',
    [ROOT_ON('252:0')],
    { 'dm-0': { number: '252:0', uuid: LUKS, on: ['nvme0n1p3'] }, nvme0n1p3: {} },
    'on',
  ],
  [
    'LVM on LUKS, as Ubuntu installs it',
    [ROOT_ON('252:1')],
    {
      'dm-1': { number: '252:1', uuid: 'LVM-abc', on: ['dm-0'] },
      'dm-0': { uuid: LUKS, on: ['sda3'] },
      sda3: {},
    },
    'on',
  ],
  [
    'LVM alone',
    [ROOT_ON('252:1')],
    { 'dm-1': { number: '252:1', uuid: 'LVM-abc', on: ['sda3'] }, sda3: {} },
    'off',
  ],
  [
    'LVM on two disks, one of them plain',
    [ROOT_ON('252:1')],
    {
      'dm-1': { number: '252:1', uuid: 'LVM-abc', on: ['dm-0', 'sdb1'] },
      'dm-0': { uuid: LUKS, on: ['sda3'] },
      sda3: {},
      sdb1: {},
    },
    'off',
  ],
  [
    'a device that only detects changes',
    [ROOT_ON('252:0')],
    { 'dm-0': { number: '252:0', uuid: 'CRYPT-VERITY-1-root', on: ['sda3'] }, sda3: {} },
    'off',
  ],
  [
    'btrfs on LUKS',
    [ROOT_ON('0:29', 'btrfs', '/dev/dm-0')],
    { 'dm-0': { uuid: LUKS, on: ['sda3'] }, sda3: {} },
    'on',
  ],
  ['a file', [ROOT_ON('7:3')], { loop3: { number: '7:3' } }, 'unknown'],
  ['a share', [ROOT_ON('0:50', 'nfs4', 'server:/home')], {}, 'unknown'],
  ['memory', [ROOT_ON('0:50', 'tmpfs', 'tmpfs')], {}, 'unknown'],
  ['ZFS, which may encrypt by itself', [ROOT_ON('0:31', 'zfs', 'rpool/home')], {}, 'unknown'],
  ['a missing device', [ROOT_ON('8:99')], {}, 'unknown'],
  ['no mount at all', [], {}, 'unknown'],
])('Linux reports the encryption of %s', (_name, mounts, devices, state) => {
  expect(checkLinuxDevices(tempFolder(), system(mounts, devices))).toBe(state);
});

test.skipIf(process.platform === 'win32')('the nearest mount counts, also with blanks in its name', () => {
  const folder = realpathSync(tempFolder());
  const lines = [
    ROOT_ON('8:1'),
    `40 27 8:2 / ${folder.replaceAll(' ', '\\040')} rw - ext4 /dev/sda2 rw`,
    `41 27 8:3 / ${folder.replaceAll(' ', '\\040')}x rw - ext4 /dev/sda3 rw`,
  ];
  expect(findMount(lines.join('\n'), join(folder, 'data'))?.number).toBe('8:2');
  expect(findMount(lines.join('\n'), '/etc')?.number).toBe('8:1');
});
