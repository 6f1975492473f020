import * as parser from '@typescript-eslint/parser';
import { ESLint } from 'eslint';
import { expect, test } from 'vitest';
import config from '../../eslint.config.mjs';
import { PROJECT } from '../setup/places.mjs';

const ZONES = 'import-x/no-restricted-paths';
const { plugins, settings, rules } = config.find((part) => ZONES in (part.rules ?? {})) ?? {};
const eslint = new ESLint({
  cwd: PROJECT,
  overrideConfigFile: true,
  overrideConfig: {
    files: ['**/*.{ts,tsx}'],
    languageOptions: { parser },
    plugins: plugins ?? {},
    settings: settings ?? {},
    rules: { [ZONES]: rules?.[ZONES] ?? 'error' },
  },
});

/** Returns lint's messages about an import. Both files exist, so that the import resolves. */
async function against(file: string, imported: string): Promise<string[]> {
  const [result] = await eslint.lintText(`import * as x from '${imported}';\nexport { x };\n`, {
    filePath: file,
  });
  return (result?.messages ?? []).map(({ ruleId, message }) => ruleId ?? message);
}

test.each([
  ['renderer/views/customers/customers-view.tsx', '../../../main/base/result'],
  ['preload/contract/settings.ts', '../../main/base/result'],
  ['main/base/clock.ts', '../sync/ports'],
  ['main/sync/automatic-sync.ts', '../portal/driver'],
  ['main/pdf/reader.ts', '../customers/client'],
  ['main/demo/client.ts', '../../preload/contract'],
  ['renderer/components/dialog.tsx', '../stores/stores'],
  ['main/app/desktop.ts', '../command-line/flags'],
])('%s may not import %s', async (file, imported) => {
  expect(await against(file, imported)).toEqual([ZONES]);
});

test.each([
  ['renderer/views/customers/customers-view.tsx', '../../../preload/contract'],
  ['main/sync/automatic-sync.ts', '../base/clock'],
  ['main/app/desktop.ts', '../portal/driver'],
])('%s may import %s', async (file, imported) => {
  expect(await against(file, imported)).toEqual([]);
});
