/**
 * Electron's fuses, which let a packaged Electron run only this app. Packaging fails if Electron
 * has a fuse that is not listed here.
 */
import { join } from 'node:path';
import { FuseV1Options, FuseVersion, flipFuses, getCurrentFuseWire } from '@electron/fuses';
import { Arch } from 'app-builder-lib';

/** @type {Readonly<Record<FuseV1Options, boolean>>} */
export const FUSES = {
  [FuseV1Options.RunAsNode]: false,
  [FuseV1Options.EnableCookieEncryption]: true,
  [FuseV1Options.EnableNodeOptionsEnvironmentVariable]: false,
  [FuseV1Options.EnableNodeCliInspectArguments]: false,
  [FuseV1Options.EnableEmbeddedAsarIntegrityValidation]: true,
  [FuseV1Options.OnlyLoadAppFromAsar]: true,
  [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
  [FuseV1Options.GrantFileProtocolExtraPrivileges]: false,
  // WebAssembly is faster with Chromium's own trap handlers.
  [FuseV1Options.WasmTrapHandlers]: true,
};

const EXTENSIONS = { darwin: '.app', win32: '.exe', linux: '' };

/**
 * Sets the fuses before signing, because electron-builder's own option cannot require every fuse.
 * @param {import('app-builder-lib').AfterPackContext} context
 */
export async function afterPack({ appOutDir, electronPlatformName, arch, packager }) {
  const linux = /** @type {import('app-builder-lib').LinuxPackager} */ (/** @type {unknown} */ (packager));
  const name = electronPlatformName === 'linux' ? linux.executableName : packager.appInfo.productFilename;
  const extension = EXTENSIONS[/** @type {keyof typeof EXTENSIONS} */ (electronPlatformName)];
  await setFuses(join(appOutDir, `${name}${extension}`), {
    // An Apple processor runs only programs whose signature matches, even an ad-hoc one.
    resetAdHocDarwinSignature: electronPlatformName === 'darwin' && arch === Arch.arm64,
  });
}

/**
 * Sets all fuses of a program. Fails for a fuse that is missing in {@link FUSES}.
 * @param {string} program Electron's, or the bundle on macOS
 * @param {{ resetAdHocDarwinSignature?: boolean }} [options]
 */
export async function setFuses(program, { resetAdHocDarwinSignature = false } = {}) {
  const wire = await getCurrentFuseWire(program);
  const known = Object.entries(FUSES).filter(([fuse]) => fuse in wire);
  await flipFuses(program, {
    version: FuseVersion.V1,
    strictlyRequireAllFuses: true,
    resetAdHocDarwinSignature,
    // An older Electron has fewer fuses.
    .../** @type {typeof FUSES} */ (Object.fromEntries(known)),
  });
}
