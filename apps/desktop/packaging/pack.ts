// One run of electron-builder over the staged app.
import { join } from 'node:path';
import { Arch, build, Platform } from 'electron-builder';
import { configuration } from './configuration.ts';
import { electronVersion, stageApp, type Target } from './staging.ts';
import { writeStandInElectron } from './stand-in-electron.ts';

export interface PackOptions {
  /** Only the system that this runs on can be packed for completely; its folder alone for any. */
  readonly target: Target;
  readonly output: string;
  /** An unpacked distribution of Electron for the target; null: a stand-in that does not run. */
  readonly electron: string | null;
  /** The unpacked folder alone, without installers. */
  readonly isFolder: boolean;
}

const PLATFORMS = { linux: Platform.LINUX, darwin: Platform.MAC, win32: Platform.WINDOWS };

/** Resolves to the paths of what was made: the folder, or the installers. */
export async function packApp({
  target,
  output,
  electron,
  isFolder,
}: PackOptions): Promise<readonly string[]> {
  const app = join(output, 'app');
  stageApp(app, target);
  const distribution = electron ?? join(output, 'electron');
  if (electron === null) writeStandInElectron(distribution, target);
  const platform = PLATFORMS[target.platform];
  const made = await build({
    projectDir: app,
    targets: platform.createTarget(isFolder ? 'dir' : null, Arch[target.arch]),
    config: configuration({ app, output, electron: distribution }, electronVersion()),
  });
  return isFolder ? [join(output, `${platform.buildConfigurationKey}-unpacked`)] : made;
}
