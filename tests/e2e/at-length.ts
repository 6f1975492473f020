/** Whether the tests take their long form: `npm run lab -- app`, each night (docs/testing.md). */
export const AT_LENGTH = process.env['LAB'] === 'app';
