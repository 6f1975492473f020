import { Progress, Text } from '@mantine/core';
import { Fragment, useEffect, useRef } from 'react';
import type { ReactNode } from 'react';
import { useNow, useOpenCustomer, useStrings } from '../../../stores/stores';
import { formatRecently } from '../../../strings/format';
import { ContactActions } from './contact/contact-actions';
import { OutsideFailure } from './contact/outside-failure';
import { PhoneLines } from './contact/phone-lines';
import classes from './customer-detail.module.css';
import { CustomerFields } from './customer-fields';
import { CustomerHistory } from './customer-history';
import { CustomerNotes } from './customer-notes';
import { CustomerOrders } from './customer-orders';
import { PanelHead } from './panel-head';

interface Props {
  /** Whether the panel takes the focus, because it was opened by keyboard. */
  readonly takesFocus: boolean;
  readonly onClose: () => void;
}

/** The panel with all data of the open customer. Escape closes it. */
export function CustomerDetail({ takesFocus, onClose }: Props): ReactNode {
  const strings = useStrings();
  const now = useNow();
  const customer = useOpenCustomer((state) => state.selected);
  const panel = useRef<HTMLElement>(null);
  useEffect(() => {
    const close = (event: KeyboardEvent): void => {
      // Lists, search, open menus and dialogs handle Escape themselves.
      const isTaken =
        event.target instanceof Element && event.target.closest('[role="dialog"], [role="menu"]') !== null;
      if (event.key === 'Escape' && !event.defaultPrevented && !isTaken) {
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
    // A panel that replaces a long list in a narrow window would otherwise start scrolled down.
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
      <PanelHead customer={customer} onClose={onClose} />
      {customer === null ? (
        <Progress value={100} animated size="xs" aria-label={detail.label} />
      ) : (
        <Fragment key={customer.record.id}>
          <PhoneLines record={customer.record} />
          <ContactActions record={customer.record} />
          <OutsideFailure />
          <CustomerNotes record={customer.record} strings={strings} />
          <CustomerOrders record={customer.record} strings={strings} />
          <CustomerFields record={customer.record} strings={strings} />
          <CustomerHistory />
          <Text size="xs" c="var(--app-quiet)" mt="md">
            {detail.firstSeen(formatRecently(customer.firstSeenAt, now, strings, 'since'))} ·{' '}
            {detail.changed(formatRecently(customer.changedAt, now, strings, 'on'))}
          </Text>
        </Fragment>
      )}
    </aside>
  );
}
