const FRAMES = 12;

/**
 * Returns what a log may keep of something thrown: its name, its code and its stack without folders. The message is
 * left out, because it may quote a page or a customer.
 */
export function stackOf(thrown: unknown): string {
  if (!(thrown instanceof Error)) {
    return `a thrown ${typeof thrown}`;
  }
  const code = 'code' in thrown && typeof thrown.code === 'string' ? ` (${thrown.code})` : '';
  return [`${thrown.name}${code}`, ...framesOf(thrown.stack ?? '')].join(' ');
}

function framesOf(stack: string): string[] {
  const frames = stack.matchAll(/^\s+at (?:(.+?) \()?(.+?)\)?$/gm);
  return [...frames].slice(0, FRAMES).map(([, name, place = '']) => {
    const file = place.split(/[\\/]/).at(-1) ?? '';
    return name === undefined ? `at (${file})` : `at ${name} (${file})`;
  });
}
