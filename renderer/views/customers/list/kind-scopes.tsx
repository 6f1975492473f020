import { SegmentedControl } from '@mantine/core';
import type { ReactNode } from 'react';
import type { KindScope } from '../../../stores/customer-kinds';
import { countOf, ownKinds, prospectKinds, scopeOf } from '../../../stores/customer-kinds';
import { isFiltered, listedKinds } from '../../../stores/question-store';
import type { QuestionState } from '../../../stores/question-store';
import { useCount, useQuestion, useQuestionParts, useStrings } from '../../../stores/stores';
import { formatNumber } from '../../../strings/format';
import classes from './kind-scopes.module.css';

/** What the list is drawn from just now. */
export function listedScope(state: QuestionState): KindScope {
  return scopeOf(state.kindChoices, listedKinds(state));
}

/**
 * The agent's own customers, prospects, or both, with how many of each there are with the filters in force; where there
 * are both.
 */
export function KindScopes(): ReactNode {
  const strings = useStrings();
  const { kindChoices, setKinds } = useQuestionParts('kindChoices', 'setKinds');
  const isNarrowed = useQuestion(isFiltered);
  const counted = {
    own: useCount('scope:own'),
    prospects: useCount('scope:prospects'),
    all: useCount('scope:all'),
  };
  const scope = useQuestion(listedScope);
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
    // Known before anything was counted, as long as nothing narrows the list.
    const count = counted[one] ?? (isNarrowed ? null : countOf(kindChoices, kindsOf[one]));
    return count === null ? '' : formatNumber(count, strings);
  };
  return (
    <SegmentedControl
      size="xs"
      className={classes['scopes'] ?? ''}
      aria-label={label}
      data-testid="customers-scope"
      // None of the three while kinds are chosen one by one.
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
