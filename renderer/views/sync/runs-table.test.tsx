import { createElement } from 'react';
import { expect, test } from 'vitest';
import { aRun } from '../../../tests/helpers/sync';
import { en } from '../../strings/en';
import { it } from '../../strings/it';
import type { Strings } from '../../strings/it';
import { renderToHtml } from '../render-to-html';
import { RunResult } from './runs-table';

test('the list of runs also reports the customers of the first run as downloaded', () => {
  const run = aRun({
    counts: { processed: 1_452, added: 1_452, updated: 0, unchanged: 0, missing: 0 },
  });
  const result = (strings: Strings): string => renderToHtml(createElement(RunResult, { run, strings }), {});
  expect(result(it)).toMatch(/>1\.452 clienti scaricati$/);
  expect(result(en)).toMatch(/>1,452 customers downloaded$/);
});
