import { expect, test } from 'vitest';
import { resolveSigning } from './signing.mjs';

const AZURE = {
  AZURE_ENDPOINT: 'https://weu.codesigning.azure.net',
  AZURE_CODE_SIGNING_NAME: 'office',
  AZURE_CERT_PROFILE_NAME: 'release',
  AZURE_PUBLISHER_NAME: 'Azienda Srl',
};
const NOTARY = { APPLE_API_KEY: '/key.p8', APPLE_API_KEY_ID: 'ABC', APPLE_API_ISSUER: 'DEF' };

test('a release on Windows is signed by a certificate or by Azure, or not made', () => {
  const signed = { kind: 'signed', args: ['-c.forceCodeSigning=true'] };
  expect(resolveSigning('win32', { WIN_CSC_LINK: 'cert.pfx' })).toEqual(signed);
  // Apple's certificate cannot sign Windows programs.
  expect(resolveSigning('win32', { CSC_LINK: 'cert.p12' }).kind).toBe('unsigned');
  expect(resolveSigning('win32', AZURE)).toEqual({
    kind: 'signed',
    args: [
      '-c.forceCodeSigning=true',
      '-c.win.azureSignOptions.endpoint=https://weu.codesigning.azure.net',
      '-c.win.azureSignOptions.codeSigningAccountName=office',
      '-c.win.azureSignOptions.certificateProfileName=release',
      '-c.win.azureSignOptions.publisherName=Azienda Srl',
    ],
  });
  expect(resolveSigning('win32', { ...AZURE, AZURE_PUBLISHER_NAME: '' })).toEqual({
    kind: 'trouble',
    message: 'Azure Trusted Signing also needs AZURE_PUBLISHER_NAME',
  });
});

test('a release on macOS is signed and notarised, never one without the other', () => {
  for (const identity of [{ CSC_LINK: 'cert.p12' }, { CSC_NAME: 'Azienda Srl' }]) {
    expect(resolveSigning('darwin', { ...identity, ...NOTARY }).kind).toBe('signed');
    expect(resolveSigning('darwin', { ...identity, APPLE_KEYCHAIN_PROFILE: 'x' }).kind).toBe('signed');
    expect(resolveSigning('darwin', identity)).toMatchObject({
      kind: 'trouble',
      message: expect.stringContaining('not notarised') as string,
    });
  }
  expect(resolveSigning('darwin', NOTARY).kind).toBe('trouble');
  expect(resolveSigning('darwin', { CSC_NAME: 'x', APPLE_ID: 'x' })).toEqual({
    kind: 'trouble',
    message: 'Apple’s notary also needs APPLE_APP_SPECIFIC_PASSWORD, APPLE_TEAM_ID',
  });
});

test('a build without signing variables is unsigned and names the needed ones', () => {
  expect(resolveSigning('win32', {})).toMatchObject({
    kind: 'unsigned',
    needed: expect.stringContaining('WIN_CSC_LINK') as string,
  });
  expect(resolveSigning('darwin', {})).toMatchObject({
    kind: 'unsigned',
    needed: expect.stringContaining('APPLE_API_KEY') as string,
  });
  expect(resolveSigning('linux', { CSC_LINK: 'x' })).toEqual({ kind: 'none' });
});
