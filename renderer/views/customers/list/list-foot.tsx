import type { ReactNode } from 'react';
import { FoundElsewhere } from './found-elsewhere';
import classes from './list-foot.module.css';
import { ListSums } from './list-sums';
import { ListTotal } from './list-total';
import { SimilarNote } from './similar-note';

/** The line below the list: how many customers it holds, what else was found, and what they have sold. */
export function ListFoot(): ReactNode {
  return (
    <div className={classes['foot']} data-testid="list-foot">
      <div className={classes['counts']}>
        <ListTotal />
        <SimilarNote />
        <FoundElsewhere />
      </div>
      <ListSums />
    </div>
  );
}
