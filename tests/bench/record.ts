import { appendFileSync } from 'node:fs';
import type { Figure } from './report/figures.mjs';
import { createFigure } from './report/figures.mjs';

/** Computes one figure from all its measurements and writes it. */
export function record(about: Parameters<typeof createFigure>[0], values: readonly number[]): void {
  write(createFigure(about, values));
}

export function write(figure: Figure): void {
  const file = process.env['BENCH_FIGURES'];
  if (file === undefined) {
    throw new Error('Figures are measured by npm run bench');
  }
  appendFileSync(file, `${JSON.stringify(figure)}\n`);
}
