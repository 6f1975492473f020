/** Whether the tests take their long form: `npm run lab -- app`, each night (docs/testing.md). */
export const AT_LENGTH = process.env['LAB'] === 'app';

/** Returns the rows that this run tests: `more` only in the long form. */
export function atLength<Row>(rows: readonly Row[], more: readonly Row[]): readonly Row[] {
  return AT_LENGTH ? [...rows, ...more] : rows;
}
