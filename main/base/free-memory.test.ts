import { getHeapSpaceStatistics, setFlagsFromString } from 'node:v8';
import { afterEach, expect, test } from 'vitest';
import { freeMemory, limitYoungSpace } from './free-memory';

/** Uses much memory in its own function, so that no reference stays on the stack. */
function useMuch(): number {
  const many = Array.from({ length: 1_000_000 }, (_, index) => ({ index }));
  return many.length === 0 ? 0 : process.memoryUsage().heapTotal;
}

test('unused heap returns to the system', () => {
  const busy = useMuch();
  freeMemory();
  expect(process.memoryUsage().heapTotal).toBeLessThan(busy - 20_000_000);
});

const MEGABYTE = 1_048_576;

// V8's default is 2.
afterEach(() => setFlagsFromString('--semi-space-growth-factor=2'));

function youngBytes(): number {
  return getHeapSpaceStatistics().find(({ space_name }) => space_name === 'new_space')?.space_size ?? NaN;
}

/** Keeps many new objects alive for a while, which makes the space for new objects grow. */
function useMuchForAWhile(): void {
  let kept: object[] = [];
  for (let made = 0; made < 3_000_000; made += 1) {
    kept.push({ made });
    if (kept.length === 100_000) {
      kept = [];
    }
  }
}

test('the space for new objects stops growing', () => {
  const before = youngBytes();
  limitYoungSpace();
  useMuchForAWhile();
  expect(youngBytes()).toBeLessThanOrEqual(before + MEGABYTE);
});
