import { generateKeyPairSync } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { expect, test } from 'vitest';
import type { Preferences } from '../../preload/contract';
import { NO_POLICY, allowsPortal, effectivePreferences, isSafePortal, parsePolicy } from './policy';

const OFFICE = generateKeyPairSync('ed25519');
const KEY = OFFICE.publicKey.export({ format: 'der', type: 'spki' }).toString('base64');
const PREFERENCES: Preferences = {
  frequencyMinutes: 30,
  hours: { days: [6], from: '09:00', to: '12:00' },
  language: 'it',
  theme: 'dark',
  notifications: true,
  automaticBanner: false,
  startWithComputer: false,
};
const FINGERPRINT = Array(32).fill('AB').join(':');

test('fixes what it names, and leaves the rest to the agent', () => {
  expect(parsePolicy('{}')).toEqual({
    policy: {
      portalOrigin: null,
      frequencyMinutes: null,
      hours: null,
      loginsPerDay: null,
      certificatePins: {},
      mayTrustCertificates: true,
      retentionMonths: 24,
      updateFeed: null,
      updateKey: null,
    },
    state: 'valid',
    troubles: [],
  });
  const full = {
    portalUrl: 'https://archibald.example.it/Archibald/Default.aspx',
    frequencyMinutes: { min: 15, max: 120 },
    hours: { days: [1, 2, 3, 4, 5], from: '07:30', to: '19:00' },
    loginsPerDay: 6,
    certificatePins: { 'archibald.example.it': FINGERPRINT },
    mayTrustCertificates: false,
    retentionMonths: 60,
    updateFeed: 'https://updates.example.it/archibald-agent',
    updateKey: KEY,
  };
  // As an editor on Windows saves it.
  expect(parsePolicy(`\uFEFF${JSON.stringify(full)}`)).toEqual({
    policy: {
      portalOrigin: 'https://archibald.example.it',
      frequencyMinutes: { min: 15, max: 120 },
      hours: { days: [1, 2, 3, 4, 5], from: '07:30', to: '19:00' },
      loginsPerDay: 6,
      certificatePins: { 'archibald.example.it': FINGERPRINT },
      mayTrustCertificates: false,
      retentionMonths: 60,
      updateFeed: 'https://updates.example.it/archibald-agent',
      updateKey: KEY,
    },
    state: 'valid',
    troubles: [],
  });
});

test.each([
  ['"portal":"https://x.it"', 'portal: there is no such key'],
  ['"constructor":1', 'constructor: there is no such key'],
  ['"frequencyMinutes":{"min":60,"max":15}', 'frequencyMinutes: '],
  ['"frequencyMinutes":{"min":1,"max":15}', 'frequencyMinutes.min: '],
  ['"hours":"sometimes"', 'hours: '],
  ['"hours":{"days":[1],"from":"19:00","to":"07:30"}', 'hours: '],
  ['"hours":{"days":[],"from":"07:30","to":"19:00"}', 'hours'],
  ['"hours":{"days":[1,1],"from":"07:30","to":"19:00"}', 'hours'],
  ['"hours":{"days":[8],"from":"07:30","to":"19:00"}', 'hours'],
  ['"hours":{"days":[1],"from":"7:30","to":"19:00"}', 'hours'],
  ['"loginsPerDay":0', 'loginsPerDay: '],
  ['"loginsPerDay":49', 'loginsPerDay: '],
  ['"updateFeed":"http://updates.example.it"', 'updateFeed: it must begin with https://'],
  ['"updateFeed":"http://127.0.0.1:x@elsewhere.example.it/"', 'updateFeed: '],
  ['"updateFeed":"http://127.0.0.1.elsewhere.example.it/"', 'updateFeed: '],
  ['"updateFeed":"https://user@elsewhere.example.it/"', 'updateFeed: '],
  ['"updateKey":"x"', 'updateKey: it is no public key of Ed25519'],
  [`"updateKey":${JSON.stringify(pemOf(OFFICE.privateKey))}`, 'updateKey: '],
  [
    `"updateKey":${JSON.stringify(OFFICE.privateKey.export({ format: 'der', type: 'pkcs8' }).toString('base64'))}`,
    'updateKey: ',
  ],
  [`"updateKey":${JSON.stringify(pemOf(generateKeyPairSync('x25519').publicKey))}`, 'updateKey: '],
  ['"mayTrustCertificates":"no"', 'mayTrustCertificates: '],
  ['"retentionMonths":11', 'retentionMonths: '],
  ['"retentionMonths":121', 'retentionMonths: '],
])('%s does not count and is told; the rest counts', (part, why) => {
  const { policy, state, troubles } = parsePolicy(`{"portalUrl":"https://archibald.example.it",${part}}`);
  expect(policy).toEqual({ ...NO_POLICY.policy, portalOrigin: 'https://archibald.example.it' });
  expect(state).toBe('partly');
  expect(troubles).toEqual([expect.stringContaining(why)]);
});

test.each([
  ['{', 'it is no JSON'],
  ['', 'it is no JSON'],
  ['null', 'it is no JSON object'],
  ['[]', 'it is no JSON object'],
  ['{"portalUrl":"ftp://x"}', 'portalUrl'],
  ['{"portalUrl":"https://user:password@x.example.it"}', 'portalUrl: it is no address of a portal'],
  ['{"certificatePins":{"x.it":"abc"}}', 'certificatePins.x.it'],
])('where the portal it means cannot be told, %s is broken and says why', (text, why) => {
  const { policy, state, troubles } = parsePolicy(text);
  expect(policy).toEqual(NO_POLICY.policy);
  expect(state).toBe('broken');
  expect(troubles).toEqual([expect.stringContaining(why)]);
});

test('takes a feed on this computer by http', () => {
  for (const updateFeed of ['http://127.0.0.1:8080/feed', 'http://localhost/feed', 'http://[::1]:80/feed']) {
    expect(parsePolicy(JSON.stringify({ updateFeed })).policy.updateFeed).toBe(updateFeed);
  }
});

test('takes the key of the feed as a PEM too', () => {
  const { policy } = parsePolicy(JSON.stringify({ updateKey: pemOf(OFFICE.publicKey) }));
  expect(policy.updateKey).toBe(KEY);
});

test('a key that cannot be understood takes the feed with it', () => {
  const feed = 'https://updates.example.it/archibald-agent';
  expect(parsePolicy(JSON.stringify({ updateFeed: feed, updateKey: 'MCow' })).policy.updateFeed).toBeNull();
  expect(parsePolicy(JSON.stringify({ updateFeed: feed, updateKey: KEY })).policy.updateFeed).toBe(feed);
});

test('keeps the frequency within its bounds, and no other preference', () => {
  const { policy } = parsePolicy('{"frequencyMinutes":{"min":15,"max":120}}');
  const effective = [5, 30, 1_440].map((frequencyMinutes) =>
    effectivePreferences({ ...PREFERENCES, frequencyMinutes }, policy),
  );
  expect(effective).toEqual([15, 30, 120].map((frequencyMinutes) => ({ ...PREFERENCES, frequencyMinutes })));
});

test('its hours outdo the agent’s, also when they are always', () => {
  expect(effectivePreferences(PREFERENCES, parsePolicy('{"hours":"always"}').policy).hours).toBe('always');
  expect(effectivePreferences(PREFERENCES, parsePolicy('{}').policy)).toEqual(PREFERENCES);
});

test('a portal by http is only the company’s, or on this computer', () => {
  const free = parsePolicy('{}').policy;
  const fixed = parsePolicy('{"portalUrl":"http://archibald.example.it"}').policy;
  const safe = [
    'https://archibald.example.it',
    'http://127.0.0.1:8080',
    'http://localhost',
    'http://[::1]:80',
  ];
  expect(safe.filter((origin) => !isSafePortal(free, origin))).toEqual([]);
  for (const origin of ['http://archibald.example.it', 'http://10.0.0.1', 'http://127.0.0.1.example.it']) {
    expect(isSafePortal(free, origin)).toBe(false);
  }
  expect(isSafePortal(fixed, 'http://archibald.example.it')).toBe(true);
  expect(isSafePortal(fixed, 'http://archibald.example.it:8080')).toBe(false);
});

test('the company’s portal by http is the same one when it leads to https', () => {
  const fixed = parsePolicy('{"portalUrl":"http://archibald.example.it"}').policy;
  expect(allowsPortal(fixed, 'https://archibald.example.it')).toBe(true);
  expect(allowsPortal(fixed, 'https://archibald.example.it:8443')).toBe(false);
  expect(allowsPortal(fixed, 'https://other.example.it')).toBe(false);
  const secure = parsePolicy('{"portalUrl":"https://archibald.example.it"}').policy;
  expect(allowsPortal(secure, 'http://archibald.example.it')).toBe(false);
});

function pemOf(key: KeyObject): string {
  return key.type === 'private'
    ? key.export({ format: 'pem', type: 'pkcs8' }).toString()
    : key.export({ format: 'pem', type: 'spki' }).toString();
}
