import { ActionIcon, Group, Select } from '@mantine/core';
import { IconSortAscending, IconSortDescending } from '@tabler/icons-react';
import { useMemo } from 'react';
import type { ReactNode } from 'react';
import type { CustomerFilter } from '../../../../preload/contract';
import { CUSTOMER_FILTERS } from '../../../../preload/contract/customer-list';
import { useNotes, useQuestionParts, useStrings } from '../../../stores/stores';
import { formatNumber } from '../../../strings/format';
import { KindScopes } from '../list/kind-scopes';
import { columnName } from '../list/list-cells';
import { KindFilter } from './kind-filter';
import classes from './list-filters.module.css';
import { ListTools } from './list-tools';

/** So many cities are offered at once; typing narrows them. */
const CITIES_OFFERED = 100;

/** Which customers the list shows, beside what is typed; where the columns have no room, also their order. */
export function ListFilters(): ReactNode {
  const strings = useStrings();
  const { customers } = strings;
  const {
    filter,
    setFilter,
    cities,
    narrow,
    cityChoices: choices,
    sort,
    direction,
    sortBy,
    columns,
  } = useQuestionParts(
    'filter',
    'setFilter',
    'cities',
    'narrow',
    'cityChoices',
    'sort',
    'direction',
    'sortBy',
    'columns',
  );
  const cityChoices = useMemo(
    () =>
      choices.map((one) => ({
        value: one.city,
        label: `${one.city} (${formatNumber(one.customers, strings)})`,
      })),
    [choices, strings],
  );
  const counts = useNotes((state) => state.counts);
  const labelOf = (value: CustomerFilter): string => {
    const label = customers.filters[value];
    return value === 'due' || value === 'noted'
      ? customers.filterCount(label, formatNumber(counts[value], strings))
      : label;
  };
  // The list may be ordered by a column that is not shown any more.
  const sorts = [...new Set([...columns.map(({ column }) => column), sort])];
  const DirectionIcon = direction === 'ascending' ? IconSortAscending : IconSortDescending;
  const turned = direction === 'ascending' ? 'descending' : 'ascending';
  return (
    <Group gap="sm">
      <KindScopes />
      <Select
        size="xs"
        className={classes['filter']}
        aria-label={customers.filter}
        data-testid="customers-filter"
        data={CUSTOMER_FILTERS.map((value) => ({ value, label: labelOf(value) }))}
        value={filter}
        allowDeselect={false}
        onChange={(value) => value !== null && setFilter(value)}
      />
      <Select
        size="xs"
        className={classes['filter']}
        aria-label={customers.city}
        placeholder={customers.anyCity}
        nothingFoundMessage={customers.noCity}
        data-testid="customers-city"
        searchable
        clearable
        limit={CITIES_OFFERED}
        data={cityChoices}
        value={cities?.[0] ?? null}
        onChange={(city) => narrow({ cities: city === null ? null : [city] })}
      />
      <KindFilter />
      <Group gap={4} wrap="nowrap" className={classes['sort']}>
        <Select
          size="xs"
          aria-label={customers.sortBy}
          data={sorts.map((value) => ({ value, label: columnName(value, strings) }))}
          value={sort}
          allowDeselect={false}
          onChange={(value) => value !== null && value !== sort && sortBy(value)}
        />
        <ActionIcon
          variant="default"
          size={30}
          aria-label={customers.sortColumn(columnName(sort, strings), customers.directions[turned])}
          onClick={() => sortBy(sort)}
        >
          <DirectionIcon size={16} aria-hidden="true" />
        </ActionIcon>
      </Group>
      <ListTools />
    </Group>
  );
}
