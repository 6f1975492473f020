import { parseArgs } from 'node:util';
import { PARTS } from './parts.mjs';

/**
 * @typedef {object} BenchOptions
 * @property {readonly import('./parts.mjs').Part[]} parts what to measure
 * @property {boolean} isWhole all parts are measured
 * @property {boolean} isLong longer rests, more syncs
 * @property {boolean} isMarkdown
 * @property {string | null} compare a file of an earlier run
 * @property {string | null} from a file to show instead of measuring
 */

/**
 * What `npm run bench -- …` was asked for; the sentence to show where that makes no sense.
 *
 * @param {readonly string[]} args
 * @returns {BenchOptions | string}
 */
export function benchOptions(args) {
  let values;
  try {
    ({ values } = parseArgs({
      args: [...args],
      options: {
        only: { type: 'string' },
        compare: { type: 'string' },
        from: { type: 'string' },
        long: { type: 'boolean', default: false },
        markdown: { type: 'boolean', default: false },
      },
    }));
  } catch {
    return 'Give --only PART,PART, --compare FILE, --from FILE, --long, --markdown or nothing';
  }
  const asked = values.only?.split(',').map((name) => name.trim()) ?? PARTS.map(({ name }) => name);
  const unknown = asked.filter((name) => !PARTS.some((part) => part.name === name));
  if (unknown.length > 0) {
    return `There is no part ${unknown.join(', ')}: give some of ${PARTS.map(({ name }) => name).join(',')}`;
  }
  const parts = PARTS.filter(({ name }) => asked.includes(name));
  return {
    parts,
    isWhole: parts.length === PARTS.length,
    isLong: values.long,
    isMarkdown: values.markdown,
    compare: values.compare ?? null,
    from: values.from ?? null,
  };
}
