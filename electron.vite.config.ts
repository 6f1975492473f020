import { resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';
import { shippedPackages } from './build/licences.mjs';

const at = (path: string): string => resolve(import.meta.dirname, path);

const LICENCES = 'virtual:licences';

/** Gives the window the list of what it is made of, as the build finds it. */
const licences = {
  name: 'licences',
  resolveId: (id: string) => (id === LICENCES ? `\0${LICENCES}` : null),
  load: (id: string) =>
    id === `\0${LICENCES}`
      ? `export const packages = ${JSON.stringify(shippedPackages(import.meta.dirname))};`
      : null,
};

// One file each for the app, its worker threads and the head-less commands that need no window.
export default defineConfig({
  main: {
    build: {
      outDir: 'out/main',
      target: 'node20',
      rolldownOptions: {
        input: {
          index: at('main/index.ts'),
          cli: at('main/commands/cli.ts'),
          'pdf-worker': at('main/pdf/worker.ts'),
          'customers-worker': at('main/customers/worker.ts'),
          'take-along-worker': at('main/take-along/worker.ts'),
          'demo-worker': at('main/demo/worker.ts'),
        },
        output: { format: 'cjs', entryFileNames: '[name].js' },
        // pdf-lib does not say so itself: what is not used of it may be left out.
        treeshake: { moduleSideEffects: (id) => !id.includes('/@cantoo/pdf-lib/') },
      },
    },
  },
  preload: {
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
    plugins: [react(), licences],
    build: {
      outDir: at('out/renderer'),
      minify: true,
      emptyOutDir: true,
      rolldownOptions: { input: { index: at('renderer/index.html') } },
    },
  },
});
