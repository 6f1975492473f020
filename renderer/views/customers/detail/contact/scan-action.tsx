import { ActionIcon, SegmentedControl, Text, Tooltip } from '@mantine/core';
import { IconQrcode } from '@tabler/icons-react';
import { useState } from 'react';
import type { ReactNode } from 'react';
import type { CustomerRecord } from '../../../../../preload/contract';
import type { PhoneNumber } from '../../../../../preload/contract/phone-numbers';
import { Dialog } from '../../../../components/dialog';
import { ScanCode } from '../../../../components/scan-code';
import { useStrings, useUi } from '../../../../stores/stores';
import { stripQuotationMarks } from '../../../../strings/plain-name';
import { contactCard } from './contact-card';
import { telLink } from './links';
import classes from './scan-action.module.css';

interface Props {
  readonly record: CustomerRecord;
  /** The number to call; without one the QR code contains only the contact. */
  readonly number: PhoneNumber | null;
  readonly testId: string;
  /** Whether the list's scan action opens this code. */
  readonly isFirst?: boolean;
}

/** The button that shows a number or the contact as a QR code for the agent's phone. */
export function ScanAction({ record, number, testId, isFirst = false }: Props): ReactNode {
  const { detail } = useStrings();
  const [isOpen, setOpen] = useState(false);
  const { requestedField, confirmFocus } = useUi((state) => state);
  const isWanted = isFirst && requestedField === 'scan';
  const close = (): void => {
    setOpen(false);
    if (isWanted) {
      confirmFocus();
    }
  };
  const label = number === null ? detail.scan.open : detail.scan.of(number.text);
  return (
    <>
      <Tooltip label={label}>
        <ActionIcon
          size="sm"
          variant="subtle"
          color="gray"
          aria-label={label}
          data-testid={testId}
          onClick={() => setOpen(true)}
        >
          <IconQrcode size={15} aria-hidden="true" />
        </ActionIcon>
      </Tooltip>
      <Dialog
        isOpen={isOpen || isWanted}
        title={stripQuotationMarks(record.name)}
        closeLabel={detail.scan.close}
        onClose={close}
      >
        <Codes record={record} number={number} />
      </Dialog>
    </>
  );
}

function Codes({ record, number }: Pick<Props, 'record' | 'number'>): ReactNode {
  const { scan, fields } = useStrings().detail;
  const [kind, setKind] = useState<'call' | 'contact'>(number === null ? 'contact' : 'call');
  const dialString = number?.dialString ?? null;
  const isCall = kind === 'call' && number !== null;
  return (
    <div className={classes['scan']} data-testid="scan-dialog">
      {number === null ? null : (
        <SegmentedControl
          fullWidth
          aria-label={scan.kind}
          value={kind}
          onChange={setKind}
          data={[
            { value: 'call', label: scan.call },
            { value: 'contact', label: scan.contact },
          ]}
        />
      )}
      {isCall ? (
        <Text fw={600} size="xl" ta="center" className={classes['scanned']}>
          {number.text}
        </Text>
      ) : null}
      <ScanCode
        text={isCall ? (telLink(dialString) ?? '') : contactCard(record, fields)}
        label={isCall ? scan.of(number.text) : scan.contact}
      />
      <Text size="sm" c="var(--app-quiet)" ta="center">
        {isCall ? scan.callAdvice : scan.contactAdvice}
      </Text>
    </div>
  );
}
