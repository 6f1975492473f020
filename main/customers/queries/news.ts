import type { CustomerChange, NewsKind, NewsPage, NewsStory } from '../../../preload/contract';
import { NEWS_KINDS } from '../../../preload/contract/changes';
import type { Store } from '../store/store';
import { readFacts } from '../store/store-state';

/** Which part of the news is asked for. */
export interface NewsQuery {
  /** Stories that tell of this among others; of anything when null. */
  readonly kind: NewsKind | null;
  /** Changes after this one are left out, so that pages fit together while syncs go on; all there are when absent. */
  readonly upTo?: number | undefined;
  readonly offset: number;
  readonly limit: number;
}

const isOneOf = (fields: readonly string[]): string =>
  `IN (${fields.map((field) => `'${field}'`).join(', ')})`;
const CONTACT_FIELDS = [
  'phone',
  'mobile',
  'email',
  'pec',
  'url',
  'attentionTo',
  'street',
  'postalCode',
  'city',
];

/** More orders, more sales, a later order. What goes down is a correction or a new period, and no order. */
const KIND_OF_CHANGE = `CASE
  WHEN kind = 'new' THEN 'new'
  WHEN kind <> 'changed' THEN 'absence'
  WHEN field IN ('orderCount', 'salesCents') AND coalesce(new_value, 0) > coalesce(old_value, 0) THEN 'orders'
  WHEN field = 'lastOrderDate' AND coalesce(new_value, '') > coalesce(old_value, '') THEN 'orders'
  WHEN field ${isOneOf(CONTACT_FIELDS)} THEN 'contacts'
  ELSE 'other' END`;

/** What has happened to one customer on one of the computer's own days. */
const STORIES = `
  WITH told AS (
    SELECT customer_id, number, date(at, 'localtime') AS day, ${KIND_OF_CHANGE} AS kind
    FROM changes WHERE number > @after AND number <= @upTo
  ), stories AS (
    SELECT customer_id, day, max(number) AS newest,
      ${NEWS_KINDS.map((kind) => `max(kind = '${kind}') AS is_${kind}`).join(', ')}
    FROM told GROUP BY day, customer_id
  )`;

/**
 * One page of what the agent has not seen yet: a story for each customer and day, the newest day first and in it those
 * with orders first. The numbers are of customers, whatever page and kind are asked for, but for `total`.
 */
export function listNews(store: Store, query: NewsQuery): NewsPage {
  const after = readFacts(store).seenChange;
  const upTo = query.upTo ?? newestChange(store);
  const isWanted = query.kind === null ? 'TRUE' : `is_${query.kind}`;
  const counts = store
    .prepare<[object], Record<NewsKind | 'customers' | 'total', number>>(
      `${STORIES} SELECT count(DISTINCT customer_id) AS customers, count(CASE WHEN ${isWanted} THEN 1 END) AS total,
         ${NEWS_KINDS.map((kind) => `count(DISTINCT CASE WHEN is_${kind} THEN customer_id END) AS "${kind}"`).join(', ')}
       FROM stories`,
    )
    .get({ after, upTo });
  const { customers = 0, total = 0, ...kinds } = counts ?? {};
  const found = store
    .prepare<[object], StoryRow>(
      `${STORIES} SELECT * FROM stories WHERE ${isWanted}
       ORDER BY day DESC, is_orders DESC, newest DESC LIMIT @limit OFFSET @offset`,
    )
    .all({ after, upTo, limit: query.limit, offset: query.offset });
  return {
    stories: found.flatMap((row) => storyOf(store, row, after)),
    total,
    customers,
    counts: kinds as NewsPage['counts'],
    upTo,
  };
}

type StoryRow = {
  readonly customer_id: string;
  readonly day: string;
  readonly newest: number;
} & Readonly<Record<`is_${NewsKind}`, number>>;

function storyOf(store: Store, row: StoryRow, after: number): readonly NewsStory[] {
  const changes = store
    .prepare<[object], CustomerChange>(
      `SELECT changes.number, customer_id AS customerId, customers.name AS customerName, kind, field,
         caption AS "column", old_value AS oldValue, new_value AS newValue, at, run
       FROM changes JOIN customers ON customers.id = changes.customer_id
       WHERE customer_id = @customer_id AND changes.number > @after AND changes.number <= @newest
         AND date(at, 'localtime') = @day
       ORDER BY changes.number`,
    )
    .all({ customer_id: row.customer_id, after, newest: row.newest, day: row.day });
  const last = changes.at(-1);
  return last === undefined
    ? []
    : [
        {
          customerId: last.customerId,
          customerName: last.customerName,
          day: row.day,
          at: last.at,
          number: last.number,
          kinds: NEWS_KINDS.filter((kind) => row[`is_${kind}`] === 1),
          changes,
        },
      ];
}

function newestChange(store: Store): number {
  return store.prepare<[], number>('SELECT coalesce(max(number), 0) FROM changes').pluck().get() ?? 0;
}
