import type { Language, ListColumn } from '../../preload/contract';
import { collectPhoneNumbers } from '../../preload/contract/phone-numbers';
import type { RowValues } from './cells';
import { italianDate } from './cells';
import { FILE_TEXTS } from './words';

export const SHEET_COLUMNS = [
  'id',
  'name',
  'street',
  'postalCode',
  'city',
  'phone',
  'mobile',
  'lastOrderDate',
  'note',
  'dueOn',
] as const satisfies readonly ListColumn[];

/** The most customers printed at once; they fill more than 200 pages. */
export const SHEET_ROWS_MAX = 5_000;

/** The most characters printed of a note, so that one customer's line does not fill a page. */
const NOTE_CHARACTERS = 280;

type Line = Readonly<Record<(typeof SHEET_COLUMNS)[number], string | null>>;

export interface SheetOptions {
  readonly language: Language;
  /** The description of the list, most important part first; empty for one customer. */
  readonly heading: readonly string[];
  readonly customers: number;
  /** The time when the cache last matched the portal, UTC ISO 8601; `null` if never. */
  readonly dataAt: string | null;
  /** The nonce that allows the page's style sheet under its content security policy. */
  readonly nonce: string;
}

/** The style: black on white in both themes, with captions and page numbers on each page. */
const STYLE = `
@page { size: A4; margin: 12mm 12mm 15mm; @bottom-right { content: var(--page) " " counter(page) " / " counter(pages); font: 8pt sans-serif; color: #444; } }
* { box-sizing: border-box; }
body { margin: 0; color: #000; background: #fff; font: 9pt/1.3 "Segoe UI", "Helvetica Neue", Arial, "Liberation Sans", sans-serif; }
header { display: flex; justify-content: space-between; align-items: baseline; gap: 6mm; padding-bottom: 2mm; }
h1 { margin: 0; font-size: 14pt; }
p { margin: 0; color: #444; }
table { width: 100%; border-collapse: collapse; table-layout: fixed; }
thead { display: table-header-group; }
th { padding: 1mm 2mm 1mm 0; border-bottom: 0.4mm solid #000; font-size: 8pt; text-align: left; white-space: nowrap; }
tr { break-inside: avoid; }
td { height: 15mm; padding: 1.2mm 2mm 1.2mm 0; border-bottom: 0.2mm solid #999; vertical-align: top; overflow-wrap: anywhere; }
td b { display: block; }
td small { color: #444; font-size: 8pt; }
.customer { width: 21%; } .address { width: 18%; } .phone { width: 16%; } .order { width: 14%; } .notes { width: 17%; }
td:last-child { border-left: 0.2mm solid #999; }
`;

/** Returns the start of the printed page; {@link sheetLines} and {@link SHEET_END} follow. */
export function sheetStart({ language, heading, customers, dataAt, nonce }: SheetOptions): string {
  const words = FILE_TEXTS[language];
  const at = dataAt === null ? null : new Date(dataAt);
  const when =
    at === null
      ? null
      : words.dateAt(
          at.toLocaleDateString(words.locale),
          at.toLocaleTimeString(words.locale, { hour: 'numeric', minute: '2-digit' }),
        );
  const counted = words.customerCount(
    customers,
    customers.toLocaleString(words.locale, { useGrouping: 'always' }),
  );
  const [title = counted, ...others] = heading;
  const facts = heading.length === 0 ? [] : [counted, ...others];
  return `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><title>${words.customers}</title>
<style nonce="${nonce}">:root { --page: "${words.page}"; }${STYLE}</style></head><body>
<header><div><h1>${escapeHtml(title)}</h1><p>${escapeHtml(facts.join(' · '))}</p></div><p>${when === null ? '' : escapeHtml(words.dataOf(when))}</p></header>
<table><thead><tr><th class="customer">${words.customer}</th><th class="address">${words.address}</th><th class="phone">${words.phone}</th><th class="order">${words.lastOrder}</th><th class="notes">${words.notes}</th><th class="room">${words.room}</th></tr></thead><tbody>
`;
}

/** Returns the lines of the table; each row has the {@link SHEET_COLUMNS}. */
export function sheetLines(rows: readonly RowValues[], language: Language): string {
  return rows.map((row) => lineHtml(lineOf(row), language)).join('');
}

export const SHEET_END = '</tbody></table></body></html>';

function lineOf(values: RowValues): Line {
  return Object.fromEntries(SHEET_COLUMNS.map((column, index) => [column, values[index] ?? null])) as Line;
}

function lineHtml(line: Line, language: Language): string {
  const { id, name, street, postalCode, city, phone, mobile, lastOrderDate, note, dueOn } = line;
  const place = [postalCode, city].filter((part) => part !== null && part !== '').join(' ');
  const cells = [
    `<b>${escapeHtml(name ?? '')}</b><small>${escapeHtml(id ?? '')}</small>`,
    lines([street, place]),
    lines(
      collectPhoneNumbers(phone, mobile).map(({ text, note: words }) =>
        words === null ? text : `${text} (${words})`,
      ),
    ),
    lastOrderDate === null ? '' : italianDate(lastOrderDate),
    lines([
      dueOn === null ? null : `${FILE_TEXTS[language].callBackOn} ${italianDate(dueOn)}`,
      ...shortened(note ?? '').split(/\r\n|\r|\n/),
    ]),
    '',
  ];
  return `<tr>${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr>\n`;
}

function lines(texts: readonly (string | null)[]): string {
  return texts
    .filter((text): text is string => text !== null && text !== '')
    .map(escapeHtml)
    .join('<br>');
}

/** Cuts a long text at the last blank that fits, and never within a character. */
function shortened(text: string): string {
  const letters = Array.from(text);
  if (letters.length <= NOTE_CHARACTERS) {
    return text;
  }
  return `${letters
    .slice(0, NOTE_CHARACTERS)
    .join('')
    .replace(/\s+\S{0,40}$/, '')} …`;
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
