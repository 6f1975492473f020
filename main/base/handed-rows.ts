import type { MessagePort } from 'node:worker_threads';
import { receiveMessageOnPort } from 'node:worker_threads';

/**
 * Returns all rows sent to the other end of this port, and closes the port. A `null` among them
 * discards all rows before it. Until this call the rows wait serialised in the port, even if the
 * port is passed to another thread.
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
