import { expect, test } from 'vitest';
import { joinStrips } from './join-strips';
import type { PageTable } from './page-table';

function strip(headers: readonly string[], rowTops: readonly number[], height = 13.5): PageTable {
  const rows = rowTops.map((top) => ({
    top,
    bottom: top - height,
    cells: headers.map((name) => `${name} ${top}`),
  }));
  return { headers, rows, declaredCount: null };
}

test('the reader joins strips whose rows have the same heights', () => {
  const joined = joinStrips([strip(['ID'], [700, 686.5]), strip(['NOME', 'PEC'], [700.2, 686.4])], 0);
  expect(joined).toMatchObject({
    ok: true,
    value: { headers: ['ID', 'NOME', 'PEC'], rows: [{ length: 3 }, { length: 3 }] },
  });
});

test.each([
  ['another number of rows', strip(['NOME'], [700])],
  ['a row at another height', strip(['NOME'], [700, 675.25])],
  ['a row of another height', strip(['NOME'], [700, 686.5], 24.75)],
])('the reader never mixes customers and refuses strips with %s', (_name, other) => {
  expect(joinStrips([strip(['ID'], [700, 686.5]), other], 0)).toMatchObject({
    ok: false,
    error: { code: 'STRIP_MISMATCH', details: { page: 2 } },
  });
});
