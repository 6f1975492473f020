import type { IncomingMessage, ServerResponse } from 'node:http';

const MAX_BODY_BYTES = 1024 * 1024;

/** Sends a page and closes the answer, unless the client has gone. */
export function sendHtml(
  response: ServerResponse,
  status: number,
  html: string,
  headers: Readonly<Record<string, string | readonly string[]>> = {},
): void {
  if (response.destroyed) {
    return;
  }
  const body = Buffer.from(html, 'utf8');
  response.writeHead(status, {
    'Content-Type': 'text/html; charset=utf-8',
    'Content-Length': body.length,
    'Cache-Control': 'private',
    ...(headers as Record<string, string | string[]>),
  });
  response.end(body);
}

export function redirect(
  response: ServerResponse,
  location: string,
  headers: Readonly<Record<string, string | readonly string[]>> = {},
): void {
  sendHtml(response, 302, '<html><head><title>Object moved</title></head></html>', {
    Location: location,
    ...headers,
  });
}

/** Reads a posted form; `null` if it is too large or the client has gone. */
export async function readForm(request: IncomingMessage): Promise<URLSearchParams | null> {
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of request as AsyncIterable<Buffer>) {
      size += chunk.length;
      if (size > MAX_BODY_BYTES) {
        return null;
      }
      chunks.push(chunk);
    }
  } catch {
    // The client has gone, so it needs no answer.
    return null;
  }
  return new URLSearchParams(Buffer.concat(chunks).toString('utf8'));
}
