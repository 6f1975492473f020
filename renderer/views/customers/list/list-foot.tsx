import type { KeyboardEvent, ReactNode } from 'react';
import { useChosen } from '../../../stores/stores';
import { CallDayNote } from './call-day-note';
import { ChosenActions } from './chosen-actions';
import { FoundElsewhere } from './found-elsewhere';
import classes from './list-foot.module.css';
import { ListSums } from './list-sums';
import { ListTotal } from './list-total';
import { SimilarNote } from './similar-note';

/**
 * The line below the list: the number of customers, matches in other kinds and total sales. If
 * customers are chosen, it shows their actions. `onLeave` returns the focus to the list.
 */
export function ListFoot({ onLeave }: { readonly onLeave: () => void }): ReactNode {
  const isAnyChosen = useChosen((state) => state.ids.size > 0);
  const hasOutcome = useChosen((state) => state.outcome !== null);
  const clear = useChosen((state) => state.clear);
  const onKeyDown = (event: KeyboardEvent<HTMLElement>): void => {
    // Dialogs and popovers handle Escape themselves.
    if (isAnyChosen && event.key === 'Escape' && event.currentTarget.contains(event.target as Node)) {
      clear();
      onLeave();
    }
  };
  return (
    <div className={classes['foot']} data-testid="list-foot" onKeyDown={onKeyDown}>
      <div className={classes['counts']}>
        {isAnyChosen && hasOutcome ? null : <ListTotal />}
        {isAnyChosen || hasOutcome ? null : (
          <>
            <SimilarNote />
            <FoundElsewhere />
          </>
        )}
      </div>
      <div className={classes['chosen']}>
        {hasOutcome ? <CallDayNote onLeave={onLeave} /> : null}
        {isAnyChosen ? <ChosenActions onLeave={onLeave} /> : null}
      </div>
      {isAnyChosen || hasOutcome ? null : <ListSums />}
    </div>
  );
}
