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

/** Variables that Chromium obeys like a switch, or that hand its secrets on. */
const VARIABLES = ['SSLKEYLOGFILE'] as const;

export interface LetThrough {
  readonly platform: NodeJS.Platform;
  /** A build for tests, see test-build.ts. */
  readonly isForTests: boolean;
}

/** The switches on a command line that are not let through, as Chromium names them. */
export function strangeSwitches(args: readonly string[], { platform, isForTests }: LetThrough): string[] {
  const known: readonly string[] = [...OURS, ...HARMLESS, ...(isForTests ? FOR_TESTS : [])];
  const strange = args.flatMap((argument) => {
    const named = nameOf(argument, platform);
    if (named === null) {
      return [];
    }
    const { name, value } = named;
    return known.includes(name) && FORBIDDEN_VALUES[name]?.includes(value) !== true ? [] : [name];
  });
  return [...new Set(strange)];
}

/** Takes variables out of the environment that make Chromium write secrets; must be called before the app is ready. */
export function removeSecretVariables(environment: NodeJS.ProcessEnv): void {
  for (const name of VARIABLES) {
    Reflect.deleteProperty(environment, name);
  }
}

/** As Chromium reads an argument: on Windows `/name` and any case too, elsewhere one or two dashes. */
function nameOf(argument: string, platform: NodeJS.Platform): { name: string; value: string } | null {
  const pattern = platform === 'win32' ? /^(?:--?|\/)([^=]+)(?:=(.*))?$/s : /^--?([^=]+)(?:=(.*))?$/s;
  const found = pattern.exec(argument);
  if (found === null) {
    return null;
  }
  const [, name = '', value = ''] = found;
  return { name: platform === 'win32' ? name.toLowerCase() : name, value };
}
