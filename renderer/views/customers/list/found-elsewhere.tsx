import { Button, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { useListQuery, useListQueryParts, useRows, useStrings } from '../../../stores/stores';
import { formatNumber } from '../../../strings/format';
import { listedScope } from './kind-scopes';

/** The number of matches in other kinds as a link to them: "+12 tra i potenziali". */
export function FoundElsewhere(): ReactNode {
  const strings = useStrings();
  const elsewhere = useRows((state) => state.matchesInOtherKinds);
  const { isWidened, search, widen, setKinds } = useListQueryParts(
    'isWidened',
    'search',
    'widen',
    'setKinds',
  );
  const scope = useListQuery(listedScope);
  if (isWidened) {
    return (
      <Text component="span" size="xs" c="var(--app-quiet)">
        {strings.customers.widened}
      </Text>
    );
  }
  return elsewhere === 0 ? null : (
    <Button
      size="compact-xs"
      variant="subtle"
      data-testid="found-elsewhere"
      // A search is widened only until it is cleared. Without a search, the chosen kinds change.
      onClick={() => (search === '' ? setKinds(null) : widen())}
    >
      {strings.customers.elsewhere(elsewhere, formatNumber(elsewhere, strings), scope === 'own')}
    </Button>
  );
}
