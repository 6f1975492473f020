/** The number of codes in two bytes, which no font exceeds. */
const MAX_CODES = 65_536;

/** Reads a ToUnicode map (PDF 1.4, 5.9.2): the characters of each code. */
export function readToUnicode(cmap: string): ReadonlyMap<number, string> {
  const unicode = new Map<number, string>();
  for (const section of sections(cmap, 'bfchar')) {
    for (const [, code = '', characters = ''] of section.matchAll(
      /<([0-9a-fA-F\s]+)>\s*<([0-9a-fA-F\s]*)>/g,
    )) {
      unicode.set(codeOf(code), charactersOf(characters));
    }
  }
  for (const section of sections(cmap, 'bfrange')) {
    const ranges = section.matchAll(
      /<([0-9a-fA-F\s]+)>\s*<([0-9a-fA-F\s]+)>\s*(?:<([0-9a-fA-F\s]*)>|\[([^\]]*)\])/g,
    );
    for (const [, low = '', high = '', first, list] of ranges) {
      addRange(unicode, codeOf(low), codeOf(high), first, list);
    }
  }
  return unicode;
}

/** Finds sections by position, because a regular expression is too slow on hostile maps. */
function sections(cmap: string, kind: string): readonly string[] {
  return cmap
    .split(`begin${kind}`)
    .slice(1)
    .map((rest) => rest.slice(0, Math.max(0, rest.indexOf(`end${kind}`))));
}

function addRange(
  unicode: Map<number, string>,
  low: number,
  high: number,
  first: string | undefined,
  list: string | undefined,
): void {
  const last = Math.min(high, low + MAX_CODES);
  if (list !== undefined) {
    const each = [...list.matchAll(/<([0-9a-fA-F\s]*)>/g)].map(([, characters = '']) =>
      charactersOf(characters),
    );
    each.slice(0, last - low + 1).forEach((characters, index) => unicode.set(low + index, characters));
    return;
  }
  const start = charactersOf(first ?? '');
  const head = start.slice(0, -1);
  const tail = start.charCodeAt(start.length - 1);
  for (let code = low; code <= last; code += 1) {
    unicode.set(code, head + String.fromCharCode(tail + code - low));
  }
}

function codeOf(hex: string): number {
  return parseInt(hex.replace(/\s/g, ''), 16);
}

/** Decodes UTF-16 with the most significant byte first. */
function charactersOf(hex: string): string {
  const digits = hex.replace(/\s/g, '');
  return (digits.match(/.{1,4}/g) ?? []).map((unit) => String.fromCharCode(parseInt(unit, 16))).join('');
}
