import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ownAppImage } from '../system/identity';
import type { Installation } from './update-way';

/** The running program, from Electron and its environment. */
export interface Program {
  readonly platform: NodeJS.Platform;
  readonly env: NodeJS.ProcessEnv;
  readonly execPath: string;
  readonly resourcesPath: string;
  readonly appName: string;
  readonly isForTests: boolean;
}

export async function findInstallation(program: Program): Promise<Installation> {
  const { platform, env, execPath, resourcesPath, appName, isForTests } = program;
  return {
    platform,
    isAppImage: ownAppImage(env, execPath) !== null,
    isByOurInstaller: existsSync(join(dirname(execPath), `Uninstall ${appName}.exe`)),
    hasPublisher: platform === 'win32' && (await namesPublisher(join(resourcesPath, 'app-update.yml'))),
    isForTests,
  };
}

async function namesPublisher(path: string): Promise<boolean> {
  // js-yaml delays the start, so it is loaded on demand, and only on Windows.
  const { load } = (await import('js-yaml')).default;
  try {
    const config = load(readFileSync(path, 'utf8'));
    const isMap = typeof config === 'object' && config !== null;
    const name: unknown = isMap && 'publisherName' in config ? config.publisherName : undefined;
    return Array.isArray(name) ? name.length > 0 : typeof name === 'string' && name !== '';
  } catch {
    return false;
  }
}
