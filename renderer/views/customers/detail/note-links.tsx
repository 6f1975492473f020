import { Anchor, Text } from '@mantine/core';
import { IconPhone } from '@tabler/icons-react';
import { useDeferredValue, useMemo } from 'react';
import type { ReactNode } from 'react';
import type { CustomerRecord } from '../../../../preload/contract';
import { phoneNumbersOf } from '../../../../preload/contract/phone-numbers';
import { useStrings } from '../../../stores/stores';
import { telLink } from './contact/links';
import { useOutside } from './contact/use-outside';
import classes from './customer-notes.module.css';
import { numbersInNote } from './note-numbers';

/** The telephone numbers in the note as links, which a text field cannot contain. */
export function NoteLinks({
  text,
  record,
}: {
  readonly text: string;
  readonly record: CustomerRecord;
}): ReactNode {
  const { notes } = useStrings();
  const open = useOutside();
  const written = useDeferredValue(text);
  const numbers = useMemo(
    () => numbersInNote(written, phoneNumbersOf(record.phone, record.mobile)),
    [written, record],
  );
  return numbers.length === 0 ? null : (
    <div className={classes['numbers']} data-testid="note-numbers">
      <IconPhone size={14} aria-hidden="true" />
      <Text span size="xs" c="var(--app-quiet)">
        {notes.numbers}
      </Text>
      {numbers.map(({ text: number, dialled }) => {
        const link = telLink(dialled) ?? '';
        return (
          <Anchor key={link} href={link} size="sm" onClick={open(link)}>
            {number}
          </Anchor>
        );
      })}
    </div>
  );
}
