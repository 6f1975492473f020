import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { EmptyState } from '../../../components/empty-state';
import { useQuestion, useQuestionParts, useRows, useStrings, useSync } from '../../../stores/stores';
import { formatNumber } from '../../../strings/format';
import { FirstSync } from './first-sync';
import { listedScope } from './kind-scopes';

/** What stands there instead of an empty list: why it is empty, and the way out. */
export function NobodyFound(): ReactNode {
  const strings = useStrings();
  const { customers } = strings;
  const { search, filter, cities, setSearch, showAll, setKinds, widen } = useQuestionParts(
    'search',
    'filter',
    'cities',
    'setSearch',
    'showAll',
    'setKinds',
    'widen',
  );
  const elsewhere = useRows((state) => state.elsewhere);
  const scope = useQuestion(listedScope);
  const progress = useSync((state) => state.progress);
  if (elsewhere > 0) {
    return (
      <EmptyState
        title={scope === 'own' ? customers.noneOwn : customers.none}
        text={customers.elsewhereText(elsewhere, formatNumber(elsewhere, strings), scope === 'own')}
        action={
          <Button
            variant="light"
            size="xs"
            mt="xs"
            data-testid="show-elsewhere"
            onClick={() => (search === '' ? setKinds(null) : widen())}
          >
            {customers.showElsewhere}
          </Button>
        }
      />
    );
  }
  if (search === '' && cities === null && filter === 'current' && scope !== 'all') {
    return (
      <EmptyState
        title={customers.none}
        text={customers.noneOfKinds}
        action={
          <Button variant="light" size="xs" mt="xs" data-testid="show-all" onClick={() => setKinds(null)}>
            {customers.allKinds}
          </Button>
        }
      />
    );
  }
  if (search === '' && cities === null) {
    switch (filter) {
      case 'removed':
        return <EmptyState title={customers.noneRemoved} text={customers.noneRemovedAdvice} />;
      case 'due':
        return <EmptyState title={customers.noneDue} text={customers.noneDueAdvice} />;
      case 'noted':
        return <EmptyState title={customers.noneNoted} text={customers.noneNotedAdvice} />;
      case 'missing':
        return <EmptyState title={customers.noneMissing} text={customers.noneMissingAdvice} />;
      case 'current':
        return progress === null ? (
          <EmptyState title={customers.empty} text={customers.emptyAdvice} />
        ) : (
          <FirstSync progress={progress} strings={strings} />
        );
    }
  }
  const isFiltered = filter !== 'current' || cities !== null;
  return (
    <EmptyState
      title={customers.none}
      text={isFiltered ? customers.noneFiltered : customers.noneAdvice}
      action={
        <Button
          variant="light"
          size="xs"
          mt="xs"
          data-testid="show-all"
          onClick={() => (isFiltered ? showAll() : setSearch(''))}
        >
          {isFiltered ? customers.clearFilters : customers.clear}
        </Button>
      }
    />
  );
}
