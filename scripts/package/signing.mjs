/**
 * The signing of a release, by the variables of electron-builder, Apple and Microsoft. Linux has no
 * program signatures, so there the signature of the update feed protects (sign-feed.mjs).
 */

/**
 * `signed`: the arguments for electron-builder. `unsigned`: a test build, and the variables that a
 * release needs. `trouble`: an incomplete signing configuration. `none`: nothing to sign.
 * @typedef {{ kind: 'signed', args: readonly string[] } | { kind: 'unsigned', needed: string }
 *   | { kind: 'trouble', message: string } | { kind: 'none' }} Signing
 */

/** Azure Trusted Signing: electron-builder's options and the variable for each. */
const AZURE = {
  endpoint: 'AZURE_ENDPOINT',
  codeSigningAccountName: 'AZURE_CODE_SIGNING_NAME',
  certificateProfileName: 'AZURE_CERT_PROFILE_NAME',
  // The builder writes this name to app-update.yml; updates must then be signed by it.
  publisherName: 'AZURE_PUBLISHER_NAME',
};

/** Three logins to Apple's notary. electron-builder uses the first one with a set variable. */
const NOTARY = [
  ['APPLE_ID', 'APPLE_APP_SPECIFIC_PASSWORD', 'APPLE_TEAM_ID'],
  ['APPLE_API_KEY', 'APPLE_API_KEY_ID', 'APPLE_API_ISSUER'],
  ['APPLE_KEYCHAIN_PROFILE'],
];

const FORCED = '-c.forceCodeSigning=true';

/**
 * @param {NodeJS.Platform} platform
 * @param {NodeJS.ProcessEnv} env
 * @returns {Signing}
 */
export function resolveSigning(platform, env) {
  const isSet = (/** @type {string} */ name) => (env[name] ?? '') !== '';
  switch (platform) {
    case 'win32':
      return windowsSigning(isSet, env);
    case 'darwin':
      return macSigning(isSet);
    default:
      return { kind: 'none' };
  }
}

/**
 * @param {(name: string) => boolean} isSet
 * @param {NodeJS.ProcessEnv} env
 * @returns {Signing}
 */
function windowsSigning(isSet, env) {
  const names = Object.values(AZURE);
  if (names.some(isSet)) {
    const missing = names.filter((name) => !isSet(name));
    return missing.length > 0
      ? { kind: 'trouble', message: `Azure Trusted Signing also needs ${missing.join(', ')}` }
      : {
          kind: 'signed',
          args: [
            FORCED,
            ...Object.entries(AZURE).map(
              ([option, name]) => `-c.win.azureSignOptions.${option}=${env[name]}`,
            ),
          ],
        };
  }
  // CSC_LINK may hold only Apple's certificate, which cannot sign for Windows.
  return isSet('WIN_CSC_LINK')
    ? { kind: 'signed', args: [FORCED] }
    : { kind: 'unsigned', needed: `WIN_CSC_LINK and WIN_CSC_KEY_PASSWORD, or ${names.join(', ')}` };
}

/**
 * @param {(name: string) => boolean} isSet
 * @returns {Signing}
 */
function macSigning(isSet) {
  const identity = isSet('CSC_LINK') || isSet('CSC_NAME');
  const begun = NOTARY.find((names) => names.some(isSet));
  if (!identity && begun === undefined) {
    return {
      kind: 'unsigned',
      needed: `CSC_LINK and CSC_KEY_PASSWORD (or CSC_NAME), and for the notary ${NOTARY.map((names) => names.join(', ')).join('; or ')}`,
    };
  }
  if (!identity) {
    return {
      kind: 'trouble',
      message: 'Apple’s notary accepts only signed apps: CSC_LINK or CSC_NAME is also needed',
    };
  }
  if (begun === undefined) {
    return {
      kind: 'trouble',
      message: `macOS refuses an app that is signed but not notarised: also needed are ${NOTARY.map((names) => names.join(', ')).join('; or ')}`,
    };
  }
  const missing = begun.filter((name) => !isSet(name));
  return missing.length > 0
    ? { kind: 'trouble', message: `Apple’s notary also needs ${missing.join(', ')}` }
    : { kind: 'signed', args: [FORCED] };
}
