import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { writeSafely } from '../../base/safe-file';

/** The file's name in the data folder. */
export const WINDOW_FILE = 'window.json';
/** So much of the window's top must be on a screen, or the agent could not reach it to move it. */
const REACHABLE = { width: 120, height: 40 };

const boundsSchema = z.object({
  x: z.int(),
  y: z.int(),
  width: z.int().min(200).max(20_000),
  height: z.int().min(200).max(20_000),
  isMaximised: z.boolean(),
});

/** Where the window was, in the system's pixels. */
export type WindowBounds = z.infer<typeof boundsSchema>;

export interface Rectangle {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Where the window was last; `null` when that is not known, or not on a screen any more (faults.md, 93). */
export function loadBounds(folder: string, screens: readonly Rectangle[]): WindowBounds | null {
  const path = join(folder, WINDOW_FILE);
  if (!existsSync(path)) {
    return null;
  }
  try {
    const parsed = boundsSchema.safeParse(JSON.parse(readFileSync(path, 'utf8')));
    return parsed.success && screens.some((screen) => isReachable(parsed.data, screen)) ? parsed.data : null;
  } catch {
    // It is a comfort and no more: a damaged file means the usual place.
    return null;
  }
}

/** Keeps where the window is; that it cannot be kept hurts nobody. */
export function saveBounds(folder: string, bounds: WindowBounds): void {
  try {
    writeSafely(join(folder, WINDOW_FILE), `${JSON.stringify(bounds)}\n`);
  } catch {
    // A full disk or a folder that is gone is told of where it matters.
  }
}

/** How large a window is the first time: as it is meant, or as the screen allows. */
export function firstSize(screen: Rectangle): { readonly width: number; readonly height: number } {
  return { width: Math.min(1280, screen.width), height: Math.min(800, screen.height) };
}

/**
 * Where to put a window that nobody could reach any more, as when its screen was unplugged or scaled anew: in the middle
 * of the first screen, no larger than that. `null` when it can be reached where it is.
 */
export function broughtBack(window: Rectangle, screens: readonly Rectangle[]): Rectangle | null {
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
