const FRAMES = 12;
/** A function's name as V8 writes it. */
const NAME = /^(?:async |new )*[\w$#.<>]+(?: \[as [\w$#]+\])?$/;
/** A frame with its place, in a file or in the engine itself. */
const FRAME = /^\s+at (?:(.+?) \()?(.*?:\d+:\d+|<anonymous>|native|index \d+)\)*$/;

/**
 * Returns what a log may keep of something thrown: its name, its code and its stack without folders. The message is
 * left out, because it may quote a page or a customer.
 */
export function stackOf(thrown: unknown): string {
  if (!(thrown instanceof Error)) {
    return `a thrown ${typeof thrown}`;
  }
  const code = 'code' in thrown && isWord(thrown.code) ? ` (${thrown.code})` : '';
  return [`${isWord(thrown.name) ? thrown.name : 'Error'}${code}`, ...framesOf(thrown)].join(' ');
}

function isWord(text: unknown): text is string {
  return typeof text === 'string' && /^\w+$/.test(text);
}

function framesOf({ stack = '', message }: Error): string[] {
  // The stack begins with the message, whose lines may look like frames.
  const lines = stack.replace(message, '').split('\n');
  const frames = lines.flatMap((line) => {
    const [, name = '', place = ''] = FRAME.exec(line) ?? [];
    const words = NAME.test(name) ? ` ${name}` : '';
    const file = fileOf(place);
    return words === '' && file === '' ? [] : [`at${words}${file}`];
  });
  return frames.slice(0, FRAMES);
}

/** The file of a place with line and column; neither its folders nor what an address asks for. */
function fileOf(place: string): string {
  // Puppeteer's scripts are named by the place that they come from, encoded.
  const plain = place.replace(/%3A/gi, ':').replace(/%(?:2F|5C)/gi, '/');
  const [, file, line] = /([\w.-]+)(?:[?#][^/\\]*?)?(:\d+:\d+)(?:\)?:\d+:\d+)?$/.exec(plain) ?? [];
  return file === undefined || line === undefined ? '' : ` (${file}${line})`;
}
