import { Button, Text, VisuallyHidden } from '@mantine/core';
import { IconDeviceMobile, IconPhone } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { CustomerRecord } from '../../../../../preload/contract';
import { collectPhoneNumbers } from '../../../../../preload/contract/phone-numbers';
import { CopyAction } from '../../../../components/copy-action';
import { useStrings, useUi } from '../../../../stores/stores';
import type { Call } from './links';
import { listCalls } from './links';
import classes from './phone-lines.module.css';
import { ScanAction } from './scan-action';
import { useOpenOutside } from './use-outside';

/** The valid numbers as call buttons; the first one is the largest. */
export function PhoneLines({ record }: { readonly record: CustomerRecord }): ReactNode {
  const { detail } = useStrings();
  const calls = listCalls(record);
  const [useless] = collectPhoneNumbers(record.phone, record.mobile);
  return (
    <div className={classes['lines']}>
      {calls.map((call) => (
        <PhoneLine key={call.link} record={record} call={call} />
      ))}
      {calls.length === 0 ? (
        <div className={classes['line']}>
          <Text size="sm" c="var(--app-quiet)" className={classes['number']} data-testid="no-phone">
            {useless === undefined ? detail.noPhone : `${useless.text} · ${detail.notANumber}`}
          </Text>
          <ScanAction record={record} number={null} testId="scan-open" isFirst />
        </div>
      ) : null}
    </div>
  );
}

function PhoneLine({ record, call }: { readonly record: CustomerRecord; readonly call: Call }): ReactNode {
  const { kind, number, link } = call;
  const { detail } = useStrings();
  const copy = useUi((state) => state.copy);
  const open = useOpenOutside();
  const Icon = number.isMobile ? IconDeviceMobile : IconPhone;
  const isFirst = kind === 'call';
  return (
    <div className={classes['line']}>
      <Button
        component="a"
        href={link}
        className={classes['number'] ?? ''}
        h={isFirst ? 36 : 28}
        fz={isFirst ? 16 : 13}
        size="xs"
        variant={isFirst ? 'light' : 'default'}
        leftSection={<Icon size={isFirst ? 18 : 15} aria-hidden="true" />}
        data-testid={`contact-${kind}`}
        onClick={open(link)}
      >
        <VisuallyHidden>{detail.call}</VisuallyHidden> {number.text}{' '}
        {number.note === null ? null : <span className={classes['note']}>{number.note}</span>}
      </Button>
      <CopyAction
        label={detail.copy(number.text)}
        copiedLabel={detail.copied}
        onCopy={async () => (await copy(number.text)) === null}
      />
      <ScanAction
        record={record}
        number={number}
        testId={isFirst ? 'scan-open' : 'scan-line'}
        isFirst={isFirst}
      />
    </div>
  );
}
