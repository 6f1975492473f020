import { Checkbox } from '@mantine/core';
import type { ReactNode } from 'react';
import type { CustomerKind } from '../../../../../preload/contract';
import { isProspect } from '../../../../stores/customer-kinds';
import { useCount, useListQueryParts, useStrings } from '../../../../stores/stores';
import { formatNumber } from '../../../../strings/format';
import { kindName } from '../kind-name';
import classes from './more-filters.module.css';

/** Sorts own kinds before prospects and otherwise keeps the order, most customers first. */
function ownFirst(one: CustomerKind, other: CustomerKind): number {
  return Number(isProspect(one)) - Number(isProspect(other));
}

/** The filter by single kinds with their counts. Hidden if there is only one kind. */
export function KindFilter(): ReactNode {
  const { customers } = useStrings();
  const { kinds, kindChoices, isWidened, setKinds } = useListQueryParts(
    'kinds',
    'kindChoices',
    'isWidened',
    'setKinds',
  );
  if (kindChoices.length < 2) {
    return null;
  }
  const all = kindChoices.map(({ kind }) => kind);
  const chosen = isWidened || kinds === null ? all : all.filter((kind) => kinds.includes(kind));
  const choose = (next: readonly string[]): void =>
    setKinds(next.length === 0 || next.length === all.length ? null : next);
  return (
    <fieldset className={classes['kinds']} data-testid="kinds">
      <legend>{customers.kindFilter}</legend>
      {[...kindChoices].sort(ownFirst).map((one) => (
        <KindChoice
          key={one.kind}
          kind={one}
          isChosen={chosen.includes(one.kind)}
          onChange={(isChosen) =>
            choose(isChosen ? [...chosen, one.kind] : chosen.filter((kind) => kind !== one.kind))
          }
        />
      ))}
    </fieldset>
  );
}

function KindChoice({
  kind,
  isChosen,
  onChange,
}: {
  readonly kind: CustomerKind;
  readonly isChosen: boolean;
  readonly onChange: (isChosen: boolean) => void;
}): ReactNode {
  const strings = useStrings();
  const count = useCount(`kind:${kind.kind}`);
  return (
    <Checkbox
      size="xs"
      checked={isChosen}
      label={
        <>
          {kindName(kind, strings, 'many')}{' '}
          <span className={classes['count']}>{count === undefined ? '' : formatNumber(count, strings)}</span>
        </>
      }
      data-testid={`kind-${kind.kind === '' ? 'none' : kind.kind}`}
      onChange={({ currentTarget: { checked } }) => onChange(checked)}
    />
  );
}
