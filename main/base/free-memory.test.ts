import { expect, test } from 'vitest';
import { freeMemory } from './free-memory';

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
