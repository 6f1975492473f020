const isMac = navigator.userAgent.includes('Mac');

/** Returns the label of a key combined with Command on macOS or Ctrl elsewhere. */
export function shortcut(key: string): string {
  return isMac ? `⌘${key}` : `Ctrl+${key}`;
}

/** Returns the label of a key combined with Option on macOS or Alt elsewhere. */
export function altKey(key: string): string {
  return isMac ? `⌥${key}` : `Alt+${key}`;
}

type KeyAction = 'next' | 'previous' | 'call' | 'note' | 'recall' | 'portal' | 'star' | 'help';

/** The part of a KeyboardEvent that {@link keyAction} needs. */
export interface KeyStroke {
  readonly key: string;
  readonly altKey: boolean;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  /** Whether the key is held down. */
  readonly repeat: boolean;
}

const LETTERS = new Map<string, KeyAction>([
  ['j', 'next'],
  ['k', 'previous'],
  ['c', 'call'],
  ['n', 'note'],
  ['r', 'recall'],
  ['p', 'portal'],
  ['s', 'star'],
  ['?', 'help'],
]);
const ARROWS = new Map<string, KeyAction>([
  ['ArrowDown', 'next'],
  ['ArrowUp', 'previous'],
]);

/**
 * Returns the action of a key outside input fields, or `null`. While a key is held down, only
 * `next` and `previous` repeat.
 */
export function keyAction(stroke: KeyStroke): KeyAction | null {
  if (stroke.ctrlKey || stroke.metaKey) {
    return null;
  }
  const action = stroke.altKey ? ARROWS.get(stroke.key) : LETTERS.get(stroke.key.toLowerCase());
  const isRepeatable = action === 'next' || action === 'previous';
  return action === undefined || (stroke.repeat && !isRepeatable) ? null : action;
}
