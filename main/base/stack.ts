const FRAMES = 12;
/** A function name as V8 prints it. */
const NAME = /^(?:async |new )*[\w$#.<>]+(?: \[as [\w$#]+\])?$/;
/** A frame with its position, in a file or in the engine itself. */
const FRAME = /^\s+at (?:(.+?) \()?(.*?:\d+:\d+|<anonymous>|native|index \d+)\)*$/;

/** Returns an error's name, code and stack without folders. Its message may quote a customer. */
export function printableStack(thrown: unknown): string {
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

/** Returns the file name of a position with line and column, without folders and query string. */
function fileOf(place: string): string {
  // Puppeteer names its scripts by their position, URL-encoded.
  const plain = place.replace(/%3A/gi, ':').replace(/%(?:2F|5C)/gi, '/');
  const [, file, line] = /([\w.-]+)(?:[?#][^/\\]*?)?(:\d+:\d+)(?:\)?:\d+:\d+)?$/.exec(plain) ?? [];
  return file === undefined || line === undefined ? '' : ` (${file}${line})`;
}
