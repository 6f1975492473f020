import { existsSync, readFileSync } from 'node:fs';

/**
 * The kernel settings that deny users their own namespaces, which Chromium's sandbox needs:
 * Ubuntu's AppArmor since 23.10, Debian's older switch, and a limit of 0 namespaces.
 */
const REFUSALS = {
  '/proc/sys/kernel/apparmor_restrict_unprivileged_userns': '1',
  '/proc/sys/kernel/unprivileged_userns_clone': '0',
  '/proc/sys/user/max_user_namespaces': '0',
};

/**
 * Whether this system allows Chromium's sandbox to an Electron that is not installed. Root may
 * never use it. Ubuntu requires an AppArmor profile, which only the deb installs.
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
