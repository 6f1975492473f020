import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { DownloadObserver } from '../browser/browser';
import { PortalFailure } from '../failures/failure';
import type { Visit } from '../visit';
import { checkDownload } from './check-download';

/**
 * The size limit of an export, which stops a portal that sends endlessly from filling the disk.
 * 1,452 customers are under 2 MB. The reader has the same limit.
 */
export const LARGEST_EXPORT_BYTES = 100 * 1_048_576;

/** The prefix of download folders, by which leftovers of crashed runs are found. */
export const RUN_FOLDER_PREFIX = 'archibald-export-';

/**
 * The single download of a visit, in its own folder so that two runs never mix up files. Only the
 * first download is accepted, since the PDF may come twice.
 */
export class PortalDownload implements DownloadObserver {
  readonly path: string;
  #started = false;
  #receivedBytes = 0;
  #state: 'completed' | 'interrupted' | 'cancelled' | null = null;

  private constructor(readonly folder: string) {
    this.path = join(folder, 'export.pdf');
  }

  static async inFolder(parent: string): Promise<PortalDownload> {
    return new PortalDownload(await mkdtemp(join(parent, RUN_FOLDER_PREFIX)));
  }

  hasStarted(): boolean {
    return this.#started;
  }

  get receivedBytes(): number {
    return this.#receivedBytes;
  }

  accept(): string | null {
    if (this.#started) {
      return null;
    }
    this.#started = true;
    return this.path;
  }

  onBytes(receivedBytes: number): void {
    this.#receivedBytes = receivedBytes;
  }

  onDone(state: 'completed' | 'interrupted' | 'cancelled'): void {
    this.#state = state;
  }

  /**
   * Follows the transfer to its end and checks the file. Returns the size in bytes. Throws
   * EXPORT_TIMEOUT if no byte comes for too long, EXPORT_TOO_LARGE beyond 100 MB, EXPORT_NOT_PDF,
   * DOWNLOAD_BROKEN or another code of {@link checkDownload}.
   */
  async finish(visit: Visit, onBytes: (receivedBytes: number) => void): Promise<number> {
    let lastBytes = -1;
    let lastChangeAt = visit.clock.monotonicMs();
    const startedAt = lastChangeAt;
    while (this.#state === null) {
      if (this.#receivedBytes > LARGEST_EXPORT_BYTES) {
        throw tooLarge(this.#receivedBytes);
      }
      if (this.#receivedBytes !== lastBytes) {
        lastBytes = this.#receivedBytes;
        lastChangeAt = visit.clock.monotonicMs();
        onBytes(lastBytes);
      } else if (visit.clock.monotonicMs() - lastChangeAt > visit.timeouts.downloadSilenceMs) {
        throw new PortalFailure('EXPORT_TIMEOUT', 'The portal stopped sending the export', {
          receivedBytes: lastBytes,
        });
      }
      await visit.pause(visit.clock.monotonicMs() - startedAt);
    }
    onBytes(this.#receivedBytes);
    if (this.#state !== 'completed') {
      throw new PortalFailure('DOWNLOAD_BROKEN', 'The connection broke during the download', {
        receivedBytes: this.#receivedBytes,
      });
    }
    if (this.#receivedBytes > LARGEST_EXPORT_BYTES) {
      throw tooLarge(this.#receivedBytes);
    }
    const checked = await checkDownload(this.path);
    if (!checked.ok) {
      throw new PortalFailure(checked.error.code, checked.error.message, checked.error.details);
    }
    return checked.value;
  }

  async dispose(): Promise<void> {
    await rm(this.folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }
}

function tooLarge(receivedBytes: number): PortalFailure {
  return new PortalFailure('EXPORT_TOO_LARGE', 'The portal sends more data than any export has', {
    receivedBytes,
    limitBytes: LARGEST_EXPORT_BYTES,
  });
}
