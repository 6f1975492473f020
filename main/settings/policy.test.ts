import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { tempFolder } from '../../tests/helpers/temp-folder';
import { allowedFrequency, allowedHours, loadPolicy, policyPath } from './policy';

const FINGERPRINT = Array(32).fill('AB').join(':');

function policyOf(text: string): ReturnType<typeof loadPolicy> {
  const path = join(tempFolder(), 'policy.json');
  writeFileSync(path, text);
  return loadPolicy(path);
}

test('fixes what the file names, and leaves the rest to the agent', () => {
  expect(loadPolicy(join(tempFolder(), 'none.json'))).toEqual({
    policy: {
      portalOrigin: null,
      frequencyMinutes: null,
      hours: null,
      loginsPerDay: null,
      certificatePins: {},
      updateFeed: null,
    },
    trouble: null,
  });
  const full = {
    portalUrl: 'https://archibald.example.it/Archibald/Default.aspx',
    frequencyMinutes: { min: 15, max: 120 },
    hours: { days: [1, 2, 3, 4, 5], from: '07:30', to: '19:00' },
    loginsPerDay: 6,
    certificatePins: { 'archibald.example.it': FINGERPRINT },
    updateFeed: 'https://updates.example.it/archibald-agent',
  };
  expect(policyOf(JSON.stringify(full))).toEqual({
    policy: {
      portalOrigin: 'https://archibald.example.it',
      frequencyMinutes: { min: 15, max: 120 },
      hours: { days: [1, 2, 3, 4, 5], from: '07:30', to: '19:00' },
      loginsPerDay: 6,
      certificatePins: { 'archibald.example.it': FINGERPRINT },
      updateFeed: 'https://updates.example.it/archibald-agent',
    },
    trouble: null,
  });
});

test.each([
  ['{', 'JSON'],
  ['null', ''],
  ['{"portalUrl":"ftp://x"}', 'portalUrl'],
  ['{"portal":"https://x.it"}', 'portal'],
  ['{"frequencyMinutes":{"min":60,"max":15}}', 'frequencyMinutes'],
  ['{"frequencyMinutes":{"min":1,"max":15}}', 'frequencyMinutes.min'],
  ['{"hours":"sometimes"}', 'hours'],
  ['{"hours":{"days":[1],"from":"19:00","to":"07:30"}}', 'hours'],
  ['{"hours":{"days":[],"from":"07:30","to":"19:00"}}', 'hours'],
  ['{"hours":{"days":[1,1],"from":"07:30","to":"19:00"}}', 'hours'],
  ['{"hours":{"days":[8],"from":"07:30","to":"19:00"}}', 'hours'],
  ['{"hours":{"days":[1],"from":"7:30","to":"19:00"}}', 'hours'],
  ['{"loginsPerDay":0}', 'loginsPerDay'],
  ['{"loginsPerDay":49}', 'loginsPerDay'],
  ['{"updateFeed":"http://updates.example.it"}', 'updateFeed'],
  ['{"certificatePins":{"x.it":"abc"}}', 'certificatePins'],
])('a file that holds %s fixes nothing and says why', (text, why) => {
  const { policy, trouble } = policyOf(text);
  expect(policy).toEqual({
    portalOrigin: null,
    frequencyMinutes: null,
    hours: null,
    loginsPerDay: null,
    certificatePins: {},
    updateFeed: null,
  });
  expect(trouble).toContain(why);
});

test('keeps the frequency within its bounds', () => {
  const { policy } = policyOf('{"frequencyMinutes":{"min":15,"max":120}}');
  expect([5, 30, 1_440].map((chosen) => allowedFrequency(chosen, policy))).toEqual([15, 30, 120]);
});

test('is where only an administrator may write', () => {
  expect(policyPath('linux', {})).toBe('/etc/archibald-agent/policy.json');
  expect(policyPath('darwin', {})).toBe('/Library/Application Support/Archibald Agent/policy.json');
  expect(policyPath('win32', { ProgramData: 'D:\\Data' })).toBe('D:\\Data\\Archibald Agent\\policy.json');
});

test('its hours outdo the agent’s, also when they are always', () => {
  const chosen = { days: [6], from: '09:00', to: '12:00' };
  expect(allowedHours(chosen, policyOf('{"hours":"always"}').policy)).toBe('always');
  expect(allowedHours(chosen, policyOf('{}').policy)).toBe(chosen);
});
