const isMac = navigator.userAgent.includes('Mac');

/** A key that is pressed with the system's main one, as its keyboards and menus write that. */
export function shortcut(key: string): string {
  return isMac ? `⌘${key}` : `Ctrl+${key}`;
}
