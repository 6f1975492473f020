import { Text } from '@mantine/core';
import type { ReactNode } from 'react';
import type { CustomerChange } from '../../../../preload/contract';
import { useNow, useOpenCustomer, useStrings } from '../../../stores/stores';
import { formatNumber, formatRecently } from '../../../strings/format';
import type { Strings } from '../../../strings/it';
import shared from '../shared.module.css';
import { changeSentence } from './change-sentence';
import classes from './customer-history.module.css';

/** The changes of the open customer in the last 12 months, newest first. */
export function CustomerHistory(): ReactNode {
  const strings = useStrings();
  const now = useNow();
  const history = useOpenCustomer((state) => state.history);
  if (history === null || history.total === 0) {
    return null;
  }
  const { detail } = strings;
  const older = history.total - history.items.length;
  return (
    <section className={shared['group']} data-testid="customer-history">
      <Text component="h3" className={shared['groupTitle']}>
        {detail.history}
      </Text>
      <ul className={classes['history']}>
        {history.items.map((change) => (
          <li key={change.number}>
            <Text component="span" size="xs" c="var(--app-quiet)">
              {formatRecently(change.at, now, strings)}
            </Text>{' '}
            {sentence(change, strings)}
          </li>
        ))}
      </ul>
      {older > 0 ? (
        <Text size="xs" c="var(--app-quiet)">
          {detail.historyMore(older, formatNumber(older, strings))}
        </Text>
      ) : null}
    </section>
  );
}

function sentence(change: CustomerChange, strings: Strings): string {
  return change.kind === 'changed'
    ? changeSentence(change, strings)
    : strings.detail.historyKinds[change.kind];
}
