import type { TableWay } from '../read-document';
import type { EngineMessage } from './messages';

/** The whole PDF engine, where it runs in a process that may do nothing else. */
export interface PdfEngine {
  /**
   * Reads the file at `path` and tells what it reads; the last it tells is `done`, with an error of the reader if need
   * be. Ends without it when `signal` is aborted. One read at a time.
   */
  read(
    path: string,
    way: TableWay | undefined,
    options: { readonly signal: AbortSignal; readonly tell: (message: EngineMessage) => void },
  ): Promise<void>;
}
