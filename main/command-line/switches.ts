/**
 * Chromium's switches that may stand on the packaged app's command line. Anybody who can change a shortcut could
 * otherwise have it write every request with the password (`--log-net-log`), the keys of its connections
 * (`--ssl-key-log-file`), or run without its protections.
 */
import { FLAG_NAMES } from './flags';

/** The app's own flags, and the one that electron-updater starts the new version with. */
const OURS = [...FLAG_NAMES, 'updated'];

/** How the app looks and is shown: language, scale, screen readers, graphics, Wayland, and which key store Linux has. */
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

/** Told apart by what they are told: told to be `basic`, the key store is none. */
const FORBIDDEN_VALUES: Readonly<Record<string, readonly string[]>> = { 'password-store': ['basic'] };

/** What tests on bare machines need (root, no graphics), and what looks into the window. An agent's app takes none. */
const FOR_TESTS = [
  'no-sandbox',
  'disable-dev-shm-usage',
  'remote-debugging-port',
  'remote-debugging-pipe',
] as const;

/**
 * Asked of Chromium itself besides: what it has understood counts, however an argument was written. It opens windows and
 * connections to others, writes files, takes protections away, or starts a program.
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

/** Variables that Chromium obeys like a switch, or that hand its secrets on. */
const VARIABLES = ['SSLKEYLOGFILE'] as const;

export interface LetThrough {
  readonly platform: NodeJS.Platform;
  /** A build for tests, see test-build.ts. */
  readonly isForTests: boolean;
  /** Whether Chromium has understood a switch of that name (`app.commandLine`). */
  readonly hasSwitch: (name: string) => boolean;
}

/** The switches on a command line that are not let through, as Chromium names them. */
export function strangeSwitches(
  args: readonly string[],
  { platform, isForTests, hasSwitch }: LetThrough,
): string[] {
  const forTests: readonly string[] = isForTests ? FOR_TESTS : [];
  const known: readonly string[] = [...OURS, ...HARMLESS, ...forTests];
  const strange = args.flatMap((argument) => {
    const named = nameOf(argument, platform);
    if (named === null) {
      return [];
    }
    const { name, value } = named;
    return known.includes(name) && FORBIDDEN_VALUES[name]?.includes(value) !== true ? [] : [name];
  });
  // Electron gives itself some too (`allow-file-access-from-files`), which stand on no command line.
  const isGiven = (name: string): boolean => args.some((argument) => argument.toLowerCase().includes(name));
  const understood = DANGEROUS.filter((name) => isGiven(name) && hasSwitch(name) && !forTests.includes(name));
  return [...new Set([...strange, ...understood])];
}

/** Takes variables out of the environment that make Chromium write secrets; must be called before the app is ready. */
export function removeSecretVariables(environment: NodeJS.ProcessEnv): void {
  for (const name of VARIABLES) {
    Reflect.deleteProperty(environment, name);
  }
}

/** What Chromium takes from both ends of an argument: white space of any kind on Windows, elsewhere that of ASCII. */
const ENDS = /^[\s\u0085\u180e]+|[\s\u0085\u180e]+$/g;

/** As Chromium reads an argument: on Windows `/name` and any case too, elsewhere one or two dashes. */
function nameOf(argument: string, platform: NodeJS.Platform): { name: string; value: string } | null {
  const pattern = platform === 'win32' ? /^(?:--?|\/)([^=]+)(?:=(.*))?$/s : /^--?([^=]+)(?:=(.*))?$/s;
  const found = pattern.exec(argument.replace(ENDS, ''));
  if (found === null) {
    return null;
  }
  const [, name = '', value = ''] = found;
  return { name: platform === 'win32' ? name.toLowerCase() : name, value };
}
