/**
 * Breaks a text at blanks into lines not wider than `width`. As in the portal's exports, the blank
 * at a break stays at the end of its line and takes space. A word wider than the line stays whole.
 * `measure` returns a text's width in the unit of `width`.
 */
export function wrapText(text: string, width: number, measure: (text: string) => number): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const part of text.split(/(?<= )/)) {
    if (line !== '' && measure(line + part) > width) {
      lines.push(line);
      line = part;
    } else {
      line += part;
    }
  }
  return [...lines, line];
}
