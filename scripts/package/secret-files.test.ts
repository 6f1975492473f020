import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { withKeyFiles } from './secret-files.mjs';

const KEY = '-----BEGIN PRIVATE KEY-----\nabc\n-----END PRIVATE KEY-----';

test('a key in a variable is in a file while needed, and removed in any case', async () => {
  const env: NodeJS.ProcessEnv = { ARCHIBALD_FEED_KEY: KEY, APPLE_API_KEY: '/keys/apple.p8' };
  let path = '';
  const failing = withKeyFiles(env, () => {
    path = env['ARCHIBALD_FEED_KEY'] ?? '';
    expect(readFileSync(path, 'utf8')).toBe(`${KEY}\n`);
    expect(env['APPLE_API_KEY']).toBe('/keys/apple.p8');
    return Promise.reject(new Error('broken off'));
  });
  await expect(failing).rejects.toThrow('broken off');
  expect(existsSync(path)).toBe(false);
  expect(env['ARCHIBALD_FEED_KEY']).toBe(KEY);
});

test('a variable with a file name or without a value stays unchanged', async () => {
  const env: NodeJS.ProcessEnv = { ARCHIBALD_FEED_KEY: 'keys/feed.pem', APPLE_API_KEY: '' };
  const before = { ...env };
  expect(await withKeyFiles(env, () => Promise.resolve({ ...env }))).toEqual(before);
});
