import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { load } from 'js-yaml';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { PROJECT } from '../setup/places.mjs';

const schema = z.object({
  permissions: z.strictObject({ contents: z.literal('read') }),
  jobs: z.record(
    z.string(),
    z.object({
      needs: z.union([z.string(), z.array(z.string())]).optional(),
      uses: z.string().optional(),
      environment: z.string().optional(),
      env: z.undefined().optional(),
      steps: z
        .array(
          z.object({
            uses: z.string().optional(),
            run: z.string().optional(),
            with: z.record(z.string(), z.unknown()).optional(),
            env: z.record(z.string(), z.string()).optional(),
          }),
        )
        .default([]),
    }),
  ),
});

const text = readFileSync(join(PROJECT, '.github/workflows/release.yml'), 'utf8');
const { jobs } = schema.parse(load(text));

/** Returns the secrets of a job's steps, by command. */
function secretsOf(name: string): Record<string, string[]> {
  const steps = jobs[name]?.steps ?? [];
  return Object.fromEntries(
    steps.flatMap(({ run, env }) => (env === undefined ? [] : [[run ?? '', Object.keys(env).sort()]])),
  );
}

test('each job has only the keys of its own system, in an environment that needs approval', () => {
  expect(Object.keys(jobs)).toEqual(['checks', 'linux', 'windows', 'macos', 'feed']);
  expect(secretsOf('linux')).toEqual({});
  expect(secretsOf('windows')['npm run dist']).toEqual(
    expect.arrayContaining(['AZURE_CLIENT_SECRET', 'WIN_CSC_LINK']),
  );
  expect(secretsOf('macos')['npm run dist']).toEqual(expect.arrayContaining(['APPLE_API_KEY', 'CSC_LINK']));
  for (const [name, pattern] of [
    ['windows', /^(WIN|AZURE)_/],
    ['macos', /^(CSC|APPLE)_/],
    ['feed', /^ARCHIBALD_FEED_/],
  ] as const) {
    // The steps that install and build have no secrets.
    expect(Object.keys(secretsOf(name))).toHaveLength(1);
    expect(Object.values(secretsOf(name)).flat()).toEqual(
      Object.values(secretsOf(name))
        .flat()
        .filter((secret) => pattern.test(secret)),
    );
    expect(jobs[name]?.environment).toMatch(/^signing-/);
  }
  // Secrets occur only in the `env` of steps, each in a variable with the secret's name.
  const named = [...text.matchAll(/secrets\.(\w+)/g)].map(([, secret]) => secret);
  const given = Object.values(jobs).flatMap(({ steps }) =>
    steps.flatMap(({ env }) => Object.entries(env ?? {})),
  );
  expect(given.map(([secret]) => secret)).toEqual(named);
  for (const [secret, value] of given) {
    expect(value).toBe(`\${{ secrets.${secret} }}`);
  }
});

test('the feed’s key is used by one script without packages, after all files are built', () => {
  expect(jobs['feed']?.needs).toEqual(['linux', 'windows', 'macos']);
  const runs = jobs['feed']?.steps.flatMap(({ run }) => run ?? []);
  expect(runs).toEqual(['node scripts/package/sign-feed.mjs dist']);
});

test('the workflow runs only commands of the project', () => {
  const { scripts } = JSON.parse(readFileSync(join(PROJECT, 'package.json'), 'utf8')) as {
    scripts: Readonly<Record<string, string>>;
  };
  const runs = Object.values(jobs).flatMap(({ steps }) => steps.flatMap(({ run }) => run ?? []));
  const named = runs.flatMap((run) => /^npm run (\S+)$/.exec(run)?.[1] ?? []);
  expect(named).toHaveLength(runs.length - 1);
  expect(Object.keys(scripts)).toEqual(expect.arrayContaining(named));
});

test('nothing is packaged before the checks have passed', () => {
  expect(jobs['checks']?.uses).toBe('./.github/workflows/checks.yml');
  for (const name of ['linux', 'windows', 'macos']) {
    expect(jobs[name]?.needs).toBe('checks');
  }
  const checks = readFileSync(join(PROJECT, '.github/workflows/checks.yml'), 'utf8');
  expect(Object.keys((load(checks) as { on: object }).on)).toContain('workflow_call');
});

test('no job keeps its token for later steps or uses a cache that others may write', () => {
  for (const { steps } of Object.values(jobs)) {
    for (const { uses, with: options } of steps) {
      if (uses?.startsWith('actions/checkout@') === true) {
        expect(options?.['persist-credentials']).toBe(false);
      }
      expect(options?.['cache']).toBeUndefined();
    }
  }
});
