import { appendFileSync } from 'node:fs';
import type { Figure } from './report/figures.mjs';
import { figureOf } from './report/figures.mjs';

/** With `npm run lab -- bench --long`: longer rests and more of everything. */
export const IS_LONG = process.env['BENCH_LONG'] !== undefined;

/** Writes one figure of the dashboard from all its measurements, and gives it. */
export function record(about: Parameters<typeof figureOf>[0], values: readonly number[]): Figure {
  const figure = figureOf(about, values);
  recordAll([figure]);
  return figure;
}

/** Writes figures whose values are not a plain median. */
export function recordAll(figures: readonly Figure[]): void {
  const file = process.env['BENCH_FIGURES'];
  if (file === undefined) {
    throw new Error('Figures are measured by npm run lab -- bench');
  }
  appendFileSync(file, figures.map((figure) => `${JSON.stringify(figure)}\n`).join(''));
}
