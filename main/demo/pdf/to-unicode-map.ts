import type { FontParts } from './pdf-font';
import { hex4, LINE } from './pdf-objects';

/** Maps each glyph to its characters, up to 100 in a block as PDF allows. */
export function toUnicodeMap({ glyphs }: FontParts): string {
  const blocks: string[] = [];
  for (let first = 0; first < glyphs.length; first += 100) {
    const block = glyphs.slice(first, first + 100);
    const lines = block.map(({ code, character }) => {
      const units = Array.from({ length: character.length }, (_, index) => hex4(character.charCodeAt(index)));
      return `<${hex4(code)}> <${units.join('')}>`;
    });
    blocks.push(`${block.length} beginbfchar`, ...lines, 'endbfchar');
  }
  return [
    '/CIDInit /ProcSet findresource begin',
    '12 dict begin',
    'begincmap',
    '/CIDSystemInfo',
    '<<',
    '/Registry (Adobe)',
    '/Ordering (DEVEXP)',
    '/Supplement 0',
    '>> def',
    '/CMapName /DEVEXP def',
    '/CMapType 2 def',
    '1 begincodespacerange',
    '<0000> <FFFF>',
    'endcodespacerange',
    ...blocks,
    'endcmap',
    'CMapName currentdict /CMap defineresource pop',
    'end',
    'end',
    '',
  ].join(LINE);
}
