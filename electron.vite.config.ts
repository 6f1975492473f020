import { resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';
import { leaveOut } from './scripts/package/left-out.mjs';
import { packageFolder, shipped } from './scripts/package/shipped.mjs';

const at = (path: string): string => resolve(import.meta.dirname, path);

/** What is loaded for a package alone is named after it: packages call their first file `main` or `index`. */
const chunkName = ({ facadeModuleId }: { facadeModuleId?: string | null }): string => {
  const folder = packageFolder(facadeModuleId?.replaceAll('\\', '/') ?? '');
  const name = folder?.split('/node_modules/').at(-1)?.replace('@', '').replace('/', '-');
  return `chunks/${name ?? '[name]'}-[hash].js`;
};

const { follow, tell } = shipped(import.meta.dirname);

/**
 * One file each for the app, its worker threads and the head-less commands that need no window, and beside them what
 * several need or only some runs load. All packages go in but those that package.json calls `dependencies`.
 */
export default defineConfig({
  main: {
    plugins: [leaveOut(), follow()],
    resolve: {
      // Its form for browsers only connects: no launcher, no pipes, no downloads. It runs over a transport that is handed in.
      alias: [
        {
          find: /^puppeteer-core$/,
          replacement: 'puppeteer-core/lib/esm/puppeteer/puppeteer-core-browser.js',
        },
      ],
    },
    build: {
      outDir: 'out/main',
      target: 'node20',
      rolldownOptions: {
        input: {
          index: at('main/index.ts'),
          cli: at('main/command-line/cli.ts'),
          'pdf-worker': at('main/pdf/worker.ts'),
          'customers-worker': at('main/customers/threads/worker.ts'),
          'take-along-worker': at('main/take-along/worker.ts'),
          'demo-worker': at('main/demo/worker.ts'),
        },
        output: { format: 'cjs', entryFileNames: '[name].js', chunkFileNames: chunkName },
        // pdf-lib does not say so itself: what is not used of it may be left out.
        treeshake: { moduleSideEffects: (id) => !id.includes('/@cantoo/pdf-lib/') },
      },
    },
  },
  preload: {
    plugins: [follow()],
    build: {
      outDir: 'out/preload',
      rolldownOptions: {
        input: { bridge: at('preload/bridge.ts') },
        output: { format: 'cjs', entryFileNames: '[name].js' },
      },
    },
  },
  renderer: {
    root: at('renderer'),
    plugins: [react(), tell()],
    build: {
      outDir: at('out/renderer'),
      minify: true,
      emptyOutDir: true,
      rolldownOptions: {
        // The PDF engine's page is no part of the window: it only runs in the same kind of process.
        input: { index: at('renderer/index.html'), 'pdf-engine': at('main/pdf/sandbox/page.ts') },
        output: {
          entryFileNames: ({ name }) => (name === 'pdf-engine' ? '[name].js' : 'assets/[name]-[hash].js'),
          // What the start needs comes in few files: each is asked of the main process, which has enough to do then.
          codeSplitting: {
            groups: [{ name: 'window', test: /[\\/](?:renderer|node_modules)[\\/]/, minShareCount: 2 }],
          },
        },
      },
    },
  },
});
