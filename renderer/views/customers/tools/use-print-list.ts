import { isShown } from '../../../stores/list-store';
import {
  useChosenNow,
  useList,
  useListQueryNow,
  useRowsNow,
  useStrings,
  useCustomerFile,
} from '../../../stores/stores';
import { formatNumber } from '../../../strings/format';
import { listInWords } from './filters/filters-in-words';

/** Returns a function that prints the chosen customers or the list, with a heading in words. */
export function usePrintList(): () => void {
  const strings = useStrings();
  const { customers, customerFiles } = strings;
  const views = useList((state) => state.views);
  const print = useCustomerFile((state) => state.print);
  const queryNow = useListQueryNow();
  const rowsNow = useRowsNow();
  const chosenNow = useChosenNow();
  return () => {
    const { ids } = chosenNow();
    const query = queryNow();
    const view = views.find((one) => isShown(one, query))?.name ?? null;
    const heading = listInWords(query, view, strings);
    if (ids.size > 0) {
      const listed = customers.total(ids.size, formatNumber(ids.size, strings));
      void print({ kind: 'chosen', ids: [...ids] }, [customerFiles.chosenHeading(listed), ...heading]);
    } else if ((rowsNow().total ?? 0) > 0) {
      void print({ kind: 'list' }, heading);
    }
  };
}
