import { existsSync, lstatSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

export interface PackageSize {
  readonly builtAt: Date;
  /** The size of the whole package, including Electron. */
  readonly totalBytes: number;
  /** The app's own parts without Electron: the archive, and unpacked files by package. */
  readonly parts: readonly { readonly name: string; readonly bytes: number }[];
}

/** Returns the size of an unpacked package (`npm run dist -- --dir`); `null` without one. */
export function packageSize(folder: string): PackageSize | null {
  const resources = join(folder, 'resources');
  if (!existsSync(join(resources, 'app.asar'))) {
    return null;
  }
  const modules = join(resources, 'app.asar.unpacked/node_modules');
  const unpacked = existsSync(modules) ? readdirSync(modules) : [];
  const parts = [
    ...readdirSync(resources)
      .filter((name) => name !== 'app.asar.unpacked')
      .map((name) => ({ name, bytes: bytesIn(join(resources, name)) })),
    ...unpacked.map((name) => ({ name, bytes: bytesIn(join(modules, name)) })),
  ];
  return {
    builtAt: statSync(join(resources, 'app.asar')).mtime,
    totalBytes: bytesIn(folder),
    parts: parts.sort((one, other) => other.bytes - one.bytes),
  };
}

function bytesIn(path: string): number {
  const facts = lstatSync(path);
  return facts.isDirectory()
    ? readdirSync(path).reduce((sum, name) => sum + bytesIn(join(path, name)), 0)
    : facts.size;
}
