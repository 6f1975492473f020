import { expect, test } from 'vitest';
import { tempFolder } from '../../../tests/helpers/temp-folder';
import { Credentials } from '../../settings/credentials';
import { Settings } from '../../settings/settings';
import { explainFirst } from './key-store';

const BOX = {
  encrypt: (text: string) => Promise.resolve(Buffer.from(text)),
  decrypt: (data: Buffer) => Promise.resolve(data.toString()),
};
const ACCOUNT = { portalOrigin: 'https://archibald.example.it', user: 'agente' };

test('the reason is shown once, before the first use of the key store', async () => {
  const folder = tempFolder();
  const logged: string[] = [];
  const settings = new Settings(folder, () => 0);
  const explain = (): Promise<void> => {
    logged.push('why');
    settings.noteKeychainExplained();
    return Promise.resolve();
  };
  const isAvailable = (): Promise<boolean> => {
    logged.push('used');
    return Promise.resolve(true);
  };
  const box = explainFirst({ ...BOX, isAvailable }, explain);
  expect([settings.isKeychainExplained, logged]).toEqual([false, []]);
  await new Credentials(folder, box).save(ACCOUNT, 'segreta');
  expect(await new Credentials(folder, box).find(ACCOUNT)).toMatchObject({ password: 'segreta' });
  expect(logged).toEqual(['why', 'used', 'used']);
  expect(new Settings(folder, () => 0).isKeychainExplained).toBe(true);
});
