import { Button, Checkbox, Popover } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import { useState } from 'react';
import type { ReactNode } from 'react';
import type { CustomerKind } from '../../../../preload/contract';
import { isProspect } from '../../../stores/customer-kinds';
import { useQuestionParts, useStrings } from '../../../stores/stores';
import { formatNumber } from '../../../strings/format';
import classes from './kind-filter.module.css';
import { kindName } from './kind-name';

/** Of each sort the kind with the most customers first, as they come. */
function ownFirst(one: CustomerKind, other: CustomerKind): number {
  return Number(isProspect(one)) - Number(isProspect(other));
}

/** Which kinds of customers are listed, one by one, with how many there are of each; where there are several. */
export function KindFilter(): ReactNode {
  const strings = useStrings();
  const { customers } = strings;
  const { kinds, kindChoices, isWidened, setKinds } = useQuestionParts(
    'kinds',
    'kindChoices',
    'isWidened',
    'setKinds',
  );
  const [isOpen, setOpen] = useState(false);
  if (kindChoices.length < 2) {
    return null;
  }
  const all = kindChoices.map(({ kind }) => kind);
  const chosen = isWidened || kinds === null ? all : all.filter((kind) => kinds.includes(kind));
  const choose = (next: readonly string[]): void =>
    setKinds(next.length === 0 || next.length === all.length ? null : next);
  return (
    <Popover opened={isOpen} onChange={setOpen} trapFocus returnFocus position="bottom-start" shadow="md">
      <Popover.Target>
        <Button
          size="xs"
          variant="default"
          fw={400}
          aria-label={`${customers.kindFilter}: ${
            chosen.length === all.length
              ? customers.allKinds
              : customers.kindsChosen(chosen.length, all.length)
          }`}
          rightSection={<IconChevronDown size={14} aria-hidden="true" />}
          className={classes['kindsButton'] ?? ''}
          data-testid="kinds-open"
          onClick={() => setOpen(!isOpen)}
        >
          {chosen.length === all.length
            ? customers.allKinds
            : customers.kindsChosen(chosen.length, all.length)}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label={customers.kindFilter} data-testid="kinds">
        <div className={classes['kinds']}>
          {[...kindChoices].sort(ownFirst).map((one) => (
            <Checkbox
              key={one.kind}
              size="xs"
              checked={chosen.includes(one.kind)}
              label={
                <>
                  {kindName(one, strings, 'many')}{' '}
                  <span className={classes['kindCount']}>{formatNumber(one.customers, strings)}</span>
                </>
              }
              data-testid={`kind-${one.kind === '' ? 'none' : one.kind}`}
              onChange={({ currentTarget: { checked } }) =>
                choose(checked ? [...chosen, one.kind] : chosen.filter((kind) => kind !== one.kind))
              }
            />
          ))}
        </div>
      </Popover.Dropdown>
    </Popover>
  );
}
