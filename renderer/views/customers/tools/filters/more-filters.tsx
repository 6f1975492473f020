import { Checkbox, NumberInput, Popover, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { SALES_BOUND } from '../../../../../preload/contract/values';
import { findScope, defaultKinds } from '../../../../stores/customer-kinds';
import { useListQueryParts, useStrings } from '../../../../stores/stores';
import { FilterChip } from './filter-chip';
import { rareFiltersInWords } from './filters-in-words';
import { KindFilter } from './kind-filter';
import classes from './more-filters.module.css';

const CENTS = 100;
const POSTAL_CODE_LENGTH = 5;

/** The less common filters in one popover: postal code, telephone, sales and kinds. */
export function MoreFilters(): ReactNode {
  const strings = useStrings();
  const { customers } = strings;
  const { setFilters, setKinds, ...parts } = useListQueryParts(
    'postalCode',
    'withPhone',
    'salesFrom',
    'salesTo',
    'kinds',
    'kindChoices',
    'setFilters',
    'setKinds',
  );
  const [isOpen, setOpen] = useState(false);
  const inForce = rareFiltersInWords(parts, strings);
  const clear = (): void => {
    setFilters({ postalCode: null, withPhone: false, salesFrom: null, salesTo: null });
    if (findScope(parts.kindChoices, parts.kinds) === 'some') {
      setKinds(defaultKinds(parts.kindChoices));
    }
  };
  return (
    <Popover opened={isOpen} onChange={setOpen} trapFocus returnFocus position="bottom-end" shadow="md">
      <FilterChip
        label={customers.moreFilters}
        inForce={inForce.length > 1 ? customers.filtersInForce(inForce.length) : (inForce[0] ?? null)}
        testId="filters-open"
        onClick={() => setOpen(!isOpen)}
        onClear={clear}
        around={(button) => <Popover.Target>{button}</Popover.Target>}
      />
      <Popover.Dropdown aria-label={customers.moreFilters} data-testid="filters">
        <div className={classes['groups']}>
          <TextInput
            size="xs"
            label={customers.postalCode}
            inputMode="numeric"
            maxLength={POSTAL_CODE_LENGTH}
            data-testid="filter-postal-code"
            value={parts.postalCode ?? ''}
            onChange={({ currentTarget: { value } }) => {
              const digits = value.replace(/\D/g, '');
              setFilters({ postalCode: digits === '' ? null : digits });
            }}
          />
          <Checkbox
            size="xs"
            label={customers.withPhone}
            data-testid="filter-phone"
            checked={parts.withPhone}
            onChange={({ currentTarget: { checked } }) => setFilters({ withPhone: checked })}
          />
          <div className={classes['bounds']}>
            <Bound part="salesFrom" label={customers.salesFrom} />
            <Bound part="salesTo" label={customers.salesTo} />
          </div>
          <KindFilter />
        </div>
      </Popover.Dropdown>
    </Popover>
  );
}

/** One bound of this year's sales, in euros with optional cents. */
function Bound({
  part,
  label,
}: {
  readonly part: 'salesFrom' | 'salesTo';
  readonly label: string;
}): ReactNode {
  const { locale } = useStrings();
  const { [part]: cents, setFilters } = useListQueryParts(part, 'setFilters');
  const isItalian = locale.startsWith('it');
  // The raw input is kept, because "12," is already a number and must not lose its comma.
  const [typed, setTyped] = useState<string | number>('');
  const known = cents === null ? '' : cents / CENTS;
  return (
    <NumberInput
      size="xs"
      label={label}
      suffix=" €"
      hideControls
      decimalScale={2}
      max={SALES_BOUND / CENTS}
      min={-SALES_BOUND / CENTS}
      clampBehavior="strict"
      decimalSeparator={isItalian ? ',' : '.'}
      thousandSeparator={isItalian ? '.' : ','}
      data-testid={`filter-${part}`}
      value={centsOf(typed) === cents ? typed : known}
      onChange={(value) => {
        setTyped(value);
        setFilters({ [part]: centsOf(value) });
      }}
    />
  );
}

function centsOf(typed: string | number): number | null {
  const euros = typed === '' ? NaN : Number(typed);
  return Number.isNaN(euros) ? null : Math.round(euros * CENTS);
}
