import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Variables that name a key file. In a pipeline they may hold the key itself. */
const KEY_FILES = ['APPLE_API_KEY', 'ARCHIBALD_FEED_KEY'];
const KEY = /^-----BEGIN [A-Z ]*PRIVATE KEY-----/;

/**
 * Writes each key that a variable holds to a private file, runs `work` and removes the files.
 * @template Value @param {NodeJS.ProcessEnv} env names the files during `work`
 * @param {() => Promise<Value>} work @returns {Promise<Value>}
 */
export async function withKeyFiles(env, work) {
  const keys = KEY_FILES.flatMap((name) => {
    const text = env[name] ?? '';
    return KEY.test(text) ? [{ name, text }] : [];
  });
  if (keys.length === 0) {
    return work();
  }
  const folder = mkdtempSync(join(tmpdir(), 'archibald-keys-'));
  try {
    for (const { name, text } of keys) {
      env[name] = join(folder, `${name}.pem`);
      writeFileSync(env[name], `${text.trim()}\n`, { mode: 0o600 });
    }
    return await work();
  } finally {
    keys.forEach(({ name, text }) => {
      env[name] = text;
    });
    rmSync(folder, { recursive: true, force: true });
  }
}
