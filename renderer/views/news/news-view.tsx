import { Badge, Button, Group, ScrollArea, Stack, Text, UnstyledButton } from '@mantine/core';
import type { ReactNode } from 'react';
import type { ChangeKind } from '../../../preload/contract';
import { EmptyState } from '../../components/empty-state';
import { useCustomers, useNews, useNow, useStrings, useUi } from '../../stores/stores';
import { formatNumber, formatRecently } from '../../strings/format';
import type { Strings } from '../../strings/it';
import { changeSentence } from '../customers/change-sentence';
import type { CustomerNews } from './group-news';
import { groupNews } from './group-news';
import classes from './news.module.css';

const KIND_COLORS: Readonly<Record<ChangeKind, string>> = {
  new: 'accent',
  changed: 'blue',
  missing: 'orange',
  removed: 'red',
  back: 'teal',
};

/** What has changed since the agent last looked. */
export function NewsView(): ReactNode {
  const strings = useStrings();
  const now = useNow();
  const { items, total, customers: count, markSeen } = useNews((state) => state);
  const { news } = strings;
  if (items === null) {
    return null;
  }
  if (items.length === 0) {
    return <EmptyState title={news.none} text={news.noneText} />;
  }
  const more = total - items.length;
  return (
    <ScrollArea h="100%">
      <Stack p="lg" gap="lg" className={classes['column']} data-testid="news">
        <Group justify="space-between">
          <Text size="sm" c="var(--app-quiet)">
            {news.customers(count, formatNumber(count, strings))}
          </Text>
          <Button variant="default" size="xs" data-testid="news-seen" onClick={() => void markSeen()}>
            {news.markSeen}
          </Button>
        </Group>
        {groupNews(items).map(({ run, at, customers }) => (
          <section key={run} className={classes['sync']}>
            <Text component="h2" size="sm" fw={600} mb="xs">
              {formatRecently(at, now, strings)}
            </Text>
            <ul className={classes['list']}>
              {customers.map((customer) => (
                <CustomerItem key={customer.number} customer={customer} strings={strings} />
              ))}
            </ul>
          </section>
        ))}
        {more > 0 ? (
          <Text size="sm" c="var(--app-quiet)">
            {news.more(more, formatNumber(more, strings))}
          </Text>
        ) : null}
      </Stack>
    </ScrollArea>
  );
}

function CustomerItem(props: { readonly customer: CustomerNews; readonly strings: Strings }): ReactNode {
  const { customer, strings } = props;
  const open = useUi((state) => state.open);
  const select = useCustomers((state) => state.select);
  const fields = customer.changes.filter(({ kind }) => kind === 'changed');
  const events = customer.changes.filter(({ kind }) => kind !== 'changed');
  const kinds =
    fields.length > 0 && events.length === 0 ? (['changed'] as const) : events.map(({ kind }) => kind);
  return (
    <li>
      <UnstyledButton
        className={classes['item']}
        data-testid="news-item"
        onClick={() => {
          select(customer.customerId);
          open('customers');
        }}
      >
        <Group gap="sm" wrap="nowrap">
          <span className={classes['name']} data-testid="news-customer">
            {customer.customerName}
          </span>
          {kinds.map((kind) => (
            <Badge key={kind} size="sm" variant="light" color={KIND_COLORS[kind]} tt="none" radius="sm">
              {strings.news.kinds[kind]}
            </Badge>
          ))}
        </Group>
        {fields.map((change) => (
          <Text key={change.number} component="span" size="sm" className={classes['change']}>
            {changeSentence(change, strings)}
          </Text>
        ))}
      </UnstyledButton>
    </li>
  );
}
