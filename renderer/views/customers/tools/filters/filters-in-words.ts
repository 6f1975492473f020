import { findScope } from '../../../../stores/customer-kinds';
import { NO_FILTERS, listedKinds } from '../../../../stores/list-query-store';
import type { ListQueryState } from '../../../../stores/list-query-store';
import { formatEuros } from '../../../../strings/format';
import type { Strings } from '../../../../strings/it';
import { columnName } from '../../list/list-cells';

type Parts = Pick<
  ListQueryState,
  'postalCode' | 'withPhone' | 'salesFrom' | 'salesTo' | 'kinds' | 'kindChoices'
>;

/** Returns the less common filters that are set, each in a few words. */
export function rareFiltersInWords(parts: Parts, strings: Strings): string[] {
  const { customers } = strings;
  const { postalCode, withPhone, salesFrom, salesTo, kinds, kindChoices } = parts;
  const areSome = findScope(kindChoices, kinds) === 'some';
  const chosen = kindChoices.filter(({ kind }) => kinds?.includes(kind) === true).length;
  const amount = (cents: number | null): string | null =>
    cents === null ? null : formatEuros(cents, strings);
  return [
    postalCode === null ? null : customers.postalCodeOf(postalCode),
    withPhone ? customers.withPhone : null,
    salesFrom === null && salesTo === null
      ? null
      : customers.salesBetween(amount(salesFrom), amount(salesTo)),
    areSome ? customers.kindsChosen(chosen, kindChoices.length) : null,
  ].filter((words) => words !== null);
}

/** The parts of the query that a heading describes. */
type HeadingQuery = Parts &
  Pick<ListQueryState, 'filter' | 'cities' | 'search' | 'sort' | 'direction' | 'isWidened'>;

/** Returns the list in words for its printed sheet: the customers, each filter, the order. */
export function listInWords(query: HeadingQuery, viewName: string | null, strings: Strings): string[] {
  const { customers, customerFiles } = strings;
  const { filter, cities, search, sort, direction, kindChoices } = query;
  const kinds = listedKinds(query);
  const scope = findScope(kindChoices, kinds);
  const isFiltered = filter !== NO_FILTERS.filter;
  const title = viewName ?? (isFiltered ? customers.filters[filter] : null);
  const parts = [
    title,
    title !== null && title !== customers.filters[filter] && isFiltered ? customers.filters[filter] : null,
    scope === 'some' ? null : customers.scopes[scope],
    cities?.join(', ') ?? null,
    ...rareFiltersInWords({ ...query, kinds }, strings),
    search.trim() === '' ? null : `«${search.trim()}»`,
    customerFiles.ordered(columnName(sort, strings), customers.directions[direction]),
  ];
  return parts.filter((part) => part !== null);
}
