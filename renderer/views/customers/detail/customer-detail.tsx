import { ActionIcon, Badge, CloseButton, Group, Progress, Text, Title } from '@mantine/core';
import { IconFileExport, IconPrinter } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import type { ReactNode } from 'react';
import type { CachedCustomer } from '../../../../preload/contract';
import { useList, useNow, useOpenCustomer, useStrings, useTakeAlong } from '../../../stores/stores';
import { formatRecently } from '../../../strings/format';
import { kindName } from '../tools/kind-name';
import { ContactActions } from './contact-actions';
import classes from './customer-detail.module.css';
import { CustomerFields } from './customer-fields';
import { CustomerHistory } from './customer-history';
import { CustomerNotes } from './customer-notes';
import { CustomerOrders } from './customer-orders';

interface Props {
  /** The focus goes to the customer: it was opened by keyboard. */
  readonly takesFocus: boolean;
  readonly onClose: () => void;
}

/** All that is known of the customer that is open. Escape closes it. */
export function CustomerDetail({ takesFocus, onClose }: Props): ReactNode {
  const strings = useStrings();
  const now = useNow();
  const customer = useOpenCustomer((state) => state.selected);
  const panel = useRef<HTMLElement>(null);
  useEffect(() => {
    const close = (event: KeyboardEvent): void => {
      // The list, the search, open menus and dialogs have their own use for it.
      const isOfDialog = event.target instanceof Element && event.target.closest('[role="dialog"]') !== null;
      if (event.key === 'Escape' && !event.defaultPrevented && !isOfDialog) {
        onClose();
      }
    };
    window.addEventListener('keydown', close);
    return () => window.removeEventListener('keydown', close);
  }, [onClose]);
  useEffect(() => {
    if (takesFocus) {
      panel.current?.focus();
    }
  }, [takesFocus]);
  const id = customer?.record.id;
  useEffect(() => {
    // Where it takes the place of the list, the page may be scrolled to a row far down.
    if (id !== undefined) {
      panel.current?.scrollIntoView({ block: 'start' });
    }
  }, [id]);
  const { detail } = strings;
  return (
    <aside
      ref={panel}
      className={classes['detail']}
      aria-label={detail.label}
      tabIndex={-1}
      data-testid="customer-detail"
    >
      {customer === null ? (
        <Progress value={100} animated size="xs" aria-label={detail.label} />
      ) : (
        <>
          <Group justify="space-between" align="flex-start" wrap="nowrap" mb="xs">
            <Title order={2} size="h4" className={classes['title']}>
              {customer.record.name}
            </Title>
            <Group gap={2} wrap="nowrap">
              <CustomerTools customer={customer} />
              <CloseButton aria-label={detail.close} onClick={onClose} />
            </Group>
          </Group>
          <Badge color="gray" variant="light" tt="none" mb="sm" mr={6} data-testid="customer-kind">
            {kindName(customer.record, strings, 'one')}
          </Badge>
          {customer.missingSince === null ? null : (
            <Badge color="orange" variant="light" tt="none" mb="sm">
              {strings.customers.missingSince(formatRecently(customer.missingSince, now, strings, 'since'))}
            </Badge>
          )}
          {customer.removedSince === null ? null : (
            <Badge color="red" variant="light" tt="none" mb="sm">
              {strings.customers.removedSince(formatRecently(customer.removedSince, now, strings, 'on'))}
            </Badge>
          )}
          <ContactActions record={customer.record} />
          <CustomerNotes key={customer.record.id} customerId={customer.record.id} strings={strings} />
          <CustomerOrders record={customer.record} strings={strings} />
          <CustomerFields record={customer.record} strings={strings} />
          <CustomerHistory />
          <Text size="xs" c="var(--app-quiet)" mt="md">
            {detail.firstSeen(formatRecently(customer.firstSeenAt, now, strings, 'since'))} ·{' '}
            {detail.changed(formatRecently(customer.changedAt, now, strings, 'on'))}
          </Text>
        </>
      )}
    </aside>
  );
}

/** Takes the one customer along, as a file or on paper. */
function CustomerTools({ customer }: { readonly customer: CachedCustomer }): ReactNode {
  const { takeAlong } = useStrings();
  const { ask, print, isBusy } = useTakeAlong((state) => state);
  const loadCaptions = useList((state) => state.loadCaptions);
  const { id, name } = customer.record;
  const taking = { kind: 'customer', id, name } as const;
  return (
    <>
      <ActionIcon
        variant="subtle"
        color="gray"
        aria-label={takeAlong.openCustomer}
        title={takeAlong.openCustomer}
        data-testid="customer-take-along"
        onClick={() => {
          void loadCaptions();
          ask(taking);
        }}
      >
        <IconFileExport size={17} aria-hidden="true" />
      </ActionIcon>
      <ActionIcon
        variant="subtle"
        color="gray"
        aria-label={takeAlong.printCustomer}
        title={takeAlong.printCustomer}
        disabled={isBusy}
        data-testid="customer-print"
        onClick={() => void print(taking)}
      >
        <IconPrinter size={17} aria-hidden="true" />
      </ActionIcon>
    </>
  );
}
