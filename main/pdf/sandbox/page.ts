/**
 * The page of the PDF engine: fetches the export, reads it and posts the result. It runs in its own
 * sandboxed process, so that a file that takes over the engine reaches nothing else.
 */
import { appError } from '../../../preload/contract/errors';
import type { TableMethod } from '../read-document';
import { readWithEngine } from '../read-with-engine';
import type { EngineMessage } from './messages';
import { EXPORT_PATH, MESSAGE_PATH } from './messages';
import { throttleProgress, messageSink } from './report-reading';

async function send(message: EngineMessage): Promise<void> {
  await fetch(MESSAGE_PATH, { method: 'POST', body: JSON.stringify(message) });
}

async function readAndReport(way: TableMethod | undefined): Promise<void> {
  // The first message shows that the process has started.
  await send({ kind: 'progress', customersRead: 0, expected: null });
  const response = await fetch(EXPORT_PATH);
  const bytes = new Uint8Array(await response.arrayBuffer());
  const onProgress = throttleProgress((message) => void send(message));
  await send({ kind: 'done', result: await readWithEngine(bytes, messageSink(send), { onProgress }, way) });
}

const requestedWay = new URLSearchParams(location.search).get('way');
readAndReport(requestedWay === 'texts' || requestedWay === 'drawing' ? requestedWay : undefined).catch(
  (error: unknown) => {
    const name = error instanceof Error ? error.name : 'unknown';
    const broken = appError('UNREADABLE_PDF', `Reading the export broke down (${name})`);
    return send({ kind: 'done', result: { ok: false, error: broken } });
  },
);
