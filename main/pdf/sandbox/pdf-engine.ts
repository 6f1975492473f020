import type { TableMethod } from '../read-document';
import type { EngineMessage } from './messages';

/** The full PDF engine in a process without any other rights. */
export interface PdfEngine {
  /**
   * Reads the file at `path` and passes on its messages. The last one is `done`, which may carry an
   * error. If `signal` is aborted, the read ends without `done`. Only one read at a time.
   */
  read(
    path: string,
    way: TableMethod | undefined,
    options: { readonly signal: AbortSignal; readonly send: (message: EngineMessage) => void },
  ): Promise<void>;
}
