import js from '@eslint/js';
import { defineConfig } from 'eslint/config';
import { createNodeResolver, importX } from 'eslint-plugin-import-x';
import reactHooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';
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

const noElectron = {
  paths: [
    {
      name: 'electron',
      message:
        'Electron is imported in index.ts, app/, the adapters *-electron.ts and bridge.ts; other code runs in plain Node.',
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
    ignores: ['tests/bench/**', 'tests/faults/crash.test.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            {
              group: ['**/helpers/real-time'],
              message: 'Only for measurements and for faults at random moments.',
            },
          ],
        },
      ],
    },
  },
  // Limits the length of code. Tests and string tables are lists, so they may be longer.
  {
    files: ['main/**', 'preload/**', 'renderer/**', 'scripts/**'],
    ignores: ['**/*.test.*', 'renderer/strings/it.ts', 'renderer/strings/en.ts'],
    rules: { 'max-lines': ['error', 400], 'max-lines-per-function': ['error', 120] },
  },
  ...portable,
  comments,
  {
    files: ['renderer/**'],
    ...reactHooks.configs.flat.recommended,
    rules: {
      ...reactHooks.configs.flat.recommended.rules,
      // Turns off a rule for React's compiler, which this project does not use.
      'react-hooks/incompatible-library': 'off',
    },
  },
  // Set-up and test scripts print for a person at a terminal.
  { files: ['scripts/**', 'tests/**'], rules: { 'no-console': 'off' } },
  // Playwright takes an empty pattern to mean that a fixture uses no other fixture.
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
