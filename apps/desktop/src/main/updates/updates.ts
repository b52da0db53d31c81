// Looks for updates once a day, and takes one only if the key signed it. It is installed when the app is quit.
import { setInterval as every } from 'node:timers';
import { isSigned, type UpdateInfo } from './signature.ts';
import type { UpdateSource } from './source.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

/** What is used of electron-updater. */
export interface Updater {
  autoDownload: boolean;
  autoInstallOnAppQuit: boolean;
  allowDowngrade: boolean;
  disableWebInstaller: boolean;
  setFeedURL(options: { readonly provider: 'generic'; readonly url: string }): void;
  checkForUpdates(): Promise<{ readonly isUpdateAvailable: boolean; readonly updateInfo: UpdateInfo } | null>;
  downloadUpdate(): Promise<unknown>;
}

/** Begins to look, if there is a source; without one nothing is even loaded. Resolves after the first look. */
export async function startUpdates(source: UpdateSource | null, load: () => Promise<Updater>): Promise<void> {
  if (source === null) return;
  const updater = await load();
  // Nothing is fetched before its signature was checked.
  updater.autoDownload = false;
  updater.autoInstallOnAppQuit = true;
  updater.allowDowngrade = false;
  updater.disableWebInstaller = true;
  updater.setFeedURL({ provider: 'generic', url: source.url });
  every(() => void look(updater, source), DAY_MS).unref();
  await look(updater, source);
}

async function look(updater: Updater, { publicKey }: UpdateSource): Promise<void> {
  try {
    const found = await updater.checkForUpdates();
    if (found?.isUpdateAvailable === true && isSigned(found.updateInfo, publicKey))
      await updater.downloadUpdate();
  } catch {
    // Offline, or the server is: the next look may find it.
    return;
  }
}
