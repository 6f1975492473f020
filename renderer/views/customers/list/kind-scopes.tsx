import { SegmentedControl } from '@mantine/core';
import type { ReactNode } from 'react';
import type { KindScope } from '../../../stores/customer-kinds';
import { countOf, ownKinds, prospectKinds, scopeOf } from '../../../stores/customer-kinds';
import type { QuestionState } from '../../../stores/question-store';
import { useQuestion, useQuestionParts, useStrings } from '../../../stores/stores';
import { formatNumber } from '../../../strings/format';
import classes from './kind-scopes.module.css';

/** What the list is drawn from just now. */
export function listedScope({ kinds, kindChoices, isWidened }: QuestionState): KindScope {
  return isWidened ? 'all' : scopeOf(kindChoices, kinds);
}

/** The agent's own customers, prospects, or both, with how many there are of each; where there are both. */
export function KindScopes(): ReactNode {
  const strings = useStrings();
  const { kindChoices, setKinds } = useQuestionParts('kindChoices', 'setKinds');
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
            <span className={classes['scopeCount']}>
              {formatNumber(countOf(kindChoices, kindsOf[value]), strings)}
            </span>
          </span>
        ),
      }))}
    />
  );
}
