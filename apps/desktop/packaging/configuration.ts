// How electron-builder packs the app: what goes in, for which systems, and which of Electron's powers the binary loses.
import { join } from 'node:path';
import type { Configuration } from 'electron-builder';

/** Set in the binary itself, where no argument, variable or file of the user's changes them. */
const fuses: NonNullable<Configuration['electronFuses']> = {
  // The signed binary is no Node that runs what it is handed.
  runAsNode: false,
  enableNodeOptionsEnvironmentVariable: false,
  enableNodeCliInspectArguments: false,
  enableCookieEncryption: true,
  // Code comes from app.asar, and app.asar is what was packed (macOS and Windows check it).
  onlyLoadAppFromAsar: true,
  enableEmbeddedAsarIntegrityValidation: true,
  // The interface has a scheme of its own; file: pages have no powers.
  grantFileProtocolExtraPrivileges: false,
};

export interface PackagePaths {
  /** The staged app: see `stageApp`. */
  readonly app: string;
  /** Where packages are written. */
  readonly output: string;
  /** An unpacked distribution of Electron. */
  readonly electron: string;
}

/** `electronVersion` is the one that the distribution has. */
export function configuration(
  { app, output, electron }: PackagePaths,
  electronVersion: string,
): Configuration {
  return {
    appId: 'chat.hushroom.desktop',
    productName: 'Hushroom',
    electronVersion,
    electronDist: electron,
    electronFuses: fuses,
    directories: { app, output, buildResources: join(import.meta.dirname, 'icons') },
    // What the app loads is staged with it, and the addon is prebuilt: nothing is collected, installed or compiled.
    beforeBuild: () => Promise.resolve(false),
    files: ['**/*', { from: 'node_modules', to: 'node_modules' }],
    asar: true,
    // An addon is loaded by the system, which does not look into archives.
    asarUnpack: ['node_modules/better-sqlite3-multiple-ciphers/prebuilds/**'],
    electronLanguages: ['en-US', 'de'],
    protocols: [{ name: 'Hushroom invitation', schemes: ['hushroom'] }],
    artifactName: '${productName}-${version}-${os}-${arch}.${ext}',
    linux: {
      target: ['AppImage', 'deb'],
      executableName: 'hushroom',
      category: 'Network;InstantMessaging',
      synopsis: 'End-to-end encrypted chat over a relay nobody has to trust',
      maintainer: 'Hushroom',
      icon: join(import.meta.dirname, 'icons/icon.png'),
    },
    mac: {
      target: ['dmg'],
      category: 'public.app-category.social-networking',
      hardenedRuntime: true,
      entitlements: join(import.meta.dirname, 'entitlements.mac.plist'),
      entitlementsInherit: join(import.meta.dirname, 'entitlements.mac.plist'),
      // macOS shows these where it asks for camera and microphone, and ends an app that has none.
      extendInfo: {
        NSCameraUsageDescription: 'To scan the codes of invites and safety numbers.',
        NSMicrophoneUsageDescription: 'To record voice messages.',
      },
    },
    win: { target: ['nsis'] },
    nsis: { oneClick: true, perMachine: false },
    // Without a key of ours to sign them there are no updates: nothing is published, and nothing asks for one.
    publish: null,
  };
}
