import { SegmentedControl } from '@mantine/core';
import type { ReactNode } from 'react';
import type { KindScope } from '../../../stores/customer-kinds';
import { countCustomersOfKinds, ownKinds, prospectKinds, findScope } from '../../../stores/customer-kinds';
import { isFiltered, listedKinds } from '../../../stores/list-query-store';
import type { ListQueryState } from '../../../stores/list-query-store';
import { useCount, useListQuery, useListQueryParts, useStrings } from '../../../stores/stores';
import { formatNumber } from '../../../strings/format';
import classes from './kind-scopes.module.css';

/** Returns the scope of the current list. */
export function listedScope(state: ListQueryState): KindScope {
  return findScope(state.kindChoices, listedKinds(state));
}

/**
 * The choice between own customers, prospects and all, with counts under the current filters.
 * Hidden unless both own customers and prospects exist.
 */
export function KindScopes(): ReactNode {
  const strings = useStrings();
  const { kindChoices, setKinds } = useListQueryParts('kindChoices', 'setKinds');
  const isNarrowed = useListQuery(isFiltered);
  const counted = {
    own: useCount('scope:own'),
    prospects: useCount('scope:prospects'),
    all: useCount('scope:all'),
  };
  const scope = useListQuery(listedScope);
  const kindsOf = {
    own: ownKinds(kindChoices),
    prospects: prospectKinds(kindChoices),
    all: null,
  } as const;
  if (kindsOf.own.length === 0 || kindsOf.prospects.length === 0) {
    return null;
  }
  const { scope: label, scopes } = strings.customers;
  const countIn = (one: keyof typeof kindsOf): string => {
    // Until the counts arrive, the known totals per kind apply if no filter is set.
    const count = counted[one] ?? (isNarrowed ? null : countCustomersOfKinds(kindChoices, kindsOf[one]));
    return count === null ? '' : formatNumber(count, strings);
  };
  return (
    <SegmentedControl
      size="xs"
      className={classes['scopes'] ?? ''}
      aria-label={label}
      data-testid="customers-scope"
      // No option is selected while kinds are chosen individually.
      value={scope}
      onChange={(value) => setKinds(kindsOf[value as keyof typeof kindsOf])}
      data={(['own', 'prospects', 'all'] as const).map((value) => ({
        value,
        label: (
          <span data-testid={`scope-${value}`}>
            {scopes[value]}
            <span className={classes['scopeCount']}>{countIn(value)}</span>
          </span>
        ),
      }))}
    />
  );
}
