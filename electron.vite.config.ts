import { resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';
import { leaveOut } from './scripts/package/left-out.mjs';
import { packageFolder, shipped } from './scripts/package/shipped.mjs';

const at = (path: string): string => resolve(import.meta.dirname, path);

/**
 * Names a package's chunk after the package, because the first file of most packages is called
 * `main` or `index`.
 */
const chunkName = ({ facadeModuleId }: { facadeModuleId?: string | null }): string => {
  const folder = packageFolder(facadeModuleId?.replaceAll('\\', '/') ?? '');
  const name = folder?.split('/node_modules/').at(-1)?.replace('@', '').replace('/', '-');
  return `chunks/${name ?? '[name]'}-[hash].js`;
};

/**
 * Halves the size of main's scripts, which V8 keeps in memory as long as the app runs. The names
 * of functions and classes stay, because the log quotes stacks and packages compare error classes.
 */
const minify = {
  compress: { keepNames: { function: true, class: true } },
  mangle: { keepNames: true },
  codegen: true,
};

const { follow, report } = shipped(import.meta.dirname);

/**
 * Builds one file each for the app, its worker threads and the head-less commands. Shared and
 * optional code is in chunks. Bundles all packages except package.json's `dependencies`.
 */
export default defineConfig({
  main: {
    plugins: [leaveOut(), follow()],
    resolve: {
      // puppeteer-core's build for browsers has the connection, but no launcher or downloads.
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
          'customer-files-worker': at('main/customer-files/worker.ts'),
          'demo-worker': at('main/demo/worker.ts'),
        },
        output: { format: 'cjs', entryFileNames: '[name].js', chunkFileNames: chunkName, minify },
        // pdf-lib does not declare that its unused code may be dropped.
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
    plugins: [react(), report()],
    build: {
      outDir: at('out/renderer'),
      minify: true,
      emptyOutDir: true,
      rolldownOptions: {
        // The PDF engine's page is not part of the window but runs in the same kind of process.
        input: { index: at('renderer/index.html'), 'pdf-engine': at('main/pdf/sandbox/page.ts') },
        output: {
          entryFileNames: ({ name }) => (name === 'pdf-engine' ? '[name].js' : 'assets/[name]-[hash].js'),
          // Main serves each file and is busy during the start, so there are few, large chunks.
          codeSplitting: {
            groups: [{ name: 'window', test: /[\\/](?:renderer|node_modules)[\\/]/, minShareCount: 2 }],
          },
        },
      },
    },
  },
});
