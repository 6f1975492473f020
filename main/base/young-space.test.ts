import { getHeapSpaceStatistics, setFlagsFromString } from 'node:v8';
import { afterEach, expect, test } from 'vitest';
import { keepYoungSpaceSmall } from './young-space';

const MEGABYTE = 1_048_576;

// As the engine begins.
afterEach(() => setFlagsFromString('--semi-space-growth-factor=2'));

function youngBytes(): number {
  return getHeapSpaceStatistics().find(({ space_name }) => space_name === 'new_space')?.space_size ?? NaN;
}

/** Keeps much of what is new for a while: that is what lets the space grow. */
function useMuch(): void {
  let kept: object[] = [];
  for (let made = 0; made < 3_000_000; made += 1) {
    kept.push({ made });
    if (kept.length === 100_000) {
      kept = [];
    }
  }
}

test('the space for new objects grows no more', () => {
  const before = youngBytes();
  keepYoungSpaceSmall();
  useMuch();
  expect(youngBytes()).toBeLessThanOrEqual(before + MEGABYTE);
});
