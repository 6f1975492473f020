/**
 * Decides which Chromium switches the packaged app accepts. Other switches could record requests
 * with the password (`--log-net-log`) or TLS keys (`--ssl-key-log-file`), or turn off protections.
 * Anyone who can edit a shortcut could add them.
 */
import { FLAG_NAMES } from './flags';

/** The app's own flags, and the one with which electron-updater starts the new version. */
const OURS = [...FLAG_NAMES, 'updated'];

/** Switches for the appearance, screen readers, graphics, and the key store on Linux. */
const HARMLESS = [
  'lang',
  'force-device-scale-factor',
  'high-dpi-support',
  'force-renderer-accessibility',
  'disable-gpu',
  'ozone-platform',
  'ozone-platform-hint',
  'password-store',
] as const;

/** Forbidden values of harmless switches. With `basic`, the key store would not encrypt. */
const FORBIDDEN_VALUES: Readonly<Record<string, readonly string[]>> = { 'password-store': ['basic'] };

/** Switches for tests that run as root, without graphics or with remote debugging. */
const FOR_TESTS = [
  'no-sandbox',
  'disable-dev-shm-usage',
  'remote-debugging-port',
  'remote-debugging-pipe',
] as const;

/**
 * Switches that record or redirect traffic, open debugging ports, write files, remove protections
 * or start a program. Chromium may parse differently, so its own result is checked for them too.
 */
const DANGEROUS = [
  'log-net-log',
  'net-log-capture-mode',
  'ssl-key-log-file',
  'enable-logging',
  'log-file',
  'vmodule',
  'trace-startup',
  'trace-startup-file',
  'trace-config-file',
  'enable-crash-reporter-for-testing',
  'remote-debugging-port',
  'remote-debugging-pipe',
  'remote-debugging-address',
  'remote-allow-origins',
  'inspect',
  'inspect-brk',
  'inspect-port',
  'inspect-publish-uid',
  'no-sandbox',
  'disable-gpu-sandbox',
  'disable-seccomp-filter-sandbox',
  'disable-namespace-sandbox',
  'disable-setuid-sandbox',
  'no-zygote',
  'no-zygote-sandbox',
  'single-process',
  'in-process-gpu',
  'renderer-cmd-prefix',
  'utility-cmd-prefix',
  'gpu-launcher',
  'ppapi-plugin-launcher',
  'browser-subprocess-path',
  'load-extension',
  'js-flags',
  'disable-web-security',
  'disable-site-isolation-trials',
  'allow-file-access-from-files',
  'allow-running-insecure-content',
  'unsafely-treat-insecure-origin-as-secure',
  'ignore-certificate-errors',
  'ignore-certificate-errors-spki-list',
  'host-resolver-rules',
  'host-rules',
  'proxy-server',
  'proxy-pac-url',
  'proxy-bypass-list',
  'no-proxy-server',
  'auth-server-whitelist',
  'auth-negotiate-delegate-whitelist',
  'auth-server-allowlist',
  'auth-negotiate-delegate-allowlist',
  'use-fake-ui-for-media-stream',
  'user-data-dir',
] as const;

/** Environment variables that Chromium obeys like a switch and that expose its secrets. */
const VARIABLES = ['SSLKEYLOGFILE'] as const;

export interface SwitchPolicy {
  readonly platform: NodeJS.Platform;
  readonly isForTests: boolean;
  /** Whether Chromium has recognised a switch of that name (`app.commandLine`). */
  readonly hasSwitch: (name: string) => boolean;
}

/** Returns Chromium's names of the disallowed switches on a command line. */
export function disallowedSwitches(
  args: readonly string[],
  { platform, isForTests, hasSwitch }: SwitchPolicy,
): string[] {
  const forTests: readonly string[] = isForTests ? FOR_TESTS : [];
  const known: readonly string[] = [...OURS, ...HARMLESS, ...forTests];
  const disallowed = args.flatMap((argument) => {
    const named = nameOf(argument, platform);
    if (named === null) {
      return [];
    }
    const { name, value } = named;
    return known.includes(name) && FORBIDDEN_VALUES[name]?.includes(value) !== true ? [] : [name];
  });
  // Switches that Electron sets itself (`allow-file-access-from-files`) do not count.
  const isGiven = (name: string): boolean => args.some((argument) => argument.toLowerCase().includes(name));
  const understood = DANGEROUS.filter((name) => isGiven(name) && hasSwitch(name) && !forTests.includes(name));
  return [...new Set([...disallowed, ...understood])];
}

/** Removes the variables that make Chromium write secrets. Call it before the app is ready. */
export function removeSecretVariables(environment: NodeJS.ProcessEnv): void {
  for (const name of VARIABLES) {
    Reflect.deleteProperty(environment, name);
  }
}

/** The white space that Chromium trims from an argument's ends: Unicode on Windows, else ASCII. */
const ENDS = /^[\s\u0085\u180e]+|[\s\u0085\u180e]+$/g;

/** Splits an argument as Chromium does; only Windows accepts `/name` and any case. */
function nameOf(argument: string, platform: NodeJS.Platform): { name: string; value: string } | null {
  const pattern = platform === 'win32' ? /^(?:--?|\/)([^=]+)(?:=(.*))?$/s : /^--?([^=]+)(?:=(.*))?$/s;
  const found = pattern.exec(argument.replace(ENDS, ''));
  if (found === null) {
    return null;
  }
  const [, name = '', value = ''] = found;
  return { name: platform === 'win32' ? name.toLowerCase() : name, value };
}
