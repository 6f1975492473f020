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

/** The secrets that the steps of a job are given, by what is run with them. */
function secretsOf(name: string): Record<string, string[]> {
  const steps = jobs[name]?.steps ?? [];
  return Object.fromEntries(
    steps.flatMap(({ run, env }) => (env === undefined ? [] : [[run ?? '', Object.keys(env).sort()]])),
  );
}

test('each job knows the keys of its own system alone, in an environment that somebody approves', () => {
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
    // What is installed and built before knows none.
    expect(Object.keys(secretsOf(name))).toHaveLength(1);
    expect(Object.values(secretsOf(name)).flat()).toEqual(
      Object.values(secretsOf(name))
        .flat()
        .filter((secret) => pattern.test(secret)),
    );
    expect(jobs[name]?.environment).toMatch(/^signing-/);
  }
  // None stands anywhere else, and each under its own name.
  const named = [...text.matchAll(/secrets\.(\w+)/g)].map(([, secret]) => secret);
  const given = Object.values(jobs).flatMap(({ steps }) =>
    steps.flatMap(({ env }) => Object.entries(env ?? {})),
  );
  expect(given.map(([secret]) => secret)).toEqual(named);
  for (const [secret, value] of given) {
    expect(value).toBe(`\${{ secrets.${secret} }}`);
  }
});

test('the feed’s key meets one script without packages, after all that is to be signed is made', () => {
  expect(jobs['feed']?.needs).toEqual(['linux', 'windows', 'macos']);
  const runs = jobs['feed']?.steps.flatMap(({ run }) => run ?? []);
  expect(runs).toEqual(['node scripts/package/sign-feed.mjs dist']);
});

test('what is run is a command of the project', () => {
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

test('no job leaves its token for what runs after it, or takes a cache that others may have written', () => {
  for (const { steps } of Object.values(jobs)) {
    for (const { uses, with: options } of steps) {
      if (uses?.startsWith('actions/checkout@') === true) {
        expect(options?.['persist-credentials']).toBe(false);
      }
      expect(options?.['cache']).toBeUndefined();
    }
  }
});
