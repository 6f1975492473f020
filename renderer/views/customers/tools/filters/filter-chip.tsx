import { CloseButton, UnstyledButton } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import type { ComponentProps, ReactNode } from 'react';
import { useStrings } from '../../../../stores/stores';
import classes from './filter-chip.module.css';

interface Props {
  /** The name of the filter. */
  readonly label: string;
  /** The customers that it leaves, in words; `null` while it leaves all of them. */
  readonly inForce: string | null;
  readonly testId: string;
  readonly onClear: () => void;
  /** Wraps the button in what opens from it. */
  readonly around: (button: ReactNode) => ReactNode;
  readonly onClick: () => void;
}

/** A button that opens a filter. In force it says so in place, with a cross that takes it away. */
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

/** What the chip opens from puts its own attributes on it. */
function OpenButton({ className = '', ...props }: ComponentProps<'button'>): ReactNode {
  return <UnstyledButton className={`${classes['open'] ?? ''} ${className}`} {...props} />;
}
