/** Searching as the window does: over the bridge, from the question to the rows in the page. */
import { expect, test } from 'playwright/test';
import { seededRandom } from '../../../main/demo/customers/random';
import type { CommandArgument } from '../../../preload/contract';
import { CUSTOMER_FILTERS, CUSTOMER_SORTS, SORT_DIRECTIONS } from '../../../preload/contract/customer-list';
import type { WithBridge } from '../../e2e/connected';
import { launch, quit } from '../../e2e/launch';
import { record } from '../record';
import { medianOf, percentileOf } from '../report/figures.mjs';
import { quantity } from '../report/table.mjs';
import { preparedFolder } from './prepared';

type Query = CommandArgument<'customers:search'>;

const MANY = 50_000;
const QUERIES = 1_000;
const ROUNDS = 5;
const GOAL_P95_MS = 15;
/** What agents type, letter by letter, from what matches nearly all to what matches nobody. */
const TYPED = [
  's',
  'st',
  'stu',
  'studio',
  'studio m',
  'via',
  'v',
  'ro',
  'mila',
  '0',
  '03',
  '+39',
  '10',
  'zzz',
];

test('mixed queries', async () => {
  const { app, page } = await launch(await preparedFolder(MANY));
  const cities = await page.evaluate(async () => {
    const listed = await (window as unknown as WithBridge).archibald.invoke('customers:cities');
    return listed.ok ? listed.value.map(({ city }) => city) : [];
  });
  const queries = mixedQueries(cities);
  const ask = (
    asked: readonly Query[],
  ): Promise<{ readonly ms: readonly number[]; readonly found: number }> =>
    page.evaluate(async (all) => {
      const { archibald } = window as unknown as WithBridge;
      const ms: number[] = [];
      let found = 0;
      for (const query of all) {
        const startedAt = performance.now();
        const result = await archibald.invoke('customers:search', query);
        ms.push(performance.now() - startedAt);
        found += result.ok ? result.value.items.length : 0;
      }
      return { ms, found };
    }, asked);
  await ask(queries.slice(0, 50));
  const rounds: (readonly number[])[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const { ms, found } = await ask(queries);
    expect(found, 'rows').toBeGreaterThan(QUERIES);
    rounds.push(ms);
  }
  const bare = await page.evaluate(async () => {
    const { archibald } = window as unknown as WithBridge;
    const ms: number[] = [];
    for (let time = 0; time < 200; time += 1) {
      const startedAt = performance.now();
      await archibald.invoke('settings:get');
      ms.push(performance.now() - startedAt);
    }
    return ms;
  });
  await quit(app);

  for (const [name, share] of [
    ['p50', 0.5],
    ['p95', 0.95],
    ['p99', 0.99],
  ] as const) {
    record(
      {
        id: `search.${name}`,
        title: `${QUERIES.toLocaleString('en-GB')} mixed queries, ${name}`,
        unit: 'ms',
        goal: name === 'p95' ? GOAL_P95_MS : null,
        comparedWith: name === 'p50' ? `a question without a search ${quantity(medianOf(bare), 'ms')}` : null,
      },
      rounds.map((ms) => percentileOf(ms, share)),
    );
  }
});

/** The same in every run: searches, orders, filters, cities and places in the list as they come together in use. */
function mixedQueries(cities: readonly string[]): readonly Query[] {
  const random = seededRandom('bench search');
  return Array.from({ length: QUERIES }, () => ({
    search: random.chance(75) ? random.pick(TYPED) : '',
    sort: random.chance(60) ? 'name' : random.pick(CUSTOMER_SORTS),
    direction: random.pick(SORT_DIRECTIONS),
    filter: random.chance(70) ? 'current' : random.pick(CUSTOMER_FILTERS),
    city: random.chance(10) ? random.pick(cities) : null,
    offset: random.chance(80) ? 0 : 100 * random.below(MANY / 200),
    limit: 100,
  }));
}
