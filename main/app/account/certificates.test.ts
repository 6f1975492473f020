import { expect, test } from 'vitest';
import { tempFolder } from '../../../tests/helpers/temp-folder';
import { parsePolicy } from '../../settings/policy';
import { Settings } from '../../settings/settings';
import { Certificates } from './certificates';

const HOST = 'archibald.example.it';
const FIRST = `${Array(28).fill('AB').join(':')}:01:23:45:67`;
const SECOND = `${Array(28).fill('AB').join(':')}:89:AB:CD:EF`;

function certificates(policy = '{}'): { subject: Certificates; settings: Settings } {
  const settings = new Settings(tempFolder(), () => 0);
  return { subject: new Certificates(settings, () => parsePolicy(policy).policy), settings };
}

test('a certificate that main itself has refused is trusted once the end of its fingerprint is typed', () => {
  const { subject, settings } = certificates();
  const unconfirmed = { ok: false, error: { code: 'CERTIFICATE_UNCONFIRMED' } };
  // No certificate was refused before, and a page cannot choose a certificate.
  expect(subject.trust({ host: HOST, typed: '01234567' })).toMatchObject(unconfirmed);
  subject.noteRefused({ host: HOST, fingerprint: FIRST });
  for (const typed of ['', '67', '89ABCDEF', '012345678', 'ABABABAB', FIRST]) {
    expect(subject.trust({ host: HOST, typed })).toMatchObject(unconfirmed);
  }
  expect(subject.trust({ host: 'other.example.it', typed: '01234567' })).toMatchObject(unconfirmed);
  expect(settings.pinFor(HOST)).toBeNull();
  expect(subject.trust({ host: HOST, typed: ' 01:23 45 67 ' }).ok).toBe(true);
  expect(subject.pinFor(HOST)).toEqual({ fingerprint: FIRST, isExact: false });
  // A confirmation covers one refusal only.
  expect(subject.trust({ host: HOST, typed: '01234567' })).toMatchObject(unconfirmed);
});

test('a certificate refused before a restart can be trusted after it', () => {
  const folder = tempFolder();
  const started = (): Certificates =>
    new Certificates(new Settings(folder, () => 0), () => parsePolicy('{}').policy);
  started().noteRefused({ host: HOST, fingerprint: FIRST });
  expect(started().trust({ host: HOST, typed: '89ABCDEF' }).ok).toBe(false);
  expect(started().trust({ host: HOST, typed: '01234567' }).ok).toBe(true);
  expect(started().pinFor(HOST)?.fingerprint).toBe(FIRST);
});

test('only the last refused certificate can be trusted', () => {
  const { subject } = certificates();
  subject.noteRefused({ host: HOST, fingerprint: FIRST });
  subject.noteRefused({ host: HOST, fingerprint: SECOND });
  expect(subject.trust({ host: HOST, typed: '01234567' }).ok).toBe(false);
  expect(subject.trust({ host: HOST, typed: '89abcdef' }).ok).toBe(true);
});

test('a trusted certificate loses its trust once the company forbids it', () => {
  const settings = new Settings(tempFolder(), () => 0);
  settings.pinCertificate(HOST, FIRST);
  const under = (policy: string): Certificates =>
    new Certificates(settings, () => parsePolicy(policy).policy);
  for (const forbidding of ['{"mayTrustCertificates":false}', '{"mayTrustCertificates":"false"}', '{']) {
    expect(under(forbidding).pinFor(HOST)).toBeNull();
  }
  expect(under('{"mayTrustCertificates":true}').pinFor(HOST)).toEqual({ fingerprint: FIRST, isExact: false });
});

test.each([`${HOST}.`, HOST.toUpperCase(), `${HOST}:443`])('a pin is found for %s too', (host) => {
  const { subject } = certificates(JSON.stringify({ certificatePins: { [HOST]: SECOND } }));
  expect(subject.pinFor(host)).toEqual({ fingerprint: SECOND, isExact: true });
  subject.noteRefused({ host, fingerprint: FIRST });
  expect(subject.trust({ host, typed: '01234567' })).toMatchObject({ error: { code: 'MANAGED_BY_COMPANY' } });
});

test('the company may forbid trusting certificates, and its pinned one is the only one accepted', () => {
  const forbidden = certificates('{"mayTrustCertificates":false}').subject;
  forbidden.noteRefused({ host: HOST, fingerprint: FIRST });
  expect(forbidden.trust({ host: HOST, typed: '01234567' })).toMatchObject({
    error: { code: 'MANAGED_BY_COMPANY' },
  });
  const pinned = certificates(JSON.stringify({ certificatePins: { [HOST]: SECOND } })).subject;
  pinned.noteRefused({ host: HOST, fingerprint: FIRST });
  expect(pinned.trust({ host: HOST, typed: '01234567' })).toMatchObject({
    error: { code: 'MANAGED_BY_COMPANY' },
  });
  expect(pinned.pinFor(HOST)).toEqual({ fingerprint: SECOND, isExact: true });
  expect(pinned.pinFor('other.example.it')).toBeNull();
});
