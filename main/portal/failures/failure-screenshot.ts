import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { SECOND } from '../../base/durations';
import { codeOf } from '../../base/error-code';
import { removeFile } from '../../base/held-files';
import { maskPage } from '../browser/page-scripts';
import { untilAborted } from '../until-aborted';
import type { Visit } from '../visit';

const KEPT = 10;
/** A page that does not answer in this time is not pictured. */
const MASKING_MS = 2 * SECOND;
const PREFIX = 'portal-';
/** What stays readable: the menu and the toolbar, which tell why an export was not found. A button may bear a name. */
export const KEPT_IN_PICTURES = '[id*="mainMenu"], [id*="_DXI"], [role="menu"], [role="toolbar"]';

/**
 * Saves a picture of the page a visit failed on, for support: field values, pictures and all texts but the menu are
 * hidden first. The last ten are kept. Gives the file's name, or `null` if there is none. Never rejects.
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
    // A picture is a help and no more: what has failed is the visit.
    visit.log.warn(`No picture of the page could be taken: ${codeOf(error)}`);
    return null;
  }
}

/** A picture of the page once it is masked; `null` if it cannot be masked. */
async function pictureOf(visit: Visit): Promise<Buffer | null> {
  try {
    visit.browser.stopLoading();
    const masking = visit.page.evaluate(maskPage, KEPT_IN_PICTURES).then(() => true);
    if (!(await Promise.race([masking, visit.waitMs(MASKING_MS).then(() => false)]))) {
      return null;
    }
  } catch {
    // The page is gone or between two documents; unmasked it is not pictured.
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
  for (const file of pictures.slice(0, -KEPT)) {
    removeFile(join(folder, file));
  }
  return name;
}
