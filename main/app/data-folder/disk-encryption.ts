/**
 * Finds out whether the disk of the data is encrypted, as far as an ordinary user can ask the
 * system. Nothing else protects data on a disk removed from the computer. Without an answer the
 * result is "unknown".
 */
import { execFile } from 'node:child_process';
import { readFileSync, readdirSync, realpathSync } from 'node:fs';
import { basename, join, win32 } from 'node:path';
import type { DiskEncryption } from '../../../preload/contract';
import { SECOND } from '../../base/durations';
import { systemProgram } from '../../settings/system-program';

/** The time limit of a system program. PowerShell takes some seconds on a starting laptop. */
const PATIENCE_MS = 20 * SECOND;

/** Returns the output of a program, or `null` when it failed or took too long. */
export type RunProgram = (program: string, args: readonly string[]) => Promise<string | null>;

/** Returns the encryption of the disk of `folder`. Never rejects. */
export async function diskEncryption(
  folder: string,
  platform: NodeJS.Platform,
  run: RunProgram = runProgram,
): Promise<DiskEncryption> {
  switch (platform) {
    case 'win32': {
      const drive = /^[A-Z]:/i.exec(win32.parse(folder).root)?.[0];
      // A network share is on another computer's disk.
      return drive === undefined
        ? 'unknown'
        : parseBitLocker(await run(systemProgram(POWERSHELL, process.env), bitLockerQuestion(drive)));
    }
    case 'darwin':
      // FileVault reports only on the startup disk.
      return folder.startsWith('/Volumes/')
        ? 'unknown'
        : parseFileVault(await run('/usr/bin/fdesetup', ['status']));
    case 'linux':
      return checkLinuxDevices(folder);
    default:
      return 'unknown';
  }
}

const POWERSHELL = 'WindowsPowerShell\\v1.0\\powershell.exe';

/** Queries Explorer's BitLocker column, because `manage-bde` and WMI need administrators. */
function bitLockerQuestion(drive: string): readonly string[] {
  const item = `(New-Object -ComObject Shell.Application).NameSpace('${drive}\\').Self`;
  return [
    '-NoProfile',
    '-NonInteractive',
    '-Command',
    `${item}.ExtendedProperty('System.Volume.BitLockerProtection')`,
  ];
}

/**
 * Reads Explorer's BitLocker status: 1 on, 2 off, 3 encrypting, 4 decrypting, 5 suspended, 6 on and
 * locked, 8 waiting for activation. While BitLocker is suspended, the key is stored in the clear.
 */
export function parseBitLocker(output: string | null): DiskEncryption {
  const value = output?.trim() ?? '';
  if (value === '1' || value === '6') {
    return 'on';
  }
  return ['2', '3', '4', '5', '8'].includes(value) ? 'off' : 'unknown';
}

/**
 * Reads the answer of fdesetup: `FileVault is On.`, `FileVault is Off.`, or a change in progress.
 */
export function parseFileVault(output: string | null): DiskEncryption {
  const text = output ?? '';
  if (/^(Encryption|Decryption) in progress/m.test(text) || /^FileVault is Off/m.test(text)) {
    return 'off';
  }
  return /^FileVault is On/m.test(text) ? 'on' : 'unknown';
}

/** File systems that encrypt by themselves or have no local disk. Their devices reveal nothing. */
const UNKNOWN_ENCRYPTION = /^(zfs|ecryptfs|overlay|tmpfs|nfs4?|cifs|smb3|9p|virtiofs|fuse(\..*)?)$/;
/** Devices backed by a file, by memory or by another computer's disk. */
const NO_DISK = /^(loop|zram|ram|nbd|rbd)\d/;

/** Returns the encryption of the devices that store a folder. `root` has `/proc` and `/sys`. */
export function checkLinuxDevices(folder: string, root = '/'): DiskEncryption {
  try {
    const mount = findMount(readFileSync(join(root, 'proc/self/mountinfo'), 'utf8'), realpathSync(folder));
    if (mount === null || UNKNOWN_ENCRYPTION.test(mount.type)) {
      return 'unknown';
    }
    const device = mount.number.startsWith('0:')
      ? // btrfs has a number of its own and names one of its disks.
        realpathSync(join(root, mount.source))
      : realpathSync(join(root, 'sys/dev/block', mount.number));
    return ofDevice(join(root, 'sys/class/block'), basename(device));
  } catch {
    return 'unknown';
  }
}

interface Mount {
  /** The device number as `major:minor`. */
  readonly number: string;
  readonly type: string;
  readonly source: string;
}

/** Returns the nearest mount above a path, or the last of several there (proc(5), mountinfo). */
export function findMount(mountInfo: string, path: string): Mount | null {
  let nearest: { readonly point: string; readonly mount: Mount } | null = null;
  for (const line of mountInfo.split('\n')) {
    const [left, right] = line.split(' - ');
    const [, , number, , point] = left?.split(' ').map(unescape8) ?? [];
    const [type, source] = right?.split(' ').map(unescape8) ?? [];
    if (number === undefined || point === undefined || type === undefined || source === undefined) {
      continue;
    }
    const isAbove = path === point || path.startsWith(point.endsWith('/') ? point : `${point}/`);
    if (isAbove && point.length >= (nearest?.point.length ?? 0)) {
      nearest = { point, mount: { number, type, source } };
    }
  }
  return nearest?.mount ?? null;
}

/** Decodes blanks and similar characters, which mountinfo writes as octal numbers. */
function unescape8(text: string): string {
  return text.replace(/\\([0-7]{3})/g, (_, digits: string) => String.fromCharCode(parseInt(digits, 8)));
}

/** Returns `on` for a dm-crypt device, or for a device that uses only such devices (LVM, RAID). */
function ofDevice(blocks: string, name: string): DiskEncryption {
  const folder = join(blocks, name);
  const kind = readOr(join(folder, 'dm/uuid'), '');
  if (/^CRYPT-(?!VERITY|INTEGRITY)/.test(kind)) {
    return 'on';
  }
  const below = namesOr(join(folder, 'slaves')).map((slave) => ofDevice(blocks, slave));
  if (below.length === 0) {
    return NO_DISK.test(name) ? 'unknown' : 'off';
  }
  const [first = 'unknown'] = below;
  return below.every((one) => one === first) ? first : below.includes('off') ? 'off' : 'unknown';
}

function readOr(path: string, otherwise: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return otherwise;
  }
}

function namesOr(path: string): readonly string[] {
  try {
    return readdirSync(path);
  } catch {
    return [];
  }
}

function runProgram(program: string, args: readonly string[]): Promise<string | null> {
  return new Promise((resolve) => {
    execFile(program, args, { timeout: PATIENCE_MS, windowsHide: true }, (error, stdout) =>
      resolve(error === null ? stdout : null),
    );
  });
}
