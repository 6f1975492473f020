import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DEMO_DEFAULTS } from '../../main/demo/options';
import { exportPdf } from '../../main/demo/portal/export';

/** The drawn exports, kept between runs because drawing 50,000 customers takes half a minute. */
const FOLDER = join(import.meta.dirname, '../../test-results/bench-files');
const SMALL = 60;

/** Returns the path of the demo portal's export of `count` customers, drawn if it is missing. */
export async function exportFile(count: number): Promise<string> {
  // The name contains a hash of a small export, which changes with the code that draws.
  const drawing = createHash('sha256')
    .update(await draw(SMALL))
    .digest('hex')
    .slice(0, 12);
  const path = join(FOLDER, `${count}-${drawing}.pdf`);
  if (!existsSync(path)) {
    mkdirSync(FOLDER, { recursive: true });
    writeFileSync(`${path}.part`, await draw(count));
    renameSync(`${path}.part`, path);
  }
  // The file is read once here, so that the first measurement does not wait for the disk.
  readFileSync(path);
  return path;
}

function draw(count: number): Promise<Buffer> {
  return exportPdf({ ...DEMO_DEFAULTS, count }, 'it', 1);
}
