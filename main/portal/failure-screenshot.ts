import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { SECOND } from '../base/durations';
import { removeFile } from '../base/held-files';
import { maskPage } from './page-scripts';
import type { Visit } from './visit';

const KEPT = 10;
/** A page that does not answer in this time is not pictured. */
const MASKING_MS = 2 * SECOND;
const PREFIX = 'portal-';
/** What stays readable: the menu and the buttons, which tell why an export was not found. */
const KEEP = '[id*="mainMenu"], [id*="_DXI"], [role="menu"], [role="toolbar"], button, [role="button"]';

/**
 * Saves a picture of the page a visit failed on, for support: field values and all texts but menu and buttons are
 * hidden first. The last ten are kept. Gives the file's name, or `null` if the page cannot be seen any more.
 */
export async function saveFailureScreenshot(
  visit: Visit,
  folder: string,
  code: string,
): Promise<string | null> {
  try {
    visit.browser.stopLoading();
    const masking = visit.page.evaluate(maskPage, KEEP).then(() => true);
    if (!(await Promise.race([masking, visit.waitMs(MASKING_MS).then(() => false)]))) {
      return null;
    }
  } catch {
    // The page is gone or between two documents; unmasked it is not pictured.
    return null;
  }
  const picture = await visit.browser.capture();
  if (picture === null || picture.length === 0) {
    return null;
  }
  await mkdir(folder, { recursive: true });
  const stamp = new Date(visit.clock.now()).toISOString().replace(/[:.]/g, '-');
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
