import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readDirectly, readWithEngine } from './read-export';

const FIXTURES = join(import.meta.dirname, '../../tests/fixtures');

interface Truth {
  readonly pages: number;
  readonly printed: number;
  readonly customers: readonly unknown[];
}

type Read = (bytes: Uint8Array) => ReturnType<typeof readDirectly>;

const WAYS: Readonly<Record<string, Read>> = {
  'from its content streams, by its cells': (bytes) => readDirectly(bytes, {}, 'drawing'),
  'from its content streams, by its texts': (bytes) => readDirectly(bytes, {}, 'texts'),
  'with the PDF engine, by its cells': (bytes) => readWithEngine(bytes, {}, 'drawing'),
  'with the PDF engine, by its texts': (bytes) => readWithEngine(bytes, {}, 'texts'),
};
const CASES = ['clienti-8-pages', 'clienti-8-pages-later', 'clienti-9-pages'].flatMap((name) =>
  Object.entries(WAYS).map(([way, read]) => [name, way, read] as const),
);

test.each(CASES)('reads %s exactly, field for field, %s', async (name, _way, read) => {
  const truth = JSON.parse(readFileSync(join(FIXTURES, `${name}.json`), 'utf8')) as Truth;
  const result = await read(readFileSync(join(FIXTURES, `${name}.pdf`)));
  if (!result.ok) {
    throw new Error(JSON.stringify(result.error));
  }
  expect(result.value.pages).toBe(truth.pages);
  expect(result.value.declaredCount).toBe(truth.printed);
  expect(result.value.customers).toEqual(truth.customers);
  const dropped = result.value.warnings.find(({ code }) => code === 'ZERO_ID_DROPPED')?.count ?? 0;
  const duplicates = result.value.warnings.filter(({ code }) => code === 'DUPLICATE_ID').length;
  expect(result.value.customers.length + dropped + duplicates).toBe(truth.printed);
});
