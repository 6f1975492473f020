const isMac = navigator.userAgent.includes('Mac');

/** A key that is pressed with the system's main one, as its keyboards and menus write that. */
export function shortcut(key: string): string {
  return isMac ? `⌘${key}` : `Ctrl+${key}`;
}

/** The same with the key beside it. */
export function altKey(key: string): string {
  return isMac ? `⌥${key}` : `Alt+${key}`;
}

type KeyAction = 'next' | 'previous' | 'call' | 'note' | 'recall' | 'portal' | 'star' | 'help';

/** A key as it was pressed; the browser's own event is one. */
export interface KeyStroke {
  readonly key: string;
  readonly altKey: boolean;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  /** It is held down. */
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

/** Returns what a key does among the customers, outside fields; `null` for nothing. Held down it goes on to the next only. */
export function keyAction(stroke: KeyStroke): KeyAction | null {
  if (stroke.ctrlKey || stroke.metaKey) {
    return null;
  }
  const action = stroke.altKey ? ARROWS.get(stroke.key) : LETTERS.get(stroke.key.toLowerCase());
  const goesOn = action === 'next' || action === 'previous';
  return action === undefined || (stroke.repeat && !goesOn) ? null : action;
}
