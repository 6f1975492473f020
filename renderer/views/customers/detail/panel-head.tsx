import { ActionIcon, Badge, CloseButton, Menu, Title } from '@mantine/core';
import {
  IconCheck,
  IconChevronLeft,
  IconChevronRight,
  IconCopy,
  IconDots,
  IconFileExport,
  IconPrinter,
  IconStar,
  IconStarFilled,
} from '@tabler/icons-react';
import { useState } from 'react';
import type { ReactNode } from 'react';
import type { CachedCustomer } from '../../../../preload/contract';
import { CopyAction } from '../../../components/copy-action';
import { findNeighbour } from '../../../stores/open-customer-store';
import {
  useList,
  useNow,
  useOpenCustomer,
  useRowsParts,
  useStrings,
  useCustomerFile,
  useUi,
} from '../../../stores/stores';
import { formatRecently } from '../../../strings/format';
import { stripQuotationMarks } from '../../../strings/plain-name';
import { kindName } from '../tools/kind-name';
import { addressLine, contactText } from './contact/contact-text';
import classes from './panel-head.module.css';

/** The head of the panel: the customer's name and menu, and buttons to the adjacent customers. */
export function PanelHead(props: {
  /** `null` while loading; the buttons stay and keep the focus. */
  readonly customer: CachedCustomer | null;
  readonly onClose: () => void;
}): ReactNode {
  const { customer, onClose } = props;
  const strings = useStrings();
  return (
    <>
      <div className={classes['head']}>
        <Title order={2} className={classes['name'] ?? ''}>
          {customer === null ? null : stripQuotationMarks(customer.record.name)}
        </Title>
        <div className={classes['tools']}>
          <Star customer={customer} />
          <Step by={-1} />
          <Step by={1} />
          <CustomerMenu customer={customer} />
          <CloseButton size={28} aria-label={strings.detail.close} onClick={onClose} />
        </div>
      </div>
      {customer === null ? null : <About customer={customer} />}
    </>
  );
}

/** The kind, code and address of the customer, and the date since which exports lack it. */
function About({
  customer: { record, missingSince, removedSince },
}: {
  readonly customer: CachedCustomer;
}): ReactNode {
  const strings = useStrings();
  const { customers, detail } = strings;
  const copy = useUi((state) => state.copy);
  const now = useNow();
  const address = addressLine(record);
  return (
    <>
      <div className={classes['about']}>
        <span data-testid="customer-kind">{kindName(record, strings, 'one')}</span>
        {` · ${detail.code(record.id)}`}
      </div>
      {address === null ? null : (
        <div className={classes['address']} data-testid="customer-address">
          {address}
          <CopyAction
            label={detail.copy(detail.groups.address)}
            copiedLabel={detail.copied}
            onCopy={async () => (await copy(address)) === null}
          />
        </div>
      )}
      {missingSince === null ? null : (
        <Badge color="orange" variant="light" tt="none">
          {customers.missingSince(formatRecently(missingSince, now, strings, 'since'))}
        </Badge>
      )}
      {removedSince === null ? null : (
        <Badge color="red" variant="light" tt="none">
          {customers.removedSince(formatRecently(removedSince, now, strings, 'on'))}
        </Badge>
      )}
    </>
  );
}

/** The favourite button. While the customer is loading, it keeps the focus and does nothing. */
function Star({ customer }: { readonly customer: CachedCustomer | null }): ReactNode {
  const { notes } = useStrings();
  const star = useUi((state) => state.star);
  const isStarred = customer?.isStarred === true;
  const Icon = isStarred ? IconStarFilled : IconStar;
  return (
    <ActionIcon
      size={28}
      variant="subtle"
      color="gray"
      aria-label={notes.star}
      aria-pressed={isStarred}
      title={isStarred ? notes.removeStar : notes.addStar}
      aria-disabled={customer === null}
      className={classes['star'] ?? ''}
      data-testid="customer-star"
      onClick={() => customer !== null && void star(customer.record.id, !isStarred)}
    >
      <Icon size={17} aria-hidden="true" />
    </ActionIcon>
  );
}

/** The button to an adjacent customer. At an end it is not `disabled`, to keep the focus. */
function Step({ by }: { readonly by: 1 | -1 }): ReactNode {
  const { detail } = useStrings();
  const rows = useRowsParts('total', 'items');
  const step = useOpenCustomer((state) => state.step);
  const isEnd = useOpenCustomer((state) => findNeighbour(state, rows, by) === null);
  const label = by === 1 ? detail.next : detail.previous;
  const Icon = by === 1 ? IconChevronRight : IconChevronLeft;
  return (
    <ActionIcon
      size={28}
      variant="subtle"
      color="gray"
      aria-label={label}
      title={label}
      aria-disabled={isEnd}
      data-disabled={isEnd}
      className={classes['step'] ?? ''}
      data-testid={by === 1 ? 'customer-next' : 'customer-previous'}
      onClick={() => step(by)}
    >
      <Icon size={18} aria-hidden="true" />
    </ActionIcon>
  );
}

/** The menu to save, print or copy the customer. */
function CustomerMenu({ customer }: { readonly customer: CachedCustomer | null }): ReactNode {
  const strings = useStrings();
  const { customerFiles, detail } = strings;
  const { ask, print, isBusy } = useCustomerFile((state) => state);
  const loadCaptions = useList((state) => state.loadCaptions);
  const copy = useUi((state) => state.copy);
  const [isCopied, setCopied] = useState(false);
  if (customer === null) {
    return null;
  }
  const { record } = customer;
  const taking = { kind: 'customer', id: record.id, name: stripQuotationMarks(record.name) } as const;
  return (
    <Menu
      position="bottom-end"
      returnFocus
      withinPortal={false}
      withInitialFocusPlaceholder={false}
      onClose={() => setCopied(false)}
    >
      <Menu.Target>
        <ActionIcon
          size={28}
          variant="subtle"
          color="gray"
          aria-label={detail.menu}
          title={detail.menu}
          data-testid="customer-menu"
        >
          <IconDots size={17} aria-hidden="true" />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item
          leftSection={<IconFileExport size={16} aria-hidden="true" />}
          data-testid="customer-to-file"
          onClick={() => {
            void loadCaptions();
            ask(taking);
          }}
        >
          {customerFiles.openCustomer}
        </Menu.Item>
        <Menu.Item
          leftSection={<IconPrinter size={16} aria-hidden="true" />}
          disabled={isBusy}
          data-testid="customer-print"
          onClick={() => void print(taking)}
        >
          {customerFiles.printCustomer}
        </Menu.Item>
        <Menu.Item
          leftSection={
            isCopied ? <IconCheck size={16} aria-hidden="true" /> : <IconCopy size={16} aria-hidden="true" />
          }
          closeMenuOnClick={false}
          data-testid="customer-copy"
          onClick={() =>
            void copy(contactText(record, strings)).then((failure) => setCopied(failure === null))
          }
        >
          {isCopied ? detail.copied : detail.copyAll}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
