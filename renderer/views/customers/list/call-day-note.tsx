import { Button, CloseButton, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { useChosen, useStrings, useToday } from '../../../stores/stores';
import { formatDay, formatNumber } from '../../../strings/format';

/** The result of setting a date for the chosen customers, with an undo button. */
export function CallDayNote({ onLeave }: { readonly onLeave: () => void }): ReactNode {
  const strings = useStrings();
  const today = useToday();
  const { outcome, isBusy, undoCallBack, dismiss } = useChosen((state) => state);
  const { customers, errors, notes, customerFiles } = strings;
  if (outcome === null) {
    return null;
  }
  const close = (
    <CloseButton
      size="xs"
      aria-label={customerFiles.dismiss}
      data-testid="call-day-dismiss"
      onClick={() => {
        dismiss();
        onLeave();
      }}
    />
  );
  if (outcome.kind === 'failed') {
    const { title, advice } = errors[outcome.error.code];
    return (
      <>
        <Text
          component="span"
          inherit
          fw={600}
          c="red"
          role="alert"
          title={advice}
          data-testid="call-day-failed"
        >
          {title}
        </Text>
        {close}
      </>
    );
  }
  const listed = customers.total(outcome.customers, formatNumber(outcome.customers, strings));
  return (
    <>
      <Text component="span" inherit role="status" data-testid="call-day-saved">
        {customers.calledBackOn(listed, formatDay(outcome.dueOn, today, strings))}
      </Text>
      <Button
        size="compact-xs"
        variant="default"
        loading={isBusy}
        data-testid="call-day-undo"
        onClick={() => void undoCallBack().then(onLeave)}
      >
        {notes.undo}
      </Button>
      {close}
    </>
  );
}
