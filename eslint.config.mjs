import * as parser from '@typescript-eslint/parser';
import { defineConfig } from 'eslint/config';
import { createNodeResolver, importX } from 'eslint-plugin-import-x';
import { comments } from './scripts/checks/comments.mjs';
import { portable } from './scripts/checks/portable.mjs';

/** The rules for imports (docs/architecture.md): files in `target` must not import from `from`. */
const features = ['portal', 'pdf', 'customers', 'settings', 'customer-files'];
const zones = [
  {
    target: './preload/contract',
    from: ['./main', './renderer', './preload/bridge.ts'],
    message: 'The contract imports nothing: both sides import it.',
  },
  {
    target: './main/base',
    from: ['./main', './preload', './renderer'],
    except: ['./base'],
    message: 'main/base imports nothing: all parts import it.',
  },
  {
    target: './main/app',
    from: ['./main/command-line'],
    message: 'main/app gets the options of the command line as DesktopOptions.',
  },
  {
    target: './preload/bridge.ts',
    from: ['./main', './renderer'],
    message: 'The bridge imports only the contract.',
  },
  {
    target: './renderer',
    from: ['./main'],
    message: 'The renderer reaches main through the bridge: use a store.',
  },
  {
    target: './renderer/components',
    from: ['./renderer/stores', './renderer/views'],
    message: 'Components get props and send events: read the store in a view.',
  },
  {
    target: './main/demo',
    from: ['./main', './preload', './renderer'],
    except: ['./demo', './base'],
    message:
      'The demo portal shares no code with the tested app, so that one mistake cannot hide on both sides.',
  },
  {
    target: './main/sync',
    from: ['./main', './renderer'],
    except: ['./sync', './base'],
    message: 'sync reaches other parts through main/sync/ports.ts.',
  },
  ...features.map((feature) => ({
    target: `./main/${feature}`,
    from: ['./main', './renderer'],
    except: [`./${feature}`, './base'],
    message: `main/${feature} imports main/base and contract types only.`,
  })),
].map(({ from, ...zone }) => ({ ...zone, from: from }));

/** Only the rules that oxlint lacks, most of them this project's own; the others are in .oxlintrc.json. */
export default defineConfig(
  { ignores: ['node_modules', 'out', 'dist', 'test-results', 'tests/fixtures'] },
  {
    files: ['**/*.{js,mjs,ts,mts,tsx}'],
    languageOptions: { parser },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    plugins: { 'import-x': importX },
    settings: {
      'import-x/resolver-next': [createNodeResolver({ extensions: ['.ts', '.tsx', '.mjs', '.mts', '.js'] })],
    },
    rules: {
      'import-x/no-restricted-paths': ['error', { zones }],
      'import-x/order': [
        'error',
        {
          groups: ['builtin', 'external', ['parent', 'sibling', 'index']],
          'newlines-between': 'never',
          alphabetize: { order: 'asc' },
        },
      ],
    },
  },
  ...portable,
  comments,
);
