import { appendFileSync } from 'node:fs';
import type { Figure } from './report/figures.mjs';
import { createFigure } from './report/figures.mjs';

/** Whether `npm run lab -- bench --long` runs, with longer pauses and more of everything. */
export const IS_LONG = process.env['BENCH_LONG'] !== undefined;

/** Computes one figure from all its measurements, writes it and returns it. */
export function record(about: Parameters<typeof createFigure>[0], values: readonly number[]): Figure {
  const figure = createFigure(about, values);
  recordAll([figure]);
  return figure;
}

/** Writes figures that are not plain medians. */
export function recordAll(figures: readonly Figure[]): void {
  const file = process.env['BENCH_FIGURES'];
  if (file === undefined) {
    throw new Error('Figures are measured by npm run lab -- bench');
  }
  appendFileSync(file, figures.map((figure) => `${JSON.stringify(figure)}\n`).join(''));
}
