import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { PROJECT } from '../setup/places.mjs';

/** Returns the codes of the faults that oxlint finds in this code, by the project's own rules. */
function faultsOf(code: string): readonly string[] {
  const folder = mkdtempSync(join(tmpdir(), 'oxlint-'));
  try {
    writeFileSync(join(folder, 'code.ts'), code);
    writeFileSync(join(folder, 'tsconfig.json'), '{ "compilerOptions": { "strict": true, "types": [] } }');
    const oxlint = join(PROJECT, 'node_modules/oxlint/bin/oxlint');
    const args = [oxlint, '--config', join(PROJECT, '.oxlintrc.json'), '--format', 'json'];
    const { stdout } = spawnSync(process.execPath, args, { cwd: folder, encoding: 'utf8' });
    const { diagnostics } = JSON.parse(stdout) as {
      readonly diagnostics: readonly { readonly code: string }[];
    };
    return diagnostics.map(({ code: found }) => found);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

test('lint reports faults against plain rules, rules that need types, the compiler and imports', () => {
  const faults = faultsOf(`
    import { app } from 'electron';
    export const one: number = 'one';
    export const two = (later: Promise<void>): void => { debugger; later; };
    export { app };
  `);
  expect(faults).toEqual(
    expect.arrayContaining([
      'eslint(no-debugger)',
      'eslint(no-restricted-imports)',
      'typescript(no-floating-promises)',
      'typescript(TS2322)',
    ]),
  );
});

test('lint accepts code without a fault', () => {
  expect(faultsOf('export const one = 1;\n')).toEqual([]);
});
