import { Anchor, Badge, CloseButton, Group, Progress, Text, Title } from '@mantine/core';
import { useEffect, useRef } from 'react';
import type { ReactNode } from 'react';
import type { CustomerField, CustomerRecord } from '../../../preload/contract';
import { CopyAction } from '../../components/copy-action';
import { useCustomers, useStrings, useUi } from '../../stores/stores';
import { formatDateTime } from '../../strings/format';
import type { Strings } from '../../strings/it';
import { ContactActions, useOutside } from './contact-actions';
import { CustomerHistory } from './customer-history';
import { CustomerOrders } from './customer-orders';
import classes from './customers.module.css';
import { displayValue } from './display-value';
import { mailLink, siteLink, telLink } from './links';

type Group = 'contacts' | 'fiscal' | 'address' | 'other';

const GROUPS: Readonly<Record<Group, readonly CustomerField[]>> = {
  contacts: ['phone', 'mobile', 'pec', 'url', 'attentionTo'],
  address: ['street', 'postalCode', 'city', 'deliveryTerms'],
  fiscal: ['vatNumber', 'fiscalCode', 'sdi'],
  other: ['id', 'type', 'description', 'accountNumber', 'externalAccountNumber', 'ourAccountNumber'],
};

interface Props {
  /** The focus goes to the customer: it was opened by keyboard. */
  readonly takesFocus: boolean;
  readonly onClose: () => void;
}

/** All that is known of the customer that is open. Escape closes it. */
export function CustomerDetail({ takesFocus, onClose }: Props): ReactNode {
  const strings = useStrings();
  const customer = useCustomers((state) => state.selected);
  const panel = useRef<HTMLElement>(null);
  useEffect(() => {
    const close = (event: KeyboardEvent): void => {
      // The list, the search and open menus have their own use for it.
      if (event.key === 'Escape' && !event.defaultPrevented) {
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
            <CloseButton aria-label={detail.close} onClick={onClose} />
          </Group>
          {customer.missingSince === null ? null : (
            <Badge color="orange" variant="light" tt="none" mb="sm">
              {strings.customers.missingSince(formatDateTime(customer.missingSince, strings))}
            </Badge>
          )}
          {customer.removedSince === null ? null : (
            <Badge color="red" variant="light" tt="none" mb="sm">
              {strings.customers.removedSince(formatDateTime(customer.removedSince, strings))}
            </Badge>
          )}
          <ContactActions record={customer.record} />
          <CustomerOrders record={customer.record} strings={strings} />
          {(Object.keys(GROUPS) as Group[]).map((group) => (
            <FieldGroup
              key={group}
              title={detail.groups[group]}
              fields={GROUPS[group]}
              record={customer.record}
            />
          ))}
          <CustomerHistory />
          <Text size="xs" c="var(--app-quiet)" mt="md">
            {detail.firstSeen(formatDateTime(customer.firstSeenAt, strings))} ·{' '}
            {detail.changed(formatDateTime(customer.changedAt, strings))}
          </Text>
        </>
      )}
    </aside>
  );
}

function FieldGroup(props: {
  readonly title: string;
  readonly fields: readonly CustomerField[];
  readonly record: CustomerRecord;
}): ReactNode {
  const strings = useStrings();
  return (
    <section className={classes['group']}>
      <Text component="h3" className={classes['groupTitle']}>
        {props.title}
      </Text>
      <dl className={classes['fields']}>
        {props.fields.map((field) => (
          <Field key={field} field={field} value={props.record[field]} strings={strings} />
        ))}
      </dl>
    </section>
  );
}

function Field(props: {
  readonly field: CustomerField;
  readonly value: string | number | null;
  readonly strings: Strings;
}): ReactNode {
  const { detail } = props.strings;
  const copy = useUi((state) => state.copy);
  const { open } = useOutside();
  const label = detail.fields[props.field];
  const text = displayValue(props.field, props.value, props.strings);
  const link = linkOf(props.field, props.value);
  return (
    <div className={classes['field']}>
      <dt>{label}</dt>
      <dd>
        {text === null ? (
          <span className={classes['absent']}>{detail.empty}</span>
        ) : (
          <>
            {link === null ? (
              <span>{text}</span>
            ) : (
              <Anchor href={link} fz="inherit" onClick={open(link)}>
                {text}
              </Anchor>
            )}
            <CopyAction
              className={classes['copy']}
              label={detail.copy(label)}
              copiedLabel={detail.copied}
              onCopy={async () => (await copy(text)) === null}
            />
          </>
        )}
      </dd>
    </div>
  );
}

/** A link for a value one may call, write to or look at. */
function linkOf(field: CustomerField, value: string | number | null): string | null {
  if (typeof value !== 'string') {
    return null;
  }
  switch (field) {
    case 'phone':
    case 'mobile':
      return telLink(value);
    case 'pec':
      return mailLink(value);
    case 'url':
      return siteLink(value);
    default:
      return null;
  }
}
