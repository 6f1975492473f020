import { Button, Group, Popover, Text } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useChosen, useList, useStrings, useCustomerFile, useToday } from '../../../stores/stores';
import { formatNumber } from '../../../strings/format';
import { CallDays } from '../detail/call-days';
import { useCalendar } from '../detail/use-calendar';
import { usePrintList } from '../tools/use-print-list';

interface Props {
  /** Called when the choice is cleared, which removes the focused button. */
  readonly onLeave: () => void;
}

/** The number of chosen customers, and the actions for all of them. */
export function ChosenActions({ onLeave }: Props): ReactNode {
  const strings = useStrings();
  const { customers, customerFiles } = strings;
  const { ids, clear } = useChosen((state) => state);
  const { ask, isBusy } = useCustomerFile((state) => state);
  const loadCaptions = useList((state) => state.loadCaptions);
  const print = usePrintList();
  return (
    <>
      <Text component="span" inherit fw={600} role="status" data-testid="chosen-count">
        {customers.chosen(ids.size, formatNumber(ids.size, strings))}
      </Text>
      <Button
        size="compact-xs"
        variant="default"
        data-testid="chosen-export"
        onClick={() => {
          void loadCaptions();
          ask({ kind: 'chosen', ids: [...ids] });
        }}
      >
        {customerFiles.exportChosen}
      </Button>
      <Button
        size="compact-xs"
        variant="default"
        disabled={isBusy}
        data-testid="chosen-print"
        onClick={print}
      >
        {customerFiles.printChosen}
      </Button>
      <CallBack onLeave={onLeave} />
      <Button
        size="compact-xs"
        variant="subtle"
        data-testid="chosen-clear"
        onClick={() => {
          clear();
          onLeave();
        }}
      >
        {customerFiles.leaveChosen}
      </Button>
    </>
  );
}

/** The button to call the chosen customers back: suggested days, or any other from a calendar. */
function CallBack({ onLeave }: Props): ReactNode {
  const strings = useStrings();
  const today = useToday();
  const { callBack, isBusy } = useChosen((state) => state);
  const { isOpen, setOpen, toggle, Calendar } = useCalendar();
  const label = strings.customers.columns.dueOn;
  const choose = async (day: string): Promise<void> => {
    setOpen(false);
    await callBack(day);
    onLeave();
  };
  return (
    <Popover opened={isOpen} onChange={setOpen} trapFocus returnFocus position="top-end" shadow="md">
      <Popover.Target>
        <Button
          size="compact-xs"
          variant="default"
          loading={isBusy}
          rightSection={<IconChevronDown size={13} aria-hidden="true" />}
          data-testid="chosen-recall"
          onClick={() => void toggle()}
        >
          {label}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label={label} data-testid="chosen-days">
        <Group gap={6} mb="xs">
          <CallDays
            today={today}
            strings={strings}
            testId="chosen-day"
            takesFocus
            onChoose={(day) => void choose(day)}
          />
        </Group>
        {Calendar === null ? null : (
          <Calendar dueOn={null} today={today} strings={strings} onChoose={(day) => void choose(day)} />
        )}
      </Popover.Dropdown>
    </Popover>
  );
}
