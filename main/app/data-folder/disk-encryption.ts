/**
 * Whether the disk that the data are on is encrypted, as far as the system tells an ordinary user. Nothing else protects
 * what lies on a disk that is taken out of a computer; what the system does not tell stays unknown.
 */
import { execFile } from 'node:child_process';
import { readFileSync, readdirSync, realpathSync } from 'node:fs';
import { basename, join, win32 } from 'node:path';
import type { DiskEncryption } from '../../../preload/contract';
import { SECOND } from '../../base/durations';
import { systemProgram } from '../../settings/system-program';

/** PowerShell takes a few seconds on a laptop that is busy starting. */
const PATIENCE_MS = 20 * SECOND;

/** Gives what a program printed, `null` when it failed or took too long. */
export type RunProgram = (program: string, args: readonly string[]) => Promise<string | null>;

/** Looks at the disk of `folder`. Never rejects. */
export async function diskEncryption(
  folder: string,
  platform: NodeJS.Platform,
  run: RunProgram = runProgram,
): Promise<DiskEncryption> {
  switch (platform) {
    case 'win32': {
      const drive = /^[A-Z]:/i.exec(win32.parse(folder).root)?.[0];
      // On a share of the network the disk is another computer's.
      return drive === undefined
        ? 'unknown'
        : fromBitLocker(await run(systemProgram(POWERSHELL, process.env), bitLockerQuestion(drive)));
    }
    case 'darwin':
      // It tells of the disk that the computer starts from.
      return folder.startsWith('/Volumes/')
        ? 'unknown'
        : fromFileVault(await run('/usr/bin/fdesetup', ['status']));
    case 'linux':
      return fromDevices(folder);
    default:
      return 'unknown';
  }
}

const POWERSHELL = 'WindowsPowerShell\\v1.0\\powershell.exe';

/** `manage-bde` and WMI want an administrator; what the Explorer shows in its column "BitLocker status" does not. */
function bitLockerQuestion(drive: string): readonly string[] {
  const item = `(New-Object -ComObject Shell.Application).NameSpace('${drive}\\').Self`;
  return [
    '-NoProfile',
    '-NonInteractive',
    '-Command',
    `${item}.ExtendedProperty('System.Volume.BitLockerProtection')`,
  ];
}

/** 1: on; 2: off; 3: being encrypted; 4: being decrypted; 5: suspended, its key lies open; 6: on and locked; 8: waits to be switched on. */
export function fromBitLocker(output: string | null): DiskEncryption {
  const value = output?.trim() ?? '';
  if (value === '1' || value === '6') {
    return 'on';
  }
  return ['2', '3', '4', '5', '8'].includes(value) ? 'off' : 'unknown';
}

/** `FileVault is On.`, `FileVault is Off.`, or that it is on its way to either. */
export function fromFileVault(output: string | null): DiskEncryption {
  const text = output ?? '';
  if (/^(Encryption|Decryption) in progress/m.test(text) || /^FileVault is Off/m.test(text)) {
    return 'off';
  }
  return /^FileVault is On/m.test(text) ? 'on' : 'unknown';
}

/** File systems that encrypt by themselves, or whose disk is elsewhere or none: their devices say nothing of it. */
const TELLS_NOTHING = /^(zfs|ecryptfs|overlay|tmpfs|nfs4?|cifs|smb3|9p|virtiofs|fuse(\..*)?)$/;
/** Devices made of a file, of memory or of another computer's disk. */
const NO_DISK = /^(loop|zram|ram|nbd|rbd)\d/;

/** By the devices that the folder lies on, from the file system down: `root` is where `/proc` and `/sys` are. */
export function fromDevices(folder: string, root = '/'): DiskEncryption {
  try {
    const mount = mountOf(readFileSync(join(root, 'proc/self/mountinfo'), 'utf8'), realpathSync(folder));
    if (mount === null || TELLS_NOTHING.test(mount.type)) {
      return 'unknown';
    }
    const device = mount.number.startsWith('0:')
      ? // btrfs: the file system has a number of its own, and names one of its disks.
        realpathSync(join(root, mount.source))
      : realpathSync(join(root, 'sys/dev/block', mount.number));
    return ofDevice(join(root, 'sys/class/block'), basename(device));
  } catch {
    return 'unknown';
  }
}

interface Mount {
  /** `major:minor` */
  readonly number: string;
  readonly type: string;
  readonly source: string;
}

/** The file system of a path: the mount that is nearest above it, the last of several on one point (proc(5), mountinfo). */
export function mountOf(mountInfo: string, path: string): Mount | null {
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

/** Blanks and the like stand as octal numbers. */
function unescape8(text: string): string {
  return text.replace(/\\([0-7]{3})/g, (_, digits: string) => String.fromCharCode(parseInt(digits, 8)));
}

/** Encrypted is a device-mapper device of dm-crypt, or one that lies wholly on such (LVM, RAID). */
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
