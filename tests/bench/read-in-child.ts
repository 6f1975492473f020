import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { build } from 'vite';
import type { ChildReading } from './read-child';

/** The built app's scripts. */
export const SCRIPTS = join(import.meta.dirname, '../../out/main');

export type ReadInChild = (
  way: 'app' | 'ready' | 'thread' | 'pdf-parse',
  file: string,
) => Promise<ChildReading>;

/** The folder of the bundle. It is in node_modules, where the bundle finds its packages. */
const BUNDLE = join(import.meta.dirname, '../../node_modules/.cache/archibald-bench');

/** Bundles read-child.ts; returns a function that runs it in a new process each time. */
export async function readerInChild(): Promise<ReadInChild> {
  await build({
    configFile: false,
    logLevel: 'error',
    build: {
      ssr: join(import.meta.dirname, 'read-child.ts'),
      outDir: BUNDLE,
      emptyOutDir: false,
      rolldownOptions: { output: { entryFileNames: 'read-child.mjs' } },
    },
  });
  return async (way, file) => {
    const args = [join(BUNDLE, 'read-child.mjs'), way, SCRIPTS, file];
    const { stdout } = await promisify(execFile)(process.execPath, args);
    return JSON.parse(stdout) as ChildReading;
  };
}
