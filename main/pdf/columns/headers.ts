import type { CustomerField, ExportWarning } from '../../../preload/contract';
import { KNOWN_CAPTIONS, MISTRANSLATED_CAPTIONS, foldCaption } from './captions';
import { SalesYears } from './sales-years';
import { similarField } from './similar-captions';

/**
 * The meaning of a column: a field of the record, or `other`, which keeps its own caption.
 * `similar` is the field that the caption nearly names; the values must fit that field, too. An
 * `unread` column is left out, so that known values stay; `warning` has the reason.
 */
export type Column =
  | { readonly kind: 'field'; readonly field: CustomerField; readonly caption: string }
  | {
      readonly kind: 'other';
      readonly caption: string;
      readonly similar: { readonly field: CustomerField; readonly expected: string } | null;
    }
  | { readonly kind: 'unread'; readonly caption: string; readonly warning: ExportWarning };

/** Real captions are shorter. A longer one in a hostile file is cut to this many characters. */
const MAX_CAPTION_LENGTH = 200;
const NO_CAPTION = '?';

const FIELDS_BY_CAPTION: ReadonlyMap<string, readonly CustomerField[]> = byCaption();

const MISTRANSLATED: ReadonlySet<string> = new Set(MISTRANSLATED_CAPTIONS.map(foldCaption));

/** The columns of a cycle, and the evidence for years that the captions do not name. */
export interface RecognisedColumns {
  readonly columns: readonly Column[];
  readonly years: SalesYears;
}

/** Returns the meaning of each header. Sales columns get a missing year by their position. */
export function recognise(headers: readonly string[]): readonly Column[] {
  return recogniseWithYears(headers).columns;
}

/** Recognises columns and also returns the {@link SalesYears} that judge the rows. */
export function recogniseWithYears(headers: readonly string[]): RecognisedColumns {
  const fields = namedFields(headers);
  const isYearless = headers.map((header) => (named(header)?.length ?? 0) > 1);
  const taken = new Set(fields.filter((field) => field !== null));
  const similar = headers.map((header, index) =>
    fields[index] === null && isYearless[index] === false ? similarField(header, taken) : null,
  );
  const isUniqueMatch = (field: CustomerField): boolean =>
    similar.filter((one) => one?.field === field).length === 1;
  const captions = new Map<string, number>();
  const columns = headers.map((header, index): Column => {
    const field = fields[index] ?? null;
    if (field !== null) {
      return { kind: 'field', field, caption: header };
    }
    const meant = similar[index] ?? null;
    return {
      kind: 'other',
      // Two columns of sales may share a caption; the year distinguishes them.
      caption: isYearless[index] === true ? header : ownCaption(header, captions),
      similar: meant !== null && isUniqueMatch(meant.field) ? meant : null,
    };
  });
  const years = new SalesYears(fields, isYearless);
  return { columns: assignYears(columns, years), years };
}

/** Assigns a field to each sales column without a year. Leaves out a column in doubt. */
export function assignYears(columns: readonly Column[], years: SalesYears): readonly Column[] {
  const decided = years.decide();
  return columns.map((column, index): Column => {
    if (!years.columns.includes(index)) {
      return column;
    }
    const field = decided?.get(index);
    const { caption } = column;
    return field === undefined
      ? { kind: 'unread', caption, warning: { code: 'AMBIGUOUS_COLUMN', column: caption } }
      : { kind: 'field', field, caption };
  });
}

function named(header: string): readonly CustomerField[] | undefined {
  return FIELDS_BY_CAPTION.get(foldCaption(header));
}

/** Returns the field of each caption; `null` for no field, several fields, or another column's. */
function namedFields(headers: readonly string[]): readonly (CustomerField | null)[] {
  const isWrong = headers.map((header) => MISTRANSLATED.has(foldCaption(header)));
  const certainFields = new Set(
    headers.flatMap((header, index) => (isWrong[index] === true ? [] : named(header))),
  );
  const taken = new Set<CustomerField>();
  return headers.map((header, index) => {
    const [field, another] = named(header) ?? [];
    const isFree = field !== undefined && another === undefined && !taken.has(field);
    if (!isFree || (isWrong[index] === true && certainFields.has(field))) {
      return null;
    }
    taken.add(field);
    return field;
  });
}

/** Whether a header is the ID column's, which appears once in each cycle and marks its length. */
export function isIdHeader(header: string): boolean {
  return named(header)?.[0] === 'id';
}

/** Makes a caption unique: the second of two equal captions gets a 2, as on the portal. */
function ownCaption(header: string, seen: Map<string, number>): string {
  const caption = header === '' ? NO_CAPTION : header.slice(0, MAX_CAPTION_LENGTH);
  const times = (seen.get(caption) ?? 0) + 1;
  seen.set(caption, times);
  return times === 1 ? caption : `${caption} ${times}`;
}

function byCaption(): ReadonlyMap<string, readonly CustomerField[]> {
  const fields = new Map<string, CustomerField[]>();
  for (const { field, caption } of KNOWN_CAPTIONS) {
    const folded = foldCaption(caption);
    fields.set(folded, [...new Set([...(fields.get(folded) ?? []), field])]);
  }
  return fields;
}
