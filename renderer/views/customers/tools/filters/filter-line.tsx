import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { isFiltered } from '../../../../stores/list-query-store';
import { useListQuery, useListQueryParts, useStrings } from '../../../../stores/stores';
import { KindScopes } from '../../list/kind-scopes';
import { ListMenu } from '../list-menu';
import { ListViews } from '../list-views';
import { CityFilter } from './city-filter';
import classes from './filter-line.module.css';
import { MoreFilters } from './more-filters';
import { OrdersFilter } from './orders-filter';

/** The line above list and panel with scope, views and filters. */
export function FilterLine(): ReactNode {
  const { customers } = useStrings();
  const { clearFilters } = useListQueryParts('clearFilters');
  const isAnyInForce = useListQuery(isFiltered);
  return (
    <div className={classes['line']} role="group" aria-label={customers.filterLine} data-testid="filter-line">
      <KindScopes />
      <ListViews />
      <OrdersFilter />
      <CityFilter />
      <MoreFilters />
      {isAnyInForce ? (
        <Button
          size="compact-xs"
          variant="subtle"
          flex="none"
          title={customers.clearFilters}
          data-testid="filters-clear"
          onClick={clearFilters}
        >
          {customers.reset}
        </Button>
      ) : null}
      <ListMenu />
    </div>
  );
}
