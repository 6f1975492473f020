import type { CustomerChange, NewsKind, NewsPage, NewsScope, NewsStory } from '../../../preload/contract';
import { NEWS_KINDS } from '../../../preload/contract/changes';
import type { Store } from '../store/store';
import { readFacts } from '../store/store-state';

export interface NewsQuery {
  /** Selects stories with this kind of news; all stories when null. */
  readonly kind: NewsKind | null;
  /** Selects the stories of these customers; of all customers when absent. */
  readonly scope?: NewsScope | undefined;
  /** Lists seen stories from this local day (`yyyy-mm-dd`) on; none when absent. */
  readonly seenSince?: string | undefined;
  /** Ignores later changes, so that pages fit together during syncs; no limit when absent. */
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

/** A prospect became a customer or first ordered. Without order dates, order counts decide. */
const IS_WON = `(
  field = 'type' AND is_prospect(old_value, NULL) AND NOT is_prospect(new_value, NULL)
  OR (
    field = 'lastOrderDate' AND old_value IS NULL AND new_value IS NOT NULL
    OR field = 'orderCount' AND coalesce(old_value, 0) = 0 AND new_value > 0 AND customers.lastOrderDate IS NULL
      AND coalesce(customers.previousOrderCount1, 0) + coalesce(customers.previousOrderCount2, 0) = 0
  ) AND is_prospect(customers.type, customers.description))`;

/** The kind of a change. A higher value means orders, a lower one a correction or new period. */
const KIND_OF_CHANGE = `CASE
  WHEN kind = 'new' THEN 'new'
  WHEN kind <> 'changed' THEN 'absence'
  WHEN field IN ('orderCount', 'salesCents') AND coalesce(new_value, 0) > coalesce(old_value, 0) THEN 'orders'
  WHEN field = 'lastOrderDate' AND coalesce(new_value, '') > coalesce(old_value, '') THEN 'orders'
  WHEN field ${isOneOf(CONTACT_FIELDS)} THEN 'contacts'
  ELSE 'other' END`;

/** Unseen changes, and seen ones from `seenSince` on; the first run's customers are never news. */
const LISTED_CHANGES = `number <= @upTo AND (number > @seen
  OR at >= date(@seenSince, '-1 day') AND date(at, 'localtime') >= @seenSince
    AND run > (SELECT min(run) FROM changes))`;

/** The changes of one customer on one local day, split into seen and unseen ones. */
const STORIES = `
  WITH listed AS (
    SELECT customer_id, number, date(at, 'localtime') AS day, number <= @seen AS is_seen, ${KIND_OF_CHANGE} AS kind,
      ${IS_WON} AS is_won, customers.type, customers.description
    FROM changes JOIN customers ON customers.id = customer_id WHERE ${LISTED_CHANGES}
  ), stories AS (
    SELECT customer_id, day, is_seen, is_prospect(type, description) AS is_prospect,
      min(number) AS oldest, max(number) AS newest,
      max(is_won) AS is_won, NOT is_prospect(type, description) OR max(is_won) AS is_own,
      ${NEWS_KINDS.filter((kind) => kind !== 'won')
        .map((kind) => `max(kind = '${kind}') AS is_${kind}`)
        .join(', ')}
    FROM listed GROUP BY is_seen, day, customer_id
  )`;

/**
 * Returns one page of news, with one story per customer and day. Unseen stories come before seen
 * ones, and newer days before older ones. Within a day, new customers come first, then orders. All
 * numbers except `total` count customers with unseen news.
 */
export function listNews(store: Store, query: NewsQuery): NewsPage {
  const seen = readFacts(store).seenChange;
  const range = { seen, seenSince: query.seenSince ?? null, upTo: query.upTo ?? newestChange(store) };
  const isInScope = query.scope === 'own' ? 'is_own' : 'TRUE';
  const isWanted = `${isInScope} AND ${query.kind === null ? 'TRUE' : `is_${query.kind}`}`;
  const unseen = (condition: string, name: string): string =>
    `count(DISTINCT CASE WHEN NOT is_seen AND ${condition} THEN customer_id END) AS "${name}"`;
  const counts = store
    .prepare<[object], Record<NewsKind | 'customers' | 'own' | 'total', number>>(
      `${STORIES} SELECT ${unseen('TRUE', 'customers')}, ${unseen('is_own', 'own')},
         count(CASE WHEN ${isWanted} THEN 1 END) AS total,
         ${NEWS_KINDS.map((kind) => unseen(`${isInScope} AND is_${kind}`, kind)).join(', ')}
       FROM stories`,
    )
    .get(range);
  const { customers = 0, own = 0, total = 0, ...kinds } = counts ?? {};
  const found = store
    .prepare<[object], StoryRow>(
      `${STORIES} SELECT * FROM stories WHERE ${isWanted}
       ORDER BY is_seen, day DESC, is_won DESC, is_orders DESC, newest DESC LIMIT @limit OFFSET @offset`,
    )
    .all({ ...range, limit: query.limit, offset: query.offset });
  return {
    stories: found.flatMap((row) => storyOf(store, row)),
    total,
    customers,
    own,
    counts: kinds as NewsPage['counts'],
    seenUpTo: seen,
    upTo: range.upTo,
  };
}

type StoryRow = {
  readonly customer_id: string;
  readonly day: string;
  readonly is_seen: number;
  readonly is_prospect: number;
  readonly oldest: number;
  readonly newest: number;
} & Readonly<Record<`is_${NewsKind}`, number>>;

function storyOf(store: Store, row: StoryRow): readonly NewsStory[] {
  const changes = store
    .prepare<[object], CustomerChange>(
      `SELECT changes.number, customer_id AS customerId, customers.name AS customerName, kind, field,
         caption AS "column", old_value AS oldValue, new_value AS newValue, at, run
       FROM changes JOIN customers ON customers.id = changes.customer_id
       WHERE customer_id = @customer_id AND changes.number BETWEEN @oldest AND @newest
         AND date(at, 'localtime') = @day
       ORDER BY changes.number`,
    )
    .all({ customer_id: row.customer_id, oldest: row.oldest, newest: row.newest, day: row.day });
  const last = changes.at(-1);
  return last === undefined
    ? []
    : [
        {
          customerId: last.customerId,
          customerName: last.customerName,
          isProspect: row.is_prospect === 1,
          isSeen: row.is_seen === 1,
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
