import { existsSync, readFileSync } from 'node:fs';

/**
 * What a Linux kernel says where it gives users no namespaces of their own, which Chromium's sandbox is made of: Ubuntu's
 * AppArmor since 23.10, Debian's older switch, and a limit of none.
 */
const REFUSALS = {
  '/proc/sys/kernel/apparmor_restrict_unprivileged_userns': '1',
  '/proc/sys/kernel/unprivileged_userns_clone': '0',
  '/proc/sys/user/max_user_namespaces': '0',
};

/**
 * Whether this system lets an Electron that nobody has installed use Chromium's sandbox. Root never may; on Ubuntu only
 * what has an AppArmor profile may, which the deb brings and a checkout has not.
 * @param {{ platform?: NodeJS.Platform, uid?: number | undefined, read?: (file: string) => string | null }} [system]
 */
export function allowsSandbox({
  platform = process.platform,
  uid = process.getuid?.(),
  read = (file) => (existsSync(file) ? readFileSync(file, 'utf8') : null),
} = {}) {
  const isRefused = Object.entries(REFUSALS).some(([file, refuses]) => read(file)?.trim() === refuses);
  return platform !== 'linux' || (uid !== 0 && !isRefused);
}
