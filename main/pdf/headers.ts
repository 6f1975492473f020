import type { CustomerField } from '../../preload/contract';
import { KNOWN_CAPTIONS, foldCaption } from './captions';
import { similarField } from './similar-captions';

/**
 * A column's meaning: a field of the record, or a column that is none of them, which is kept under its own caption;
 * `similar` is the field that its caption nearly names, if its values fit too.
 */
export type Column =
  | { readonly kind: 'field'; readonly field: CustomerField; readonly caption: string }
  | {
      readonly kind: 'other';
      readonly caption: string;
      readonly similar: { readonly field: CustomerField; readonly expected: string } | null;
    };

/** No caption is longer; a hostile one is cut. */
const MAX_CAPTION_LENGTH = 200;
/** What stands for the caption of a column without one. */
const NO_CAPTION = '?';

const FIELDS_BY_CAPTION: ReadonlyMap<string, readonly CustomerField[]> = byCaption();

/** Says what each column of a cycle holds, from its headers in printed order. */
export function recognise(headers: readonly string[]): readonly Column[] {
  const taken = new Set<CustomerField>();
  const exact = headers.map((header) => {
    const field = FIELDS_BY_CAPTION.get(foldCaption(header))?.find((name) => !taken.has(name));
    if (field !== undefined) {
      taken.add(field);
    }
    return field;
  });
  const similar = headers.map((header, index) =>
    exact[index] === undefined ? similarField(header, taken) : null,
  );
  const isMeantOnce = (field: CustomerField): boolean =>
    similar.filter((one) => one?.field === field).length === 1;
  const captions = new Map<string, number>();
  return headers.map((header, index): Column => {
    const field = exact[index];
    if (field !== undefined) {
      return { kind: 'field', field, caption: header };
    }
    const meant = similar[index] ?? null;
    return {
      kind: 'other',
      caption: ownCaption(header, captions),
      similar: meant !== null && isMeantOnce(meant.field) ? meant : null,
    };
  });
}

/** Whether this header is the ID column's: it stands once in each cycle, so it tells how long a cycle is. */
export function isIdHeader(header: string): boolean {
  return FIELDS_BY_CAPTION.get(foldCaption(header))?.[0] === 'id';
}

/** A caption of its own for each column: the second of the same words gets a 2, as the portal numbers some itself. */
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
    fields.set(folded, [...(fields.get(folded) ?? []), field]);
  }
  return fields;
}
