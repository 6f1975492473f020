import { getHeapSpaceStatistics, setFlagsFromString } from 'node:v8';
import { afterEach, expect, test } from 'vitest';
import { freeMemory, keepYoungSpaceSmall } from './free-memory';

/** In a frame of its own, so that nothing of it is left on the stack. */
function useMuch(): number {
  const many = Array.from({ length: 1_000_000 }, (_, index) => ({ index }));
  return many.length === 0 ? 0 : process.memoryUsage().heapTotal;
}

test('gives back what the heap no longer needs', () => {
  const busy = useMuch();
  freeMemory();
  expect(process.memoryUsage().heapTotal).toBeLessThan(busy - 20_000_000);
});

const MEGABYTE = 1_048_576;

// As the engine begins.
afterEach(() => setFlagsFromString('--semi-space-growth-factor=2'));

function youngBytes(): number {
  return getHeapSpaceStatistics().find(({ space_name }) => space_name === 'new_space')?.space_size ?? NaN;
}

/** Keeps much of what is new for a while: that is what lets the space grow. */
function useMuchForAWhile(): void {
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
  useMuchForAWhile();
  expect(youngBytes()).toBeLessThanOrEqual(before + MEGABYTE);
});
