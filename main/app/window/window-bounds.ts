import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { writeSafely } from '../../base/safe-file';

export const WINDOW_FILE = 'window.json';
/** The part of the window's top, in pixels, that must be on a screen for dragging. */
const REACHABLE = { width: 120, height: 40 };

const boundsSchema = z.object({
  x: z.int(),
  y: z.int(),
  width: z.int().min(200).max(20_000),
  height: z.int().min(200).max(20_000),
  isMaximised: z.boolean(),
});

/** The bounds of the window, in the system's pixels. */
export type WindowBounds = z.infer<typeof boundsSchema>;

export interface Rectangle {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/**
 * Returns the last bounds; `null` when they are unknown or no longer on a screen (faults.md, 93).
 */
export function loadBounds(folder: string, screens: readonly Rectangle[]): WindowBounds | null {
  const path = join(folder, WINDOW_FILE);
  if (!existsSync(path)) {
    return null;
  }
  try {
    const parsed = boundsSchema.safeParse(JSON.parse(readFileSync(path, 'utf8')));
    return parsed.success && screens.some((screen) => isReachable(parsed.data, screen)) ? parsed.data : null;
  } catch {
    // The bounds are a convenience: a damaged file means the default place.
    return null;
  }
}

export function saveBounds(folder: string, bounds: WindowBounds): void {
  try {
    writeSafely(join(folder, WINDOW_FILE), `${JSON.stringify(bounds)}\n`);
  } catch {
    // A full disk or a missing folder is reported elsewhere.
  }
}

/** Returns the size of the first window: the default, or the size of a smaller screen. */
export function firstSize(screen: Rectangle): { readonly width: number; readonly height: number } {
  return { width: Math.min(1280, screen.width), height: Math.min(800, screen.height) };
}

/**
 * Returns new bounds for a window that is out of reach, for example after its screen was unplugged
 * or rescaled. The new bounds are centred on the first screen and fit it. Returns `null` for a
 * reachable window.
 */
export function boundsOnScreen(window: Rectangle, screens: readonly Rectangle[]): Rectangle | null {
  const [first] = screens;
  if (first === undefined || screens.some((screen) => isReachable(window, screen))) {
    return null;
  }
  const width = Math.min(window.width, first.width);
  const height = Math.min(window.height, first.height);
  return {
    x: first.x + Math.round((first.width - width) / 2),
    y: first.y + Math.round((first.height - height) / 2),
    width,
    height,
  };
}

function isReachable(window: Rectangle, screen: Rectangle): boolean {
  const overlap = {
    width: Math.min(window.x + window.width, screen.x + screen.width) - Math.max(window.x, screen.x),
    height: Math.min(window.y + REACHABLE.height, screen.y + screen.height) - Math.max(window.y, screen.y),
  };
  return overlap.width >= REACHABLE.width && overlap.height >= REACHABLE.height;
}
