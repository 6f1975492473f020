import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { PROJECT } from '../../../scripts/setup/places.mjs';
import { BENCHMARKS, replaceReport } from './document.mjs';

const BEFORE = 'Title\n\n<!-- Written by the benchmark -->\n\nold\n\n<!-- End of the table -->\n\nAfter\n';

describe('the document of the benchmarks', () => {
  it('receives the new report between its marks and keeps the rest', () => {
    const after =
      'Title\n\n<!-- Written by the benchmark -->\n\nnew $&\n\n<!-- End of the table -->\n\nAfter\n';
    expect(replaceReport(BEFORE, 'new $&')).toBe(after);
    expect(replaceReport(after, 'old')).toBe(BEFORE);
  });

  it('is refused without its marks', () => {
    expect(() => replaceReport('Title\n', 'new')).toThrow(/marks/);
  });

  it('in the project has the marks, with a table between them', () => {
    const text = readFileSync(join(PROJECT, BENCHMARKS), 'utf8');
    expect(replaceReport(text, 'new')).not.toContain('| **Weight**');
    expect(text).toContain('| **Weight**');
  });
});
