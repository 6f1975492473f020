import { Button } from '@mantine/core';
import {
  IconBrandWhatsapp,
  IconExternalLink,
  IconMail,
  IconMailCheck,
  IconMapPin,
  IconWorld,
} from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { CustomerRecord } from '../../../../../preload/contract';
import { hasPortal } from '../../../../stores/settings-store';
import { useSettings, useStrings, useUi } from '../../../../stores/stores';
import classes from './contact-actions.module.css';
import type { ContactKind } from './links';
import { listContacts } from './links';
import { useOpenOutside } from './use-outside';

const ICONS: Readonly<Record<ContactKind, typeof IconMail>> = {
  whatsApp: IconBrandWhatsapp,
  email: IconMail,
  pec: IconMailCheck,
  map: IconMapPin,
  site: IconWorld,
};

const LOOK = { size: 'compact-sm', variant: 'light', h: 30, fz: 12, fw: 500 } as const;

/** The buttons to write to the customer, find it on the map, or open the portal. */
export function ContactActions({ record }: { readonly record: CustomerRecord }): ReactNode {
  const { detail } = useStrings();
  const open = useOpenOutside();
  const openPortal = useUi((state) => state.openPortal);
  const isPortalThere = useSettings(({ snapshot }) => hasPortal(snapshot));
  return (
    <div className={classes['contacts']} data-testid="contacts">
      {listContacts(record).map(({ kind, link, address }) => {
        const Icon = ICONS[kind];
        return (
          <Button
            key={link + kind}
            {...LOOK}
            component="a"
            href={link}
            leftSection={<Icon size={14} aria-hidden="true" />}
            data-testid={`contact-${kind}`}
            onClick={open(link)}
          >
            {address === null ? detail.contact[kind] : `${detail.contact[kind]}: ${address}`}
          </Button>
        );
      })}
      {isPortalThere ? (
        <Button
          {...LOOK}
          leftSection={<IconExternalLink size={14} aria-hidden="true" />}
          aria-label={detail.openPortal}
          title={detail.openPortal}
          data-testid="open-portal"
          onClick={() => void openPortal()}
        >
          {detail.portal}
        </Button>
      ) : null}
    </div>
  );
}
