/** The document with the results of the last run of all parts. */
export const BENCHMARKS = 'docs/benchmarks.md';

const START = '<!-- Written by the benchmark -->';
const END = '<!-- End of the table -->';

/**
 * Replaces the last report in the document. Throws if the marks around that report are missing.
 * @param {string} text @param {string} report in Markdown
 */
export function replaceReport(text, report) {
  const start = text.indexOf(START);
  const end = text.indexOf(END, start);
  if (start < 0 || end < 0) {
    throw new Error(`The marks around the table are missing: ${START} and ${END}`);
  }
  return `${text.slice(0, start + START.length)}\n\n${report}\n\n${text.slice(end)}`;
}
