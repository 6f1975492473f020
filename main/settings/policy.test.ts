import { generateKeyPairSync } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { expect, test } from 'vitest';
import type { Preferences } from '../../preload/contract';
import {
  NO_POLICY,
  allowsPortal,
  effectivePreferences,
  normalisePinHost,
  isSafePortal,
  parsePolicy,
} from './policy';

const OFFICE = generateKeyPairSync('ed25519');
const KEY = OFFICE.publicKey.export({ format: 'der', type: 'spki' }).toString('base64');
const PREFERENCES: Preferences = {
  frequencyMinutes: 30,
  hours: { days: [6], from: '09:00', to: '12:00' },
  language: 'it',
  theme: 'dark',
  notifications: true,
  morningCalls: true,
  density: 'compact',
  automaticBanner: false,
  startWithComputer: false,
};
const FINGERPRINT = Array(32).fill('AB').join(':');

test('a policy fixes the keys that it names and leaves the rest to the agent', () => {
  expect(parsePolicy('{}')).toEqual({
    policy: {
      portalOrigin: null,
      isPortalUnclear: false,
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
    problems: [],
    isRead: true,
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
  // Windows editors save a byte order mark.
  expect(parsePolicy(`\uFEFF${JSON.stringify(full)}`)).toEqual({
    policy: {
      portalOrigin: 'https://archibald.example.it',
      isPortalUnclear: false,
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
    problems: [],
    isRead: true,
  });
});

test.each([
  ['"portal":"https://x.it"', 'portal: there is no such key'],
  ['"colour":"red"', 'colour: there is no such key'],
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
])('%s is ignored and reported, and the other keys count', (part, why) => {
  const { policy, state, problems } = parsePolicy(`{"portalUrl":"https://archibald.example.it",${part}}`);
  const [key = ''] = /\w+/.exec(part) ?? [];
  expect(policy).toEqual({
    ...NO_POLICY.policy,
    portalOrigin: 'https://archibald.example.it',
    ...(Object.hasOwn(STRICT, key) ? { [key]: STRICT[key as keyof typeof STRICT] } : {}),
  });
  expect(state).toBe('partly');
  expect(problems).toEqual([expect.stringContaining(why)]);
});

/** The strict values for keys that cannot be understood. */
const STRICT = {
  frequencyMinutes: { min: 60, max: 1_440 },
  hours: { days: [1, 2, 3, 4, 5], from: '08:00', to: '18:00' },
  loginsPerDay: 4,
  mayTrustCertificates: false,
  retentionMonths: null,
} as const;

test.each<readonly [string, keyof typeof STRICT, unknown]>([
  ['"mayTrustCertificates":"false"', 'mayTrustCertificates', false],
  ['"maytrustcertificates":false', 'mayTrustCertificates', false],
  ['"mayTrustCertificate":false', 'mayTrustCertificates', false],
  ['"may_trust_certificates":true', 'mayTrustCertificates', true],
  ['"retentionMonths":"60"', 'retentionMonths', 60],
  ['"retentionMonth":60', 'retentionMonths', 60],
  ['"loginPerDay":6', 'loginsPerDay', 6],
  ['"frequencyMinute":{"min":15,"max":120}', 'frequencyMinutes', { min: 15, max: 120 }],
  ['"Hours":"always"', 'hours', 'always'],
])('%s restricts, deletes nothing, and yields to the correct form', (part, key, value) => {
  const { policy, state } = parsePolicy(`{${part}}`);
  expect(policy[key]).toEqual(STRICT[key]);
  expect(state).toBe('partly');
  const real = parsePolicy(JSON.stringify({ [key]: value }));
  expect(real).toMatchObject({ policy: { [key]: value }, state: 'valid' });
  // The correct key wins over a misspelt one.
  const both = parsePolicy(`{${part},${JSON.stringify({ [key]: value }).slice(1)}`);
  expect(both.policy[key]).toEqual(part.startsWith(`"${key}"`) ? value : real.policy[key]);
});

test('a key unlike any known one is reported and restricts nothing', () => {
  const { policy, state, problems } = parsePolicy('{"colour":"red","logs":1,"printing":false}');
  expect(policy).toEqual(NO_POLICY.policy);
  expect(state).toBe('partly');
  expect(problems).toHaveLength(3);
});

test.each(['portal', 'portalURL', 'portalUrls', 'portal_url', 'PortalUrl'])(
  'a portal under the key %s is unclear',
  (name) => {
    const loaded = parsePolicy(JSON.stringify({ [name]: 'https://archibald.example.it' }));
    expect(loaded).toMatchObject({
      state: 'broken',
      policy: { isPortalUnclear: true, mayTrustCertificates: false },
    });
  },
);

test.each([
  ['{', 'it is not JSON', true],
  ['', 'it is not JSON', true],
  ['null', 'it is not a JSON object', true],
  ['[]', 'it is not a JSON object', true],
  ['{"portalUrl":"ftp://x","retentionMonths":0}', 'portalUrl', true],
  [
    '{"portalUrl":"https://user:password@x.example.it","retentionMonths":0}',
    'portalUrl: it is no address of a portal',
    true,
  ],
  ['{"certificatePins":"AB","retentionMonths":0}', 'certificatePins', false],
])('%s leaves the portal unclear, so it is broken, restricts and says why', (text, why, isPortalUnclear) => {
  const { policy, state, problems } = parsePolicy(text);
  expect(policy).toEqual({
    ...NO_POLICY.policy,
    isPortalUnclear,
    mayTrustCertificates: false,
    retentionMonths: null,
  });
  expect(state).toBe('broken');
  expect(problems[0]).toContain(why);
});

test.each([
  ['Archibald.Azienda.it', 'archibald.azienda.it'],
  ['archibald.azienda.it:443', 'archibald.azienda.it'],
  ['archibald.azienda.it.', 'archibald.azienda.it'],
  ['ARCHIBALD.azienda.it.:443', 'archibald.azienda.it'],
  ['archibald.azienda.it:8443', 'archibald.azienda.it:8443'],
  ['[::1]:443', '[::1]'],
])('a pin for %s applies to %s', (written, host) => {
  for (const fingerprint of [FINGERPRINT, FINGERPRINT.toLowerCase(), FINGERPRINT.replaceAll(':', '')]) {
    const { policy, state } = parsePolicy(JSON.stringify({ certificatePins: { [written]: fingerprint } }));
    expect(policy.certificatePins).toEqual({ [host]: FINGERPRINT });
    expect(state).toBe('valid');
  }
  expect(normalisePinHost(host)).toBe(host);
});

test.each<readonly [Readonly<Record<string, unknown>>, Readonly<Record<string, string>>]>([
  [{ 'x.it': 'abc' }, { 'x.it': '' }],
  [
    { 'X.it': 7, 'y.it': FINGERPRINT },
    { 'x.it': '', 'y.it': FINGERPRINT },
  ],
  [{ 'not a host': FINGERPRINT, 'y.it': FINGERPRINT }, { 'y.it': FINGERPRINT }],
  [{ 'https://x.it/': FINGERPRINT }, {}],
])('pins %j are broken, and no other certificate is trusted for their hosts', (certificatePins, kept) => {
  const { policy, state, problems } = parsePolicy(JSON.stringify({ certificatePins }));
  expect(policy).toMatchObject({ certificatePins: kept, mayTrustCertificates: false });
  expect(Object.keys(policy.certificatePins)).toEqual(Object.keys(kept));
  expect(state).toBe('broken');
  expect(problems.join()).toContain('certificatePins.');
});

test('a host with two fingerprints is broken', () => {
  const certificatePins = { 'x.it': FINGERPRINT, 'X.IT:443': FINGERPRINT.replaceAll('AB', 'CD') };
  expect(parsePolicy(JSON.stringify({ certificatePins })).state).toBe('broken');
});

test('a feed on this computer may use http', () => {
  for (const updateFeed of ['http://127.0.0.1:8080/feed', 'http://localhost/feed', 'http://[::1]:80/feed']) {
    expect(parsePolicy(JSON.stringify({ updateFeed })).policy.updateFeed).toBe(updateFeed);
  }
});

test('the key of the feed may be a PEM', () => {
  const { policy } = parsePolicy(JSON.stringify({ updateKey: pemOf(OFFICE.publicKey) }));
  expect(policy.updateKey).toBe(KEY);
});

test('an unreadable key disables the feed', () => {
  const feed = 'https://updates.example.it/archibald-agent';
  expect(parsePolicy(JSON.stringify({ updateFeed: feed, updateKey: 'MCow' })).policy.updateFeed).toBeNull();
  expect(parsePolicy(JSON.stringify({ updateFeed: feed, updateKey: KEY })).policy.updateFeed).toBe(feed);
});

test('the policy limits the frequency and no other preference', () => {
  const { policy } = parsePolicy('{"frequencyMinutes":{"min":15,"max":120}}');
  const effective = [5, 30, 1_440].map((frequencyMinutes) =>
    effectivePreferences({ ...PREFERENCES, frequencyMinutes }, policy),
  );
  expect(effective).toEqual([15, 30, 120].map((frequencyMinutes) => ({ ...PREFERENCES, frequencyMinutes })));
});

test('the policy’s hours override the agent’s, even the value always', () => {
  expect(effectivePreferences(PREFERENCES, parsePolicy('{"hours":"always"}').policy).hours).toBe('always');
  expect(effectivePreferences(PREFERENCES, parsePolicy('{}').policy)).toEqual(PREFERENCES);
});

test('a portal may use http if the company names it or it is on this computer', () => {
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

test('the company’s http portal may redirect to https', () => {
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
