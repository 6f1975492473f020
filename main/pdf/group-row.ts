import { appError } from '../../preload/contract/errors';

export const GROUPED_LIST = appError('GROUPED_LIST', 'The rows of the list are grouped by a column');

/** The start of a group, `TYPE: Debitor (Count=12)`: the grouping column and the shared value. */
const GROUP = /^[^:=]*\p{L}[^:=]*:{1,2}\s/u;

/** Whether a row begins a group: its only filled cell names the group. */
export function isGroupRow(cells: readonly string[]): boolean {
  const filled = cells.filter((text) => text !== '');
  return filled.length === 1 && GROUP.test(filled[0] ?? '');
}
