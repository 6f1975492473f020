import { describe, expect, test } from 'vitest';
import { Laboratory } from './lab/laboratory';
import type { Row } from './lab/row';
import { FILE_ROWS } from './lab/rows-files';
import { LOGIN_ROWS } from './lab/rows-logins';
import { NETWORK_ROWS } from './lab/rows-network';
import { PDF_ROWS } from './lab/rows-pdf';
import { PORTAL_ROWS } from './lab/rows-portal';
import { TIME_ROWS } from './lab/rows-time';

const PARTS: Readonly<Record<string, readonly Row[]>> = {
  'portal, login and network': PORTAL_ROWS,
  'another network than the portal’s': NETWORK_ROWS,
  'logins and the list': LOGIN_ROWS,
  'the PDF': PDF_ROWS,
  'disk and store': FILE_ROWS,
  'sleep, clock and process': TIME_ROWS,
};

/**
 * Returns the rows to run: all in `npm run lab -- faults`. Otherwise, the first row for each
 * combination of banner, kept data and plan.
 */
function chosen(rows: readonly Row[]): readonly Row[] {
  if (process.env['LAB'] === 'faults') {
    return rows;
  }
  const kinds = new Map<string, Row>();
  for (const row of rows.filter(({ impossible = false }) => impossible === false)) {
    const { banner, kept, then } = row.sees;
    const kind = JSON.stringify([banner, kept, then]);
    kinds.set(kind, kinds.get(kind) ?? row);
  }
  return [...kinds.values()];
}

for (const [part, rows] of Object.entries(PARTS)) {
  describe(part, () => {
    for (const row of chosen(rows)) {
      const impossible = row.impossible ?? false;
      const label = `${row.fault} ${row.name}${impossible === false ? '' : ` (not here: ${impossible})`}`;
      test.skipIf(impossible !== false)(label, async () => {
        const lab = await Laboratory.open(row.folder?.());
        await row.run(lab);
        expect(await lab.see()).toEqual(row.sees);
      });
    }
  });
}
