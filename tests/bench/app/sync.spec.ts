/** Measures a first sync with its login, and one without changes in the kept session. */
import type { Page } from 'playwright/test';
import { expect, test } from 'playwright/test';
import type { SyncRun } from '../../../preload/contract';
import { connect } from '../../e2e/connected';
import { dataFolder, launch, quit } from '../../e2e/launch';
import { record } from '../record';
import { computeMedian } from '../report/figures.mjs';
import { formatQuantity } from '../report/table.mjs';
import { syncedAfter, syncNow } from './app-window';
import { startBenchPortal } from './bench-portal';

const ROUNDS = 5;
const CUSTOMERS = 1_452;
const STAGES = ['login', 'export', 'read', 'apply'] as const;
const GOALS = { first: 1_500, unchanged: 1_000, apply: 30 };

test('whole syncs', async () => {
  // The portal draws its PDF only once, in the first round, which is not measured.
  const portal = await startBenchPortal(CUSTOMERS, 1);
  const first: SyncRun[] = [];
  const unchanged: SyncRun[] = [];
  for (let round = 0; round <= ROUNDS; round += 1) {
    const { app, page } = await launch(dataFolder());
    await connect(page, portal);
    const runs = await syncTwice(page);
    if (round > 0) {
      first.push(runs.first);
      unchanged.push(runs.unchanged);
    }
    await quit(app);
  }
  const { drawingMs } = await portal.stats();
  await portal.close();
  expect(first.every(({ logins }) => logins === 1)).toBe(true);
  expect(unchanged.every(({ logins }) => logins === 0)).toBe(true);

  const drawing = `; the portal drew its PDF before, in ${formatQuantity(drawingMs, 'ms')}`;
  record(
    {
      title: 'First sync, with a login',
      unit: 'ms',
      goal: GOALS.first,
      comparedWith: stagesOf(first) + drawing,
    },
    first.map(({ durationMs }) => durationMs),
  );
  record(
    {
      title: 'Nothing new, session kept',
      unit: 'ms',
      goal: GOALS.unchanged,
      comparedWith: stagesOf(unchanged),
    },
    unchanged.map(({ durationMs }) => durationMs),
  );
  record(
    {
      title: 'Applying nothing new',
      unit: 'ms',
      goal: GOALS.apply,
      comparedWith: `all new ${formatQuantity(computeMedian(first.map(({ stages }) => stages.apply)), 'ms')}`,
    },
    unchanged.map(({ stages }) => stages.apply),
  );
  record(
    { title: 'Rows written with nothing new', goal: 0 },
    unchanged.map(({ counts }) => counts.added + counts.updated + counts.missing),
  );
});

async function syncTwice(page: Page): Promise<{ readonly first: SyncRun; readonly unchanged: SyncRun }> {
  const first = await syncedAfter(page, 0);
  return { first, unchanged: await syncNow(page) };
}

function stagesOf(runs: readonly SyncRun[]): string {
  return STAGES.map(
    (stage) => `${stage} ${formatQuantity(computeMedian(runs.map(({ stages }) => stages[stage])), 'ms')}`,
  ).join(', ');
}
