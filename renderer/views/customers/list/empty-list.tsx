import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { EmptyState } from '../../../components/empty-state';
import { isFiltered } from '../../../stores/list-query-store';
import { useListQuery, useListQueryParts, useRows, useStrings, useSync } from '../../../stores/stores';
import { formatNumber } from '../../../strings/format';
import { FirstSync } from './first-sync';
import { listedScope } from './kind-scopes';

/** The filters with a specific text for an empty list. */
const OWN_SENTENCES = {
  removed: ['noneRemoved', 'noneRemovedAdvice'],
  due: ['noneDue', 'noneDueAdvice'],
  noted: ['noneNoted', 'noneNotedAdvice'],
  starred: ['noneStarred', 'noneStarredAdvice'],
  missing: ['noneMissing', 'noneMissingAdvice'],
} as const;

/** Shows why the list is empty, and a way out. `onLeave` moves the focus off the pressed button. */
export function EmptyList({ onLeave }: { readonly onLeave: () => void }): ReactNode {
  const strings = useStrings();
  const { customers } = strings;
  const { search, filter, setSearch, showAll, clearFilters, setKinds, widen } = useListQueryParts(
    'search',
    'filter',
    'setSearch',
    'showAll',
    'clearFilters',
    'setKinds',
    'widen',
  );
  const isAnyInForce = useListQuery(isFiltered);
  const isFilterAlone = useListQuery(
    (state) => state.search === '' && !isFiltered({ ...state, filter: 'current' }),
  );
  const elsewhere = useRows((state) => state.matchesInOtherKinds);
  const scope = useListQuery(listedScope);
  const progress = useSync((state) => state.progress);
  const remedy = (label: string, onClick: () => void, testId = 'show-all'): ReactNode => (
    <Button
      variant="light"
      size="xs"
      mt="xs"
      data-testid={testId}
      onClick={() => {
        onClick();
        onLeave();
      }}
    >
      {label}
    </Button>
  );
  if (elsewhere > 0) {
    return (
      <EmptyState
        title={scope === 'own' ? customers.noneOwn : customers.none}
        text={customers.elsewhereText(elsewhere, formatNumber(elsewhere, strings), scope === 'own')}
        action={
          <>
            {remedy(
              customers.showElsewhere,
              () => (search === '' ? setKinds(null) : widen()),
              'show-elsewhere',
            )}
            {isAnyInForce ? remedy(customers.clearFilters, clearFilters) : null}
          </>
        }
      />
    );
  }
  if (isAnyInForce) {
    const [title, text] =
      isFilterAlone && filter in OWN_SENTENCES
        ? OWN_SENTENCES[filter as keyof typeof OWN_SENTENCES]
        : (['none', 'noneFiltered'] as const);
    return (
      <EmptyState
        title={customers[title]}
        text={customers[text]}
        action={remedy(customers.clearFilters, showAll)}
      />
    );
  }
  if (search !== '') {
    return (
      <EmptyState
        title={customers.none}
        text={customers.noneAdvice}
        action={remedy(customers.clear, () => setSearch(''))}
      />
    );
  }
  if (scope !== 'all') {
    return (
      <EmptyState
        title={customers.none}
        text={customers.noneOfKinds}
        action={remedy(customers.allKinds, () => setKinds(null))}
      />
    );
  }
  return progress === null ? (
    <EmptyState title={customers.empty} text={customers.emptyAdvice} />
  ) : (
    <FirstSync progress={progress} strings={strings} />
  );
}
