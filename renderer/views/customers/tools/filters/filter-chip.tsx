import { CloseButton, UnstyledButton } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import type { ComponentProps, ReactNode } from 'react';
import { useStrings } from '../../../../stores/stores';
import classes from './filter-chip.module.css';

interface Props {
  readonly label: string;
  /** The filter's value in words; `null` if the filter is not set. */
  readonly inForce: string | null;
  readonly testId: string;
  readonly onClear: () => void;
  /** Wraps the button in its popover or menu. */
  readonly around: (button: ReactNode) => ReactNode;
  readonly onClick: () => void;
}

/** The button of a filter. While the filter is set, it shows the value and a button to clear it. */
export function FilterChip({ label, inForce, testId, onClear, around, onClick }: Props): ReactNode {
  const { customers } = useStrings();
  return (
    <div className={classes['chip']} data-active={inForce === null ? undefined : true}>
      {around(
        <OpenButton
          aria-label={inForce === null ? label : `${label}: ${inForce}`}
          title={inForce ?? undefined}
          data-testid={testId}
          onClick={onClick}
        >
          <span className={classes['text']}>{inForce ?? label}</span>
          {inForce === null ? (
            <IconChevronDown className={classes['arrow']} size={14} aria-hidden="true" />
          ) : null}
        </OpenButton>,
      )}
      {inForce === null ? null : (
        <CloseButton
          className={classes['away'] ?? ''}
          size={18}
          aria-label={customers.takeAway(label)}
          data-testid={`${testId}-clear`}
          onClick={onClear}
        />
      )}
    </div>
  );
}

/** Forwards the attributes that a popover or menu sets on its target. */
function OpenButton({ className = '', ...props }: ComponentProps<'button'>): ReactNode {
  return <UnstyledButton className={`${classes['open'] ?? ''} ${className}`} {...props} />;
}
