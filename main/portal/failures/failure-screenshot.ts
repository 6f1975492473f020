import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { SECOND } from '../../base/durations';
import { errorCode } from '../../base/error-code';
import { removeFile } from '../../base/held-files';
import { maskPage } from '../browser/page-scripts';
import { untilAborted } from '../until-aborted';
import type { Visit } from '../visit';

const KEPT_SCREENSHOTS = 10;
/** The time limit for masking; a page that takes longer is not captured. */
const MASKING_MS = 2 * SECOND;
const PREFIX = 'portal-';
/** The parts left readable to explain a missing export. Other buttons may show a name. */
export const READABLE_IN_SCREENSHOTS = '[id*="mainMenu"], [id*="_DXI"], [role="menu"], [role="toolbar"]';

/**
 * Saves a screenshot of the failed page for support. Hides field values, pictures and texts outside
 * the menu first. Keeps the last ten screenshots. Returns the file name or `null`. Never rejects.
 */
export async function saveFailureScreenshot(
  visit: Visit,
  folder: string,
  code: string,
): Promise<string | null> {
  try {
    const picture = await untilAborted(pictureOf(visit), visit.signal);
    return picture === null ? null : await keep(picture, folder, code, visit.clock.now());
  } catch (error) {
    // A missing screenshot must not hide the visit's own error.
    visit.log.warn(`The page could not be captured: ${errorCode(error)}`);
    return null;
  }
}

/** Returns a screenshot of the masked page; `null` if it cannot be masked. */
async function pictureOf(visit: Visit): Promise<Buffer | null> {
  try {
    visit.browser.stopLoading();
    const masking = visit.page.evaluate(maskPage, READABLE_IN_SCREENSHOTS).then(() => true);
    if (!(await Promise.race([masking, visit.waitMs(MASKING_MS).then(() => false)]))) {
      return null;
    }
  } catch {
    // The page is gone or changing; an unmasked page is never captured.
    return null;
  }
  return visit.browser.capture();
}

async function keep(picture: Buffer, folder: string, code: string, now: number): Promise<string | null> {
  if (picture.length === 0) {
    return null;
  }
  await mkdir(folder, { recursive: true });
  const stamp = new Date(now).toISOString().replace(/[:.]/g, '-');
  const name = `${PREFIX}${stamp}-${code}.png`;
  await writeFile(join(folder, name), picture, { mode: 0o600 });
  const pictures = (await readdir(folder))
    .filter((file) => file.startsWith(PREFIX) && file.endsWith('.png'))
    .sort();
  for (const file of pictures.slice(0, -KEPT_SCREENSHOTS)) {
    removeFile(join(folder, file));
  }
  return name;
}
