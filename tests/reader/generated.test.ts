import { expect, test } from 'vitest';
import { seededRandom } from '../../main/demo/random';
import { readExport } from '../../main/pdf/read-export';
import { drawExport } from './generator/draw';
import { randomLayout } from './generator/layout';
import { randomSheet } from './generator/sheet';

/** Each run takes other exports; `READER_SEED=N` takes those of an earlier one again. */
const FIRST_SEED = Number(process.env.READER_SEED ?? Math.floor(Date.now() / 1_000));
const EXPORTS = Number(process.env.READER_EXPORTS ?? 240);
const GROUPS = 12;

const GROUP_NUMBERS = Array.from({ length: GROUPS }, (_, group) => group);

test.each(GROUP_NUMBERS)(
  `reads random exports exactly, from seed ${FIRST_SEED}, part %i of ${GROUPS}`,
  async (group) => {
    for (let number = group; number < EXPORTS; number += GROUPS) {
      await readRandomExport(FIRST_SEED + number);
    }
  },
  120_000,
);

async function readRandomExport(seed: number): Promise<void> {
  const random = seededRandom(`export ${seed}`);
  const layout = randomLayout(random);
  const sheet = randomSheet(random, layout);
  const { pdf, endsFull } = await drawExport(sheet, layout, random);
  const result = await readExport(pdf);
  const again = `READER_SEED=${seed} READER_EXPORTS=1`;
  if (endsFull && layout.count === 'none') {
    expect(result, again).toMatchObject({ ok: false, error: { code: 'INCOMPLETE_EXPORT' } });
    return;
  }
  if (!result.ok) {
    throw new Error(
      `${again}: ${JSON.stringify(result.error)} ${JSON.stringify({ ...layout, columns: layout.columns.length, rows: sheet.rows.length })}`,
    );
  }
  expect(result.value.customers, again).toEqual(sheet.truth.customers);
  expect(result.value.declaredCount, again).toBe(sheet.truth.declaredCount);
  expect(result.value.warnings.map(({ code }) => code).sort(), again).toEqual(sheet.truth.warnings);
}
