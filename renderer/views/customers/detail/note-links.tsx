import { Anchor, Text } from '@mantine/core';
import { IconPhone } from '@tabler/icons-react';
import { useDeferredValue, useMemo } from 'react';
import type { ReactNode } from 'react';
import type { CustomerRecord } from '../../../../preload/contract';
import { collectPhoneNumbers } from '../../../../preload/contract/phone-numbers';
import { useStrings } from '../../../stores/stores';
import { telLink } from './contact/links';
import { useOpenOutside } from './contact/use-outside';
import classes from './customer-notes.module.css';
import { findNumbersInNote } from './note-numbers';

/** The telephone numbers in the note as links, which a text field cannot contain. */
export function NoteLinks({
  text,
  record,
}: {
  readonly text: string;
  readonly record: CustomerRecord;
}): ReactNode {
  const { notes } = useStrings();
  const open = useOpenOutside();
  const written = useDeferredValue(text);
  const numbers = useMemo(
    () => findNumbersInNote(written, collectPhoneNumbers(record.phone, record.mobile)),
    [written, record],
  );
  return numbers.length === 0 ? null : (
    <div className={classes['numbers']} data-testid="note-numbers">
      <IconPhone size={14} aria-hidden="true" />
      <Text span size="xs" c="var(--app-quiet)">
        {notes.numbers}
      </Text>
      {numbers.map(({ text: number, dialString }) => {
        const link = telLink(dialString) ?? '';
        return (
          <Anchor key={link} href={link} size="sm" onClick={open(link)}>
            {number}
          </Anchor>
        );
      })}
    </div>
  );
}
