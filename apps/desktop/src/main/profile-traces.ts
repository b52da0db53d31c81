// What a profile's settings leave on the computer outside the profile: what its next start must know before it is open, and its
// start with the user's session. Each profile has its own, and nothing stays of one that is gone.
import { join } from 'node:path';
import type { SettingsView } from '@hushroom/ipc';
import { loadWindowState, saveWindowState, windowTheme, type WindowState } from './window-state.ts';

export interface ProfileTracesOptions {
  /** The folder that is this profile's own. */
  readonly folder: string;
  /** Has this profile started with the user's session, or no longer; null where it cannot. */
  readonly launchAtLogin: ((isOn: boolean) => void) | null;
}

type Trace = Pick<WindowState, 'startHidden' | 'globalShortcut' | 'launchAtLogin' | 'theme'>;

const NONE: Trace = { startHidden: false, globalShortcut: '', launchAtLogin: false, theme: 'system' };

export class ProfileTraces {
  readonly #path: string;
  readonly #launchAtLogin: ProfileTracesOptions['launchAtLogin'];

  constructor({ folder, launchAtLogin }: ProfileTracesOptions) {
    this.#path = windowStatePath(folder);
    this.#launchAtLogin = launchAtLogin;
  }

  /** What was kept last. */
  get kept(): Trace {
    return loadWindowState(this.#path);
  }

  /** Keeps what is chosen. */
  keep({ startHidden, globalShortcut, launchAtLogin, theme }: SettingsView): void {
    this.#save({ startHidden, globalShortcut, launchAtLogin, theme: windowTheme(theme) });
  }

  /** The profile is no more. */
  forget(): void {
    this.#save(NONE);
  }

  #save(trace: Trace): void {
    const kept = loadWindowState(this.#path);
    if (kept.launchAtLogin !== trace.launchAtLogin) this.#launchAtLogin?.(trace.launchAtLogin);
    const next = { ...kept, ...trace };
    if (JSON.stringify(next) !== JSON.stringify(kept)) saveWindowState(this.#path, next);
  }
}

/** The file of what a window must know before its profile is open. */
export function windowStatePath(folder: string): string {
  return join(folder, 'window.json');
}
