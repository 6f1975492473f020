import js from '@eslint/js';
import { defineConfig } from 'eslint/config';
import { createNodeResolver, importX } from 'eslint-plugin-import-x';
import reactHooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';
import { portable } from './scripts/checks/portable.mjs';

/**
 * Who may import what (docs/architecture.md). Each zone names a folder and what it leaves alone, so that an
 * import that crosses a border fails here and not in a review.
 */
const features = ['portal', 'pdf', 'customers', 'settings', 'take-along'];
const zones = [
  {
    target: './preload/contract',
    from: ['./main', './renderer', './preload/bridge.ts'],
    message: 'The contract knows nobody: both sides know it.',
  },
  {
    target: './main/base',
    from: ['./main', './preload', './renderer'],
    except: ['./base'],
    message: 'main/base is known by all and knows nobody.',
  },
  {
    target: './main/app',
    from: ['./main/command-line'],
    message: 'main/app is handed what it needs of the command line (DesktopOptions).',
  },
  {
    target: './preload/bridge.ts',
    from: ['./main', './renderer'],
    message: 'The bridge carries the contract and nothing else.',
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
      'The demo portal shares no code with what it tests, so that one mistake cannot hide on both sides.',
  },
  {
    target: './main/sync',
    from: ['./main', './renderer'],
    except: ['./sync', './base'],
    message: 'sync reaches the world through main/sync/ports.ts.',
  },
  ...features.map((feature) => ({
    target: `./main/${feature}`,
    from: ['./main', './renderer'],
    except: [`./${feature}`, './base'],
    message: `main/${feature} imports main/base and contract types only.`,
  })),
].map(({ from, ...zone }) => ({ ...zone, from: from }));

const noElectron = {
  paths: [
    {
      name: 'electron',
      message:
        'Electron is imported in index.ts, app/, the adapters *-electron.ts and bridge.ts; all else runs in plain Node.',
    },
  ],
};

export default defineConfig(
  { ignores: ['node_modules', 'out', 'dist', 'test-results', 'tests/fixtures'] },
  js.configs.recommended,
  tseslint.configs.strictTypeChecked,
  {
    languageOptions: {
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
    },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    plugins: { 'import-x': importX },
    settings: {
      'import-x/resolver-next': [createNodeResolver({ extensions: ['.ts', '.tsx', '.mjs', '.mts', '.js'] })],
    },
    rules: {
      'import-x/no-restricted-paths': ['error', { zones }],
      'import-x/no-cycle': 'error',
      'import-x/order': [
        'error',
        {
          groups: ['builtin', 'external', ['parent', 'sibling', 'index']],
          'newlines-between': 'never',
          alphabetize: { order: 'asc' },
        },
      ],
      'no-restricted-imports': ['error', noElectron],
      'no-console': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
    },
  },
  {
    files: ['main/index.ts', 'main/app/**', 'main/**/*-electron.ts', 'preload/bridge.ts', 'tests/**'],
    rules: { 'no-restricted-imports': 'off' },
  },
  {
    files: ['tests/**'],
    ignores: ['tests/bench/**', 'tests/e2e/weight.spec.ts', 'tests/faults/crash.test.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            {
              group: ['**/helpers/passing-time'],
              message: 'For measuring, and for blows at random moments.',
            },
          ],
        },
      ],
    },
  },
  // What is longer is read as two things; tests and the string tables are lists.
  {
    files: ['main/**', 'preload/**', 'renderer/**', 'scripts/**'],
    ignores: ['**/*.test.*', 'renderer/strings/it.ts', 'renderer/strings/en.ts'],
    rules: { 'max-lines': ['error', 400], 'max-lines-per-function': ['error', 120] },
  },
  ...portable,
  {
    files: ['renderer/**'],
    ...reactHooks.configs.flat.recommended,
    rules: {
      ...reactHooks.configs.flat.recommended.rules,
      // Speaks of React's compiler, which this project does not use.
      'react-hooks/incompatible-library': 'off',
    },
  },
  // Set-up and test scripts talk to a person on a terminal.
  { files: ['scripts/**', 'tests/**'], rules: { 'no-console': 'off' } },
  // Playwright sees by its pattern what a fixture needs: nothing of it.
  {
    files: ['tests/e2e/**'],
    rules: { 'no-empty-pattern': ['error', { allowObjectPatternsAsParameters: true }] },
  },
  {
    files: ['**/*.mjs', '**/*.js'],
    languageOptions: {
      globals: {
        process: 'readonly',
        console: 'readonly',
        Buffer: 'readonly',
        URL: 'readonly',
        performance: 'readonly',
        setTimeout: 'readonly',
        clearTimeout: 'readonly',
        setInterval: 'readonly',
        clearInterval: 'readonly',
        fetch: 'readonly',
        require: 'readonly',
        module: 'readonly',
        __dirname: 'readonly',
      },
    },
  },
);
