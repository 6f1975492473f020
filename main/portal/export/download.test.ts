import { existsSync, writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { FakeClock } from '../../../tests/helpers/fake-clock';
import { tempFolder } from '../../../tests/helpers/temp-folder';
import type { Visit } from '../visit';
import { LARGEST_EXPORT_BYTES, PortalDownload } from './download';

/** Returns the visit that follows the transfer; `onPause` runs between two polls. */
function visit(onPause: () => void): Visit {
  const parts = {
    clock: new FakeClock(),
    timeouts: { downloadSilenceMs: 1_000 },
    pause: () => {
      onPause();
      return Promise.resolve();
    },
  };
  return parts as unknown as Visit;
}

test('a portal that sends endlessly is stopped at 100 MB', async () => {
  const download = await PortalDownload.inFolder(tempFolder());
  expect(download.accept()).toBe(download.path);
  let bytes = 0;
  const endless = visit(() => {
    bytes += 10 * 1_048_576;
    download.onBytes(bytes);
  });
  await expect(download.finish(endless, () => undefined)).rejects.toMatchObject({
    error: { code: 'EXPORT_TOO_LARGE' },
  });
  expect(bytes).toBeLessThan(LARGEST_EXPORT_BYTES * 1.2);
  await download.dispose();
  expect(existsSync(download.folder)).toBe(false);
});

test('an instant download is judged by its size too, and a large one within the limit is accepted', async () => {
  for (const [bytes, isTaken] of [
    [LARGEST_EXPORT_BYTES + 1, false],
    [LARGEST_EXPORT_BYTES, true],
  ] as const) {
    const download = await PortalDownload.inFolder(tempFolder());
    writeFileSync(download.accept() ?? '', '%PDF-1.4\n%%EOF');
    download.onBytes(bytes);
    download.onDone('completed');
    const finished = download.finish(
      visit(() => undefined),
      () => undefined,
    );
    await (isTaken
      ? expect(finished).resolves.toBe(14)
      : expect(finished).rejects.toMatchObject({ error: { code: 'EXPORT_TOO_LARGE' } }));
  }
});
