import type { Page } from 'playwright/test';

/** Returns the times between the page's frames during `work`, in milliseconds. */
export async function framesWhile(page: Page, work: () => Promise<void>): Promise<readonly number[]> {
  await page.evaluate(() => {
    const times: number[] = [];
    const global = globalThis as { frameTimes?: number[]; frameLoop?: number };
    global.frameTimes = times;
    const next = (at: number): void => {
      times.push(at);
      global.frameLoop = requestAnimationFrame(next);
    };
    global.frameLoop = requestAnimationFrame(next);
  });
  await work();
  const times = await page.evaluate(() => {
    const global = globalThis as { frameTimes?: number[]; frameLoop?: number };
    cancelAnimationFrame(global.frameLoop ?? 0);
    return global.frameTimes ?? [];
  });
  return times.slice(1).map((at, index) => at - (times[index] ?? at));
}
