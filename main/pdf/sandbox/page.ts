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

async function tell(message: EngineMessage): Promise<void> {
  await fetch(MESSAGE_PATH, { method: 'POST', body: JSON.stringify(message) });
}

async function readAndTell(way: TableMethod | undefined): Promise<void> {
  // The first message shows that the process has started.
  await tell({ kind: 'progress', customersRead: 0, expected: null });
  const response = await fetch(EXPORT_PATH);
  const bytes = new Uint8Array(await response.arrayBuffer());
  const onProgress = throttleProgress((message) => void tell(message));
  await tell({ kind: 'done', result: await readWithEngine(bytes, messageSink(tell), { onProgress }, way) });
}

const asked = new URLSearchParams(location.search).get('way');
readAndTell(asked === 'texts' || asked === 'drawing' ? asked : undefined).catch((error: unknown) => {
  const name = error instanceof Error ? error.name : 'unknown';
  const broken = appError('UNREADABLE_PDF', `Reading the export broke down (${name})`);
  return tell({ kind: 'done', result: { ok: false, error: broken } });
});
