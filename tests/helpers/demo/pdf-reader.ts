import { inflateSync } from 'node:zlib';

/** The drawings of a page with decoded texts: `<0024…> Tj` becomes `(A…) Tj`. */
export type PageLines = readonly string[];

/** An object of a PDF file, with its `stream` as in the file (packed or not). */
export interface FileObject {
  readonly number: number;
  readonly dictionary: string;
  readonly stream: Buffer | null;
}

/** Returns the objects in their order in the file. */
export function readObjects(pdf: Buffer): readonly FileObject[] {
  const objects: FileObject[] = [];
  const file = pdf.toString('latin1');
  for (const match of file.matchAll(/(?:^|\n)(\d+) 0 obj\r\n([\s\S]*?)\r\n\r\nendobj(?=\r\n)/g)) {
    const [, number, body = ''] = match;
    const start = body.indexOf('stream\r\n');
    objects.push({
      number: Number(number),
      dictionary: start === -1 ? body : body.slice(0, start),
      stream:
        start === -1
          ? null
          : Buffer.from(body.slice(start + 'stream\r\n'.length, body.lastIndexOf('\r\nendstream')), 'latin1'),
    });
  }
  return objects;
}

/**
 * Reads the common parts of the portal's and the demo's PDFs without any app code: pages in order,
 * one font with a ToUnicode map, packed streams.
 */
export function readPages(pdf: Buffer): readonly PageLines[] {
  const all = readObjects(pdf);
  const objects = new Map(all.map((object) => [object.number, object]));
  const text = (number: number): string => {
    const data = objects.get(number)?.stream ?? null;
    if (data === null) {
      throw new Error(`Object ${number} has no stream`);
    }
    return inflateSync(data, { windowBits: 15 }).toString('latin1');
  };
  const dictionaries = all.map(({ dictionary }) => dictionary);
  const font = dictionaries.find((dictionary) => dictionary.includes('/ToUnicode'));
  const letters = toUnicode(text(reference(font, 'ToUnicode')));
  const pages = dictionaries.find((dictionary) => /\/Type \/Pages\b/.test(dictionary)) ?? '';
  const kids = /\/Kids \[([^\]]*)\]/.exec(pages)?.[1] ?? '';
  return [...kids.matchAll(/(\d+) 0 R/g)].map(([, kid]) => {
    const content = text(reference(objects.get(Number(kid))?.dictionary, 'Contents'));
    return content
      .replace(/<([0-9a-f]*)>/g, (_, hex: string) => `(${decode(hex, letters)})`)
      .split(/ (?=q \S+ \S+ \S+ \S+ re W n )/)
      .filter((drawing) => drawing !== '');
  });
}

/** A drawn cell: position and fill of its rectangle, and the lines of the text after it. */
export interface DrawnCell {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly fill: string;
  readonly lines: readonly string[];
}

const CELL = /re W n (\S+ \S+ \S+) rg (\S+) (\S+) (\S+) (\S+) re f Q$/;
const CLIP = /^q (\S+) (\S+) (\S+) (\S+) re W n /;
const BORDER_GREY = '0.66275 0.66275 0.66275';

/** Returns the cells of a page in drawing order, except borders, and the texts outside cells. */
export function readCells(page: PageLines): { cells: readonly DrawnCell[]; loose: readonly string[] } {
  const cells: DrawnCell[] = [];
  const loose: string[] = [];
  for (const drawing of page.slice(page.findIndex((each) => each.includes('612 792 re f')) + 1)) {
    const match = CELL.exec(drawing);
    if (match !== null && match[1] !== BORDER_GREY) {
      const [x = 0, y = 0, width = 0, height = 0] = match.slice(2).map(Number);
      cells.push({ x, y, width, height, fill: match[1] ?? '', lines: [] });
    } else if (match === null) {
      const [clipX = 0, clipY = 0] = CLIP.exec(drawing)?.slice(1).map(Number) ?? [];
      const lines = linesOf(drawing);
      const last = cells.at(-1);
      if (last !== undefined && clipX === last.x + 0.375 && clipY === last.y + 0.375) {
        cells[cells.length - 1] = { ...last, lines };
      } else {
        loose.push(...lines);
      }
    }
  }
  return { cells, loose };
}

/** Returns the total row's texts, found by its pale yellow cells, left to right over all strips. */
export function readTotals(pdf: Buffer): readonly string[] {
  const cells = readPages(pdf).flatMap((page) => readCells(page).cells);
  return cells.filter(({ fill }) => fill === '1 1 0.87843').flatMap(({ lines }) => lines);
}

/** Returns one line per `Tj`, and one per `TJ` with its pieces joined. */
function linesOf(drawing: string): readonly string[] {
  return [...drawing.matchAll(/\[ (.*?)\] TJ|\((.*?)\) Tj/g)].map(
    ([, pieces, whole]) =>
      whole ?? [...(pieces ?? '').matchAll(/\((.*?)\)/g)].map(([, piece]) => piece ?? '').join(''),
  );
}

function reference(object: string | undefined, key: string): number {
  const match = new RegExp(`/${key} (\\d+) 0 R`).exec(object ?? '');
  if (match === null) {
    throw new Error(`No /${key}`);
  }
  return Number(match[1]);
}

function decode(hex: string, letters: ReadonlyMap<number, string>): string {
  return (hex.match(/.{4}/g) ?? []).map((code) => letters.get(parseInt(code, 16)) ?? '\uFFFD').join('');
}

function toUnicode(map: string): ReadonlyMap<number, string> {
  const letters = new Map<number, string>();
  for (const [, code = '', letter = ''] of map.matchAll(/<(\w{4})> <(\w+)>/g)) {
    letters.set(parseInt(code, 16), String.fromCodePoint(parseInt(letter, 16)));
  }
  return letters;
}
