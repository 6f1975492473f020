import { Anchor, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import type { CustomerField, CustomerRecord } from '../../../../preload/contract';
import { parseMailAddresses, parseSiteLink } from '../../../../preload/contract/web-addresses';
import { CopyAction } from '../../../components/copy-action';
import { useUi } from '../../../stores/stores';
import type { Strings } from '../../../strings/it';
import shared from '../shared.module.css';
import { mailLink } from './contact/links';
import { PhoneField } from './contact/phone-field';
import { useOpenOutside } from './contact/use-outside';
import { displayValue } from './display-value';

type Group = 'fiscal' | 'contacts' | 'other';

const GROUPS: Readonly<Record<Group, readonly CustomerField[]>> = {
  fiscal: ['vatNumber', 'sdi', 'fiscalCode'],
  contacts: ['phone', 'mobile', 'email', 'pec', 'url', 'attentionTo'],
  other: ['id', 'deliveryTerms', 'accountNumber', 'externalAccountNumber', 'ourAccountNumber'],
};

interface Props {
  readonly record: CustomerRecord;
  readonly strings: Strings;
}

/** The fields of the customer in groups, and the unknown columns of the portal. */
export function CustomerFields({ record, strings }: Props): ReactNode {
  const { detail } = strings;
  const other = Object.entries(record.other);
  return (
    <>
      {(Object.keys(GROUPS) as Group[]).map((group) => (
        <FieldGroup key={group} title={detail.groups[group]}>
          {GROUPS[group].map((field) =>
            field === 'phone' || field === 'mobile' ? (
              <PhoneField key={field} field={field} record={record} />
            ) : (
              <Field
                key={field}
                label={detail.fields[field]}
                text={displayValue(field, record[field], strings)}
                links={linksIn(field, record[field])}
                strings={strings}
              />
            ),
          )}
        </FieldGroup>
      ))}
      {other.length === 0 ? null : (
        <FieldGroup title={detail.groups.portal} testId="customer-other">
          {other.map(([caption, text]) => (
            <Field key={caption} label={caption} text={text} links={[]} strings={strings} />
          ))}
        </FieldGroup>
      )}
    </>
  );
}

function FieldGroup(props: {
  readonly title: string;
  readonly testId?: string;
  readonly children: ReactNode;
}): ReactNode {
  return (
    <section className={shared['group']} data-testid={props.testId}>
      <Text component="h3" className={shared['groupTitle']}>
        {props.title}
      </Text>
      <dl className={shared['fields']}>{props.children}</dl>
    </section>
  );
}

function Field(props: {
  readonly label: string;
  /** `null` for an empty field. */
  readonly text: string | null;
  readonly links: readonly Link[];
  readonly strings: Strings;
}): ReactNode {
  const { label, text, links } = props;
  const { detail } = props.strings;
  const copy = useUi((state) => state.copy);
  return (
    <div className={shared['field']}>
      <dt>{label}</dt>
      <dd>
        {text === null ? (
          <span className={shared['absent']}>{detail.empty}</span>
        ) : (
          <>
            <LinkedText text={text} links={links} />
            <CopyAction
              className={shared['copy']}
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

/** A part of a text that links out of the app. */
interface Link {
  readonly text: string;
  readonly link: string;
}

/** A text with its links, given in the order of their appearance. */
function LinkedText({ text, links }: { readonly text: string; readonly links: readonly Link[] }): ReactNode {
  const open = useOpenOutside();
  const [first, ...others] = links;
  if (first === undefined) {
    return <span>{text}</span>;
  }
  const at = text.indexOf(first.text);
  const rest = text.slice(at + first.text.length);
  return (
    <span>
      {text.slice(0, at)}
      <Anchor href={first.link} fz="inherit" onClick={open(first.link)}>
        {first.text}
      </Anchor>
      {rest === '' ? null : <LinkedText text={rest} links={others} />}
    </span>
  );
}

/** Returns the links in a value: e-mail addresses or a web site. */
function linksIn(field: CustomerField, value: string | number | null): readonly Link[] {
  if (typeof value !== 'string') {
    return [];
  }
  switch (field) {
    case 'email':
    case 'pec':
      return parseMailAddresses(value).map((address) => ({ text: address, link: mailLink(address) }));
    case 'url': {
      const link = parseSiteLink(value);
      return link === null ? [] : [{ text: value, link }];
    }
    default:
      return [];
  }
}
