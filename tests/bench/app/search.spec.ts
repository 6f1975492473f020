/** Measures searches through the bridge, from the query to the rows in the page. */
import { expect, test } from 'playwright/test';
import { seededRandom } from '../../../main/demo/customers/random';
import type { CommandArgument } from '../../../preload/contract';
import { CUSTOMER_FILTERS, CUSTOMER_SORTS, SORT_DIRECTIONS } from '../../../preload/contract/customer-list';
import type { WithBridge } from '../../e2e/connected';
import { launch, quit } from '../../e2e/launch';
import { SEARCH_QUERIES, searchedCustomers, foundShare } from '../../helpers/search-quality';
import { record } from '../record';
import { computeMedian, computePercentile } from '../report/figures.mjs';
import { formatQuantity } from '../report/table.mjs';
import { preparedFolder } from './prepared';

type Query = CommandArgument<'customers:search'>;

const MANY = 50_000;
const QUERIES = 1_000;
const ROUNDS = 3;
const GOAL_P95_MS = 15;
const GOAL_NEAR_P95_MS = 40;
/** Queries typed letter by letter; some match nearly all customers, others few or none. */
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
  'srl',
  'lopresti',
  'colosi',
  'rocca milano',
  '+39 0543',
  '9988',
];
/** Misspelt queries without exact matches, for which similar customers are searched. */
const MISTYPED = ['nikolosi', 'nicollosi', 'sartri ada', 'zambeli', 'laboratrio', 'fumagali rma'];
/** The percentage of queries with a typo. */
const MISTYPED_PERCENT = 15;

test('mixed queries', async () => {
  const { app, page } = await launch(await preparedFolder(MANY));
  const cities = await page.evaluate(async () => {
    const listed = await (window as unknown as WithBridge).archibald.invoke('customers:cities');
    return listed.ok ? listed.value.map(({ city }) => city) : [];
  });
  const queries = mixedQueries(cities);
  const ask = (
    asked: readonly Query[],
  ): Promise<{ readonly ms: number[]; readonly near: number[]; readonly found: number }> =>
    page.evaluate(async (all) => {
      const { archibald } = window as unknown as WithBridge;
      const [ms, near]: [number[], number[]] = [[], []];
      let found = 0;
      for (const query of all) {
        const startedAt = performance.now();
        const result = await archibald.invoke('customers:search', query);
        const isNear = result.ok && result.value.similarFrom !== null;
        (isNear ? near : ms).push(performance.now() - startedAt);
        found += result.ok ? result.value.items.length : 0;
      }
      return { ms, near, found };
    }, asked);
  await ask(queries.slice(0, 50));
  const rounds: (readonly number[])[] = [];
  const nearRounds: (readonly number[])[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const { ms, near, found } = await ask(queries);
    expect(found, 'rows').toBeGreaterThan(QUERIES);
    rounds.push(ms);
    nearRounds.push(near);
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
        title: `${QUERIES.toLocaleString('en-GB')} mixed queries, ${name}`,
        unit: 'ms',
        goal: name === 'p95' ? GOAL_P95_MS : null,
        comparedWith:
          name === 'p50' ? `a question without a search ${formatQuantity(computeMedian(bare), 'ms')}` : null,
      },
      rounds.map((ms) => computePercentile(ms, share)),
    );
  }
  record(
    {
      title: 'Those of them that find near misses, p95',
      unit: 'ms',
      goal: GOAL_NEAR_P95_MS,
    },
    nearRounds.map((ms) => computePercentile(ms, 0.95)),
  );
});

test('the intended customer', async () => {
  const { app, page } = await launch(await preparedFolder(searchedCustomers().length));
  const meant = Object.values(SEARCH_QUERIES).flat();
  const places = await page.evaluate(async (all) => {
    const { archibald } = window as unknown as WithBridge;
    const found: number[] = [];
    for (const [search, id] of all) {
      const result = await archibald.invoke('customers:search', { search, limit: 10 });
      found.push(result.ok ? result.value.items.findIndex((item) => item.id === id) + 1 : 0);
    }
    return found;
  }, meant);
  await quit(app);
  for (const [most, goal] of [
    [1, 10],
    [3, 3],
    [10, 0],
  ] as const) {
    record(
      {
        title: `Searches of ${meant.length} that do not find who is meant among the first ${most}`,
        unit: '%',
        goal,
      },
      [100 * (1 - foundShare(places, most))],
    );
  }
});

/** Returns the same queries in every run: texts, sort orders, filters, cities and positions. */
function mixedQueries(cities: readonly string[]): readonly Query[] {
  const random = seededRandom('bench search');
  return Array.from({ length: QUERIES }, () => ({
    search: random.chance(75) ? random.pick(random.chance(MISTYPED_PERCENT) ? MISTYPED : TYPED) : '',
    sort: random.chance(60) ? 'name' : random.pick(CUSTOMER_SORTS),
    direction: random.pick(SORT_DIRECTIONS),
    filter: random.chance(70) ? 'current' : random.pick(CUSTOMER_FILTERS),
    cities: random.chance(10) ? [random.pick(cities)] : null,
    offset: random.chance(80) ? 0 : 100 * random.below(MANY / 200),
    limit: 100,
  }));
}
