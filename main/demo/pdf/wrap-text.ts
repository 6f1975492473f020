/**
 * Breaks a text at blanks into lines of at most `width`. As on the portal, the blank at a break
 * stays at the end of its line. A word wider than the line stays whole. `measure` returns a text's
 * width in the unit of `width`.
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
