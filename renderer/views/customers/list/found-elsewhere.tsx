import { Button, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { useQuestion, useQuestionParts, useRows, useStrings } from '../../../stores/stores';
import { formatNumber } from '../../../strings/format';
import { listedScope } from './kind-scopes';

/** What was asked for and is not listed because of its kind: "+12 tra i potenziali", one click away. */
export function FoundElsewhere(): ReactNode {
  const strings = useStrings();
  const elsewhere = useRows((state) => state.elsewhere);
  const { isWidened, search, widen, setKinds } = useQuestionParts('isWidened', 'search', 'widen', 'setKinds');
  const scope = useQuestion(listedScope);
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
      // What is typed is looked for everywhere just this once; a filter or a city would stay, and so do the kinds.
      onClick={() => (search === '' ? setKinds(null) : widen())}
    >
      {strings.customers.elsewhere(elsewhere, formatNumber(elsewhere, strings), scope === 'own')}
    </Button>
  );
}
