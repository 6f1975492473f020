import type { TableMethod } from '../read-document';
import type { EngineMessage } from './messages';

/** The full PDF engine in a process without any other rights. */
export interface PdfEngine {
  /**
   * Reads the file at `path` and sends what it finds. The last message is `done`, which may carry
   * an error. If `signal` is aborted, the read ends without `done`. Runs one read at a time.
   */
  read(
    path: string,
    way: TableMethod | undefined,
    options: { readonly signal: AbortSignal; readonly send: (message: EngineMessage) => void },
  ): Promise<void>;
}
