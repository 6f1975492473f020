import {
  ActionIcon,
  Anchor,
  Badge,
  CloseButton,
  CopyButton,
  Group,
  Progress,
  Text,
  Title,
  Tooltip,
} from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { useEffect } from 'react';
import type { ReactNode } from 'react';
import type { CustomerField, CustomerRecord } from '../../../preload/contract';
import { useCustomers, useStrings } from '../../stores/stores';
import { formatDateTime } from '../../strings/format';
import type { Strings } from '../../strings/it';
import { CustomerHistory } from './customer-history';
import { CustomerOrders } from './customer-orders';
import { displayValue } from './display-value';
import classes from './customers.module.css';

type Group = 'contacts' | 'fiscal' | 'address' | 'other';

const GROUPS: Readonly<Record<Group, readonly CustomerField[]>> = {
  contacts: ['phone', 'mobile', 'pec', 'url', 'attentionTo'],
  address: ['street', 'postalCode', 'city', 'deliveryTerms'],
  fiscal: ['vatNumber', 'fiscalCode', 'sdi'],
  other: ['id', 'type', 'description', 'accountNumber', 'externalAccountNumber', 'ourAccountNumber'],
};

/** All that is known of the customer that is open. Escape closes it. */
export function CustomerDetail({ onClose }: { readonly onClose: () => void }): ReactNode {
  const strings = useStrings();
  const customer = useCustomers((state) => state.selected);
  useEffect(() => {
    const close = (event: KeyboardEvent): void => {
      if (event.key === 'Escape') {
        onClose();
      }
    };
    window.addEventListener('keydown', close);
    return () => window.removeEventListener('keydown', close);
  }, [onClose]);
  const { detail } = strings;
  return (
    <aside className={classes['detail']} aria-label={detail.label} data-testid="customer-detail">
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
              <Anchor href={link} fz="inherit">
                {text}
              </Anchor>
            )}
            <CopyButton value={text}>
              {({ copied, copy }) => (
                <Tooltip label={copied ? detail.copied : detail.copy(label)}>
                  <ActionIcon
                    className={classes['copy']}
                    size="sm"
                    variant="subtle"
                    color={copied ? 'green' : 'gray'}
                    aria-label={detail.copy(label)}
                    onClick={copy}
                  >
                    {copied ? <IconCheck size={14} /> : <IconCopy size={14} />}
                  </ActionIcon>
                </Tooltip>
              )}
            </CopyButton>
          </>
        )}
      </dd>
    </div>
  );
}

/** A link for a value one may call or write to; main opens only tel:, mailto: and https: outside. */
function linkOf(field: CustomerField, value: string | number | null): string | null {
  if (typeof value !== 'string') {
    return null;
  }
  if (field === 'phone' || field === 'mobile') {
    return `tel:${value.replace(/[^+\d]/g, '')}`;
  }
  return field === 'pec' ? `mailto:${encodeURIComponent(value)}` : null;
}
