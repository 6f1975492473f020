import type { MessagePort } from 'node:worker_threads';
import { receiveMessageOnPort } from 'node:worker_threads';

/**
 * Takes all rows that were sent into the other end of this port, and closes it; a `null` among them makes void what came
 * before. They wait in the port, whichever thread has it, and are unpacked here alone.
 */
export function takeRows<Row>(port: MessagePort): Row[] {
  const rows: Row[] = [];
  for (let next = receiveMessageOnPort(port); next !== undefined; next = receiveMessageOnPort(port)) {
    const piece = next.message as readonly Row[] | null;
    rows.length = piece === null ? 0 : rows.length;
    rows.push(...(piece ?? []));
  }
  port.close();
  return rows;
}
