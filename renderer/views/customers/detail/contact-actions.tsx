import { Button, Text } from '@mantine/core';
import {
  IconBrandWhatsapp,
  IconDeviceMobile,
  IconMail,
  IconMailCheck,
  IconMapPin,
  IconPhone,
  IconWorld,
} from '@tabler/icons-react';
import { useState } from 'react';
import type { MouseEvent, ReactNode } from 'react';
import type { AppError, CustomerRecord } from '../../../../preload/contract';
import { phoneNumbersOf } from '../../../../preload/contract/phone-numbers';
import { useStrings, useUi } from '../../../stores/stores';
import classes from './contact-actions.module.css';
import type { ContactKind } from './links';
import { contactsOf } from './links';
import { ScanAction } from './scan-action';

const ICONS: Readonly<Record<ContactKind, typeof IconPhone>> = {
  call: IconPhone,
  mobile: IconDeviceMobile,
  whatsApp: IconBrandWhatsapp,
  email: IconMail,
  pec: IconMailCheck,
  map: IconMapPin,
  site: IconWorld,
};

/** One click to call, write to or find the customer, here or by the phone in the pocket: only what the record gives. */
export function ContactActions({ record }: { readonly record: CustomerRecord }): ReactNode {
  const { detail, errors } = useStrings();
  const { open, failure } = useOutside();
  const contacts = contactsOf(record);
  const number = phoneNumbersOf(record.phone, record.mobile).find(({ dialled }) => dialled !== null) ?? null;
  return (
    <div className={classes['contacts']}>
      {contacts.map(({ kind, link, address }) => {
        const Icon = ICONS[kind];
        return (
          <Button
            key={link + kind}
            component="a"
            href={link}
            size="xs"
            variant="light"
            leftSection={<Icon size={16} aria-hidden="true" />}
            data-testid={`contact-${kind}`}
            onClick={open(link)}
          >
            {address === null ? detail.contact[kind] : `${detail.contact[kind]}: ${address}`}
          </Button>
        );
      })}
      <ScanAction record={record} number={number} look="button" />
      {failure === null ? null : (
        <Text size="xs" c="red" role="alert">
          {errors[failure.code].title}
        </Text>
      )}
    </div>
  );
}

/** A click that leaves the app by the one way there is: main looks at the link first. */
export function useOutside(): {
  readonly open: (link: string) => (event: MouseEvent) => void;
  readonly failure: AppError | null;
} {
  const openOutside = useUi((state) => state.openOutside);
  const [failure, setFailure] = useState<AppError | null>(null);
  return {
    failure,
    open: (link) => (event) => {
      event.preventDefault();
      void openOutside(link).then(setFailure);
    },
  };
}
