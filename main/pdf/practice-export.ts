import { deflateSync } from 'node:zlib';

/** The made-up customers, strip by strip as on the portal's pages. Every form of column occurs. */
const STRIPS: readonly (readonly [caption: string, text: (row: number) => string][])[] = [
  [
    ['ID', (row) => String(50_000 + row)],
    ['NOME', (row) => `Studio ${hasTwoLines(row) ? 'Dentistico\n' : ''}Esempio ${row}`],
    ['PARTITA IVA', (row) => (row % 5 === 0 ? '' : String(10_000_000_000 + row))],
  ],
  [
    ['CITTA', (row) => (row % 4 === 0 ? 'Forlì' : 'Milano')],
    ['TELEFONO', (row) => `+39 02 ${1_000_000 + row}`],
    ["DATA DELL'ULTIMO ORDINE", (row) => `${String((row % 28) + 1).padStart(2, '0')}/03/2026`],
  ],
  [
    ['CONTEGGI DEGLI ORDINI EFFETTIVI', (row) => String(row)],
    ['TIPO DI CLIENTE', (row) => `${row}.000,50 €`],
    ['PEC', (row) => (row % 2 === 0 ? '' : `studio${row}@pec.invalid`)],
  ],
];
/** The rows on a page, as on the portal. With two bands, each strip has two pages. */
const ROWS = 44;
const BANDS = 2;
const ROW_HEIGHT = 13.5;
const LINE_HEIGHT = 11.25;
const COLUMN_WIDTH = 150;
/** The top of the table in points, higher than any paper because some rows have two lines. */
const TOP = 1_500;
const LEFT = 72;
/** Maps each code to the character with the same code. */
const TO_UNICODE =
  'begincmap 2 beginbfrange <0020> <007F> <0020> <00A0> <00FF> <00A0> endbfrange 1 beginbfchar <0080> <20AC> endbfchar endcmap';
const EURO_CODE = 0x80;
/** The xref entry for a number without an object. */
const FREE_ENTRY = '0000000000 65535 f\r\n';

/** The number of customers in {@link practiceExport}. */
export const PRACTICE_CUSTOMERS = BANDS * ROWS;

/**
 * Makes a small fictitious export, drawn as the portal draws. A reading thread practises on it
 * while the portal makes the real one, so that the reader is compiled by then.
 */
export function practiceExport(): Uint8Array {
  const contents = Array.from({ length: BANDS }, (_, band) => band).flatMap((band) =>
    STRIPS.map((columns) => strip(columns, band)),
  );
  const pages = contents.map((_, index) => `${10 + 2 * index} 0 R`).join(' ');
  const objects = [
    '1 0 obj << /Type /Catalog /Pages 2 0 R >> endobj',
    `2 0 obj << /Type /Pages /Kids [${pages}] /Count ${contents.length} >> endobj`,
    '3 0 obj << /Type /Font /Subtype /Type0 /Encoding /Identity-H /ToUnicode 4 0 R /DescendantFonts [5 0 R] >> endobj',
    stream(4, TO_UNICODE),
    '5 0 obj << /Type /Font /Subtype /CIDFontType2 /DW 500 >> endobj',
    ...contents.flatMap((content, index) => [
      `${10 + 2 * index} 0 obj << /Type /Page /Parent 2 0 R /MediaBox [0 0 612 1572] ` +
        `/Resources << /Font << /FNT0 3 0 R >> >> /Contents ${11 + 2 * index} 0 R >> endobj`,
      stream(11 + 2 * index, content),
    ]),
  ];
  return Buffer.from(withList(objects), 'latin1');
}

/** Joins the objects to a file with its xref table. */
function withList(objects: readonly string[]): string {
  let file = '%PDF-1.4\n';
  const entries = new Map<number, string>();
  for (const object of objects) {
    entries.set(parseInt(object, 10), `${String(file.length).padStart(10, '0')} 00000 n\r\n`);
    file += `${object}\n`;
  }
  const size = Math.max(...entries.keys()) + 1;
  const list = Array.from({ length: size }, (_, number) => entries.get(number) ?? FREE_ENTRY).join('');
  return `${file}xref\n0 ${size}\n${list}trailer << /Root 1 0 R /Size ${size} >>\nstartxref\n${file.length}\n%%EOF\n`;
}

function hasTwoLines(row: number): boolean {
  return row % 3 === 0;
}

function stream(number: number, content: string): string {
  const packed = deflateSync(Buffer.from(content, 'latin1')).toString('latin1');
  return `${number} 0 obj << /Length ${packed.length} /Filter /FlateDecode >>\nstream\n${packed}\nendstream\nendobj`;
}

function strip(columns: (typeof STRIPS)[number], band: number): string {
  const total = columns.map(([caption]) => (caption === 'NOME' ? `Count=${PRACTICE_CUSTOMERS}` : ''));
  const rows = [
    columns.map(([caption]) => caption),
    ...Array.from({ length: ROWS }, (_, row) => columns.map(([, text]) => text(band * ROWS + row))),
    ...(band === BANDS - 1 ? [total] : []),
  ];
  let top = TOP;
  const cells = rows.flatMap((texts, row) => {
    // All strips have the same row heights, and long names take two lines.
    const isHigh = row > 0 && row <= ROWS && hasTwoLines(band * ROWS + row - 1);
    const height = isHigh ? LINE_HEIGHT + ROW_HEIGHT : ROW_HEIGHT;
    top -= height;
    return texts.map((text, column) => cell(LEFT + column * COLUMN_WIDTH, top, height, text));
  });
  return ` q 0 0 612 1572 re W n 1 1 1 rg 0 0 612 1572 re f Q${cells.join('')}`;
}

/** Draws a cell: a fill, four borders, and the text clipped to the inside. */
function cell(x: number, y: number, height: number, text: string): string {
  const clip = `q ${LEFT} 72 ${STRIPS[0]?.length ?? 0}50 648 re W n`;
  const box = (color: string, ...sides: readonly number[]): string =>
    ` ${clip} ${color} rg ${sides.join(' ')} re f Q`;
  const line = '0.66275 0.66275 0.66275';
  const thin = 0.75;
  return (
    box('1 1 1', x, y, COLUMN_WIDTH, height) +
    box(line, x - thin / 2, y - thin / 2, thin, height + thin) +
    box(line, x + COLUMN_WIDTH - thin / 2, y - thin / 2, thin, height + thin) +
    box(line, x - thin / 2, y + height - thin / 2, COLUMN_WIDTH + thin, thin) +
    box(line, x - thin / 2, y - thin / 2, COLUMN_WIDTH + thin, thin) +
    ` q ${x + thin / 2} ${y + thin / 2} ${COLUMN_WIDTH - thin} ${height - thin} re W n 0 0 0 rg q` +
    (text === '' ? '' : texts(x, y + height, text)) +
    ' Q Q'
  );
}

/** Draws text line by line. The x coordinates of numbers have many decimals, as in centred text. */
function texts(x: number, top: number, text: string): string {
  return text
    .split('\n')
    .map((line, index) => {
      const left = /^\d/.test(line) ? `${x + 60}.564086914` : x + 1.5;
      const codes = Array.from(line, (one) => (one === '€' ? EURO_CODE : one.charCodeAt(0)));
      const hex = codes.map((code) => code.toString(16).padStart(4, '0')).join('');
      const shown = index === 0 ? `<${hex}> Tj` : `[ <${hex.slice(0, 8)}> 10 <${hex.slice(8)}>] TJ`;
      return ` BT /FNT0 9.75 Tf ${left} ${top - 10.04 - index * LINE_HEIGHT} Td ${shown} ET`;
    })
    .join('');
}
