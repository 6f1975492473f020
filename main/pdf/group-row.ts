import { appError } from '../../preload/contract/errors';

export const GROUPED_LIST = appError('GROUPED_LIST', 'The rows of the list are grouped by a column');

/** `TYPE: Debitor (Count=12)`: the caption of the column that rows are grouped by, and what they have in common. */
const GROUP = /^[^:=]*\p{L}[^:=]*:{1,2}\s/u;

/** Whether a row begins a group: nothing stands in it but what its group has in common. */
export function isGroupRow(cells: readonly string[]): boolean {
  const filled = cells.filter((text) => text !== '');
  return filled.length === 1 && GROUP.test(filled[0] ?? '');
}
