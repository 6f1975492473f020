import { expect, test } from 'vitest';
import { seededRandom } from '../../main/demo/customers/random';
import { readExport } from '../../main/pdf/read-export';
import { drawExport } from './generator/draw';
import { randomLayout } from './generator/random-layout';
import { randomSheet } from './generator/random-sheet';
import { randomRecords } from './generator/records';
import { inOrder } from './read-drawn';

/**
 * The first seed. It is the same in each run, so that only a change of code can cause a failure.
 * `READER_SEED=N` sets another one, and `npm run lab -- exports` reads more exports.
 */
const FIRST_SEED = Number(process.env.READER_SEED ?? 1);
const EXPORTS = Number(process.env.READER_EXPORTS ?? 36);
const GROUPS = 12;
const TIMEOUT_MS = 60_000 + (EXPORTS / GROUPS) * 5_000;

const GROUP_NUMBERS = Array.from({ length: GROUPS }, (_, group) => group);

test.each(GROUP_NUMBERS)(
  `random exports are read exactly, from seed ${FIRST_SEED}, part %i of ${GROUPS}`,
  async (group) => {
    for (let number = group; number < EXPORTS; number += GROUPS) {
      await readRandomExport(FIRST_SEED + number);
    }
  },
  TIMEOUT_MS,
);

async function readRandomExport(seed: number): Promise<void> {
  const random = seededRandom(`export ${seed}`);
  const records = randomRecords(random, random.pick([0, 1, 3, 20, 60, 110]));
  const layout = randomLayout(random, records);
  const sheet = randomSheet(random, layout, records);
  const { pdf, isLastBandFull } = await drawExport(sheet, layout, random);
  const result = await readExport(pdf);
  const again = `READER_SEED=${seed} READER_EXPORTS=1`;
  if (isLastBandFull && sheet.totals.row === null && sheet.totals.below === null) {
    expect(result, again).toMatchObject({ ok: false, error: { code: 'INCOMPLETE_EXPORT' } });
    return;
  }
  if (!result.ok) {
    const { columns, totals, ...rest } = layout;
    const seen = { ...rest, columns: columns.length, rows: sheet.rows.length, off: [...totals.off] };
    throw new Error(`${again}: ${JSON.stringify(result.error)} ${JSON.stringify(seen)}`);
  }
  expect(result.value.customers, again).toEqual(sheet.truth.customers);
  expect(result.value.declaredCount, again).toBe(sheet.totals.declaredCount);
  expect(result.value.sums, again).toEqual(sheet.totals.sums);
  expect(inOrder(result.value.warnings), again).toEqual(inOrder(sheet.truth.warnings));
}
