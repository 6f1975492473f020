import { ActionIcon, Anchor, Text, Tooltip } from '@mantine/core';
import { IconAlertTriangle, IconBrandWhatsapp } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { CustomerRecord } from '../../../../../preload/contract';
import type { PhoneNumber } from '../../../../../preload/contract/phone-numbers';
import { parsePhoneNumbers } from '../../../../../preload/contract/phone-numbers';
import { CopyAction } from '../../../../components/copy-action';
import { useStrings, useUi } from '../../../../stores/stores';
import shared from '../../shared.module.css';
import { telLink, whatsAppLink } from './links';
import classes from './phone-field.module.css';
import { ScanAction } from './scan-action';
import { useOpenOutside } from './use-outside';

/** The numbers in one cell of the record, each with its actions. */
export function PhoneField(props: {
  readonly record: CustomerRecord;
  readonly field: 'phone' | 'mobile';
}): ReactNode {
  const { record, field } = props;
  const { detail } = useStrings();
  const numbers = parsePhoneNumbers(record[field]);
  return (
    <div className={shared['field']}>
      <dt>{detail.fields[field]}</dt>
      {numbers.length === 0 ? (
        <dd className={shared['absent']}>{detail.empty}</dd>
      ) : (
        numbers.map((number, index) => (
          <dd key={index} className={shared['number']} data-testid="phone-number">
            <Number number={number} record={record} />
          </dd>
        ))
      )}
    </div>
  );
}

function Number({
  number,
  record,
}: {
  readonly number: PhoneNumber;
  readonly record: CustomerRecord;
}): ReactNode {
  const { detail } = useStrings();
  const copy = useUi((state) => state.copy);
  const open = useOpenOutside();
  const { text, dialString, isMobile, note } = number;
  const call = telLink(dialString);
  const chat = isMobile ? whatsAppLink(dialString) : null;
  return (
    <>
      <span className={classes['numberText']}>
        {call === null ? (
          <span>{text}</span>
        ) : (
          <Anchor href={call} fz="inherit" onClick={open(call)}>
            {text}
          </Anchor>
        )}
        {note === null ? null : (
          <Text span size="xs" c="var(--app-quiet)">
            {note}
          </Text>
        )}
        {call === null ? (
          <Text span size="xs" c="var(--app-quiet)" className={classes['notANumber']}>
            <IconAlertTriangle size={13} aria-hidden="true" />
            {detail.notANumber}
          </Text>
        ) : null}
      </span>
      <CopyAction
        label={detail.copy(text)}
        copiedLabel={detail.copied}
        onCopy={async () => (await copy(text)) === null}
      />
      {call === null ? null : <ScanAction record={record} number={number} testId="scan-number" />}
      {chat === null ? null : (
        <Tooltip label={detail.whatsAppTo(text)}>
          <ActionIcon
            component="a"
            href={chat}
            size="sm"
            variant="subtle"
            color="gray"
            aria-label={detail.whatsAppTo(text)}
            data-testid="whatsapp-number"
            onClick={open(chat)}
          >
            <IconBrandWhatsapp size={16} aria-hidden="true" />
          </ActionIcon>
        </Tooltip>
      )}
    </>
  );
}
