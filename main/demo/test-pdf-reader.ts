import { inflateSync } from 'node:zlib';

/** A content stream with its texts decoded: `<0024…> Tj` reads `(A…) Tj`. One line for each drawing. */
export type PageLines = readonly string[];

/**
 * Reads what the portal's and the demo's PDFs have in common, without any of the app's code: pages in order, one font
 * with a ToUnicode map, deflated streams.
 */
export function readPages(pdf: Buffer): readonly PageLines[] {
  const file = pdf.toString('latin1');
  const objects = new Map<number, string>();
  for (const match of file.matchAll(/(?:^|\n)(\d+) 0 obj\s([\s\S]*?)\nendobj/g)) {
    objects.set(Number(match[1]), match[2] ?? '');
  }
  const stream = (number: number): string => {
    const object = objects.get(number) ?? '';
    const start = /stream\r?\n/.exec(object);
    if (start === null) {
      throw new Error(`Object ${number} has no stream`);
    }
    const data = object.slice(start.index + start[0].length, object.lastIndexOf('endstream'));
    return inflateSync(Buffer.from(data, 'latin1')).toString('latin1');
  };
  const all = [...objects.values()];
  const letters = toUnicode(
    stream(
      reference(
        all.find((object) => object.includes('/ToUnicode')),
        'ToUnicode',
      ),
    ),
  );
  const pages = all.find((object) => /\/Type\s*\/Pages\b/.test(object)) ?? '';
  const kids = /\/Kids\s*\[([^\]]*)\]/.exec(pages)?.[1] ?? '';
  return [...kids.matchAll(/(\d+) 0 R/g)].map(([, kid]) => {
    const content = stream(reference(objects.get(Number(kid)), 'Contents'));
    return content
      .replace(/<([0-9a-fA-F]*)> Tj/g, (_, hex: string) => `(${decode(hex, letters)}) Tj`)
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== '');
  });
}

/** A cell as drawn: place and fill from its rectangle, its lines from the text that follows. */
export interface DrawnCell {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly fill: string;
  readonly lines: readonly string[];
}

const CELL = /re W n (\S+ \S+ \S+) rg (\S+) (\S+) (\S+) (\S+) re f Q$/;
const BORDER_GREY = '0.66275 0.66275 0.66275';

/** The cells of a page in drawing order, without borders, and what is written outside of cells (the footer). */
export function readCells(page: PageLines): { cells: readonly DrawnCell[]; loose: readonly string[] } {
  const cells: DrawnCell[] = [];
  const loose: string[] = [];
  for (const line of page.slice(page.findIndex((each) => each.includes('612 792 re f')) + 1)) {
    const match = CELL.exec(line);
    if (match !== null && match[1] !== BORDER_GREY) {
      const [x = 0, y = 0, width = 0, height = 0] = match.slice(2).map(Number);
      cells.push({ x, y, width, height, fill: match[1] ?? '', lines: [] });
    } else if (line.includes(' Tj')) {
      const lines = [...line.matchAll(/\((.*?)\) Tj/g)].map((each) => each[1] ?? '');
      const last = cells.pop();
      if (last === undefined || line.includes('648 re W')) {
        loose.push(...lines);
      }
      if (last !== undefined) {
        cells.push(line.includes('648 re W') ? last : { ...last, lines });
      }
    }
  }
  return { cells, loose };
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
  const text = (hex: string): string => String.fromCodePoint(parseInt(hex, 16));
  for (const [, block = ''] of map.matchAll(/beginbfchar([\s\S]*?)endbfchar/g)) {
    for (const [, code = '', letter = ''] of block.matchAll(/<(\w+)>\s*<(\w+)>/g)) {
      letters.set(parseInt(code, 16), text(letter));
    }
  }
  for (const [, block = ''] of map.matchAll(/beginbfrange([\s\S]*?)endbfrange/g)) {
    for (const [, from = '', , list, first] of block.matchAll(
      /<(\w+)>\s*<(\w+)>\s*(?:\[([^\]]*)\]|<(\w+)>)/g,
    )) {
      const start = parseInt(from, 16);
      const items =
        list === undefined ? [first ?? ''] : [...list.matchAll(/<(\w+)>/g)].map((item) => item[1] ?? '');
      items.forEach((item, index) => letters.set(start + index, text(item)));
    }
  }
  return letters;
}
