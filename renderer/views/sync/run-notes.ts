import type { CustomerField, ExportWarning, SyncRun } from '../../../preload/contract';
import { formatNumber } from '../../strings/format';
import type { Strings } from '../../strings/it';
import { YEARS_AGO } from '../../strings/years-ago';

/** A sentence about the export that a run read. */
export interface RunNote {
  readonly kind: 'good' | 'plain' | 'attention';
  readonly text: string;
}

type Counted = Strings['sync']['details']['counted'];

/** Returns the notes on the export of a run: its sums, its columns, and the counted warnings. */
export function runNotes(run: SyncRun, strings: Strings): readonly RunNote[] {
  const notes = [...sumNotes(run, strings), ...columnNotes(run, strings), ...countedNotes(run, strings)];
  // Two columns with the same caption would produce the same note twice.
  return [...new Map(notes.map((note) => [note.text, note])).values()];
}

function sumNotes({ reading }: SyncRun, strings: Strings): RunNote[] {
  const { printed, verified } = reading?.sums ?? { printed: 0, verified: 0 };
  if (printed === 0) {
    return [];
  }
  const text = strings.sync.details.sums(formatNumber(verified, strings), formatNumber(printed, strings));
  return [{ kind: verified === printed ? 'good' : 'attention', text }];
}

function columnNotes({ reading, warnings, startedAt }: SyncRun, strings: Strings): RunNote[] {
  const year = new Date(startedAt).getFullYear();
  const { details } = strings.sync;
  const notes = reading?.columns ?? [];
  const of = (wanted: ExportWarning['code']): ExportWarning[] => notes.filter(({ code }) => code === wanted);
  const together = (
    code: ExportWarning['code'],
    names: readonly string[],
    say: (count: number, list: string) => string,
  ): RunNote[] => {
    const count = Math.max(names.length, warnings[code] ?? 0);
    const left = count - names.length;
    const list = names.join(', ');
    return names.length === 0
      ? []
      : [plain(say(count, left === 0 ? list : details.more(list, formatNumber(left, strings))))];
  };
  const customers = [...new Set(of('UNREADABLE_TEXT').map(({ id = '' }) => id))];
  const unknown = of('UNKNOWN_COLUMN').map(({ column = '' }) => column);
  const hidden = of('MISSING_OPTIONAL_COLUMN').map(({ field }) => fieldName(field, year, strings));
  return [
    ...of('SUM_MISMATCH').map(({ column, field }) =>
      attention(details.sumMismatch(column ?? fieldName(field, year, strings))),
    ),
    ...of('UNREADABLE_COLUMN').map(({ column = '', example = '' }) =>
      attention(details.unreadableColumn(column, example)),
    ),
    ...of('AMBIGUOUS_COLUMN').map(({ column = '' }) => attention(details.ambiguousColumn(column))),
    ...(customers.length === 0
      ? []
      : [attention(details.unreadableText(customers.length, customers.join(', ')))]),
    ...of('SIMILAR_COLUMN').map(({ column = '', expected = '' }) =>
      attention(details.similarColumn(column, expected)),
    ),
    ...of('EMPTIED_COLUMN').map(({ column, field }) =>
      attention(details.emptiedColumn(column ?? fieldName(field, year, strings))),
    ),
    ...together('UNKNOWN_COLUMN', unknown, details.unknownColumns),
    ...together('MISSING_OPTIONAL_COLUMN', hidden, details.hiddenColumns),
  ];
}

/** Returns notes on the warnings for which the run stored a number but no columns. */
function countedNotes({ reading, warnings }: SyncRun, strings: Strings): RunNote[] {
  const { counted, countedOther } = strings.sync.details;
  const named = new Set<string>(reading?.columns.map(({ code }) => code));
  return Object.entries(warnings)
    .filter(([code, count]) => count > 0 && !named.has(code))
    .map(([code, count]) => {
      const say = isCode(code, counted) ? counted[code] : countedOther;
      return plain(say(count, formatNumber(count, strings)));
    });
}

/** Whether this version of the app knows a code, which another version may have stored. */
function isCode(code: string, counted: Counted): code is keyof Counted {
  return Object.hasOwn(counted, code);
}

/** Returns an unambiguous name of a field, with the year if several fields share the name. */
function fieldName(field: CustomerField | undefined, year: number, strings: Strings): string {
  if (field === undefined) {
    return '';
  }
  const yearsAgo = field === 'orderCount' || field === 'salesCents' ? 0 : YEARS_AGO[field];
  const name = strings.detail.fields[field];
  return yearsAgo === undefined ? name : strings.customers.ofYear(name, String(year - yearsAgo));
}

function plain(text: string): RunNote {
  return { kind: 'plain', text };
}

function attention(text: string): RunNote {
  return { kind: 'attention', text };
}
