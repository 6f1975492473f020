import { expect, onTestFinished } from 'vitest';
import type { Clock } from '../../../main/base/clock';
import { systemClock } from '../../../main/base/clock';
import type { DemoPortal, DemoStart } from '../../../main/demo/portal/server';
import { startDemoPortal } from '../../../main/demo/portal/server';
import { readTotals } from './pdf-reader';
import { Visitor } from './visitor';

/** The options of a small portal that answers at once. */
export const QUICK = { count: 30, exportDelayMs: 0, pieceDelayMs: 0 } as const;

/** Starts a portal for the current test, with a visitor who has not logged in. */
export async function visitedPortal(
  options: DemoStart = {},
  clock: Clock = systemClock,
): Promise<{ portal: DemoPortal; visitor: Visitor }> {
  const portal = await startDemoPortal({ ...QUICK, ...options }, clock);
  onTestFinished(() => portal.close());
  return { portal, visitor: new Visitor(portal.url) };
}

export async function pdfOf(response: Response): Promise<Buffer> {
  expect(response.headers.get('content-type')).toBe('application/pdf');
  return Buffer.from(await response.arrayBuffer());
}

export function countOf(pdf: Buffer): string | undefined {
  return readTotals(pdf)[0];
}
