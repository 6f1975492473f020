import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { load } from 'js-yaml';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { PROJECT, cacheFolder } from '../setup/places.mjs';

const FOLDER = join(PROJECT, '.github', 'workflows');
/** What a runner must do itself; all else is the project's. */
const ACTIONS = ['actions/checkout', 'actions/setup-node', 'actions/cache', 'actions/upload-artifact'];

const workflowSchema = z.object({
  on: z.record(z.string(), z.unknown()),
  permissions: z.object({ contents: z.literal('read') }),
  jobs: z.record(
    z.string(),
    z.object({
      'runs-on': z.string(),
      strategy: z.object({ matrix: z.looseObject({ os: z.array(z.string()) }) }),
      steps: z.array(
        z.strictObject({
          uses: z.string().optional(),
          run: z.string().optional(),
          if: z.string().optional(),
          with: z.record(z.string(), z.unknown()).optional(),
          env: z.record(z.string(), z.string()).optional(),
        }),
      ),
    }),
  ),
});

const workflows = readdirSync(FOLDER).map((name) => ({
  name,
  // As YAML 1.2 has it: `on` is a word there, and no truth value.
  ...workflowSchema.parse(load(readFileSync(join(FOLDER, name), 'utf8'))),
}));
const { scripts } = z
  .object({ scripts: z.record(z.string(), z.string()) })
  .parse(JSON.parse(readFileSync(join(PROJECT, 'package.json'), 'utf8')));

function stepsOf({ jobs }: (typeof workflows)[number]) {
  return Object.values(jobs).flatMap(({ steps }) => steps);
}

test('each change is checked, and each version’s tag packaged, on the three systems', () => {
  expect(workflows.map(({ name }) => name)).toEqual(['checks.yml', 'release.yml']);
  const [checks, release] = workflows;
  expect(Object.keys(checks?.on ?? {})).toEqual(['push', 'pull_request']);
  expect(release?.on).toEqual({ push: { tags: ['v*'] } });
  for (const { jobs } of workflows) {
    for (const { strategy } of Object.values(jobs)) {
      expect(strategy.matrix.os.map((os) => os.split('-')[0])).toEqual(['ubuntu', 'windows', 'macos']);
    }
  }
});

test.each(workflows)('the steps of $name are the project’s own commands and nothing else', (workflow) => {
  const steps = stepsOf(workflow);
  expect(steps.length).toBeGreaterThan(3);
  for (const { run, uses } of steps) {
    expect([run, uses].filter((one) => one !== undefined)).toHaveLength(1);
    if (run !== undefined) {
      // One command, which every shell reads alike; npm runs `test` without `run` too.
      const script = /^npm (?:run )?([\w:-]+)(?: -- [\w -]+)?$/.exec(run)?.[1] ?? run;
      expect(Object.keys(scripts)).toContain(script);
    } else {
      expect(uses).toMatch(/^[\w/-]+@v\d+$/);
      expect(ACTIONS).toContain(uses?.split('@')[0]);
    }
  }
});

test('what the set-up keeps is kept from run to run, wherever a system has its caches', () => {
  const kept = workflows
    .flatMap(stepsOf)
    .filter(({ uses }) => uses?.startsWith('actions/cache') === true)
    .flatMap((step) => String(step.with?.['path']).split('\n'));
  const home = { win32: 'AppData/Local', darwin: 'Library/Caches', linux: '.cache' };
  for (const [platform, place] of Object.entries(home)) {
    const folder = cacheFolder(platform as NodeJS.Platform, {}).replaceAll('\\', '/');
    expect(folder.endsWith(`${place}/archibald-agent-dev`)).toBe(true);
    expect(kept).toContain(`~/${place}/archibald-agent-dev`);
  }
});

test('no secret stands in a workflow, and only signing gets any', () => {
  for (const { env } of workflows.flatMap(stepsOf)) {
    for (const [name, value] of Object.entries(env ?? {})) {
      expect(value).toBe(`\${{ secrets.${name} }}`);
    }
  }
});
