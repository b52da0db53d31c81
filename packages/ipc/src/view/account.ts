// The profile and its account.
import type { ErrorView } from '../message.ts';
import type { LookView } from './settings.ts';

/** How the engine stands towards its profile. */
export type Phase = 'new' | 'locked' | 'open';

export interface AccountView {
  readonly userName: string;
  readonly profile: string;
  /** Hex of the 32-byte fingerprint: also the seed of the avatar. */
  readonly fingerprint: string;
}

/** The account's side of "where is my data" and of the first page. */
export interface StatusView {
  readonly phase: Phase;
  /** Why nothing can open the profile, though others may open; null where something can. */
  readonly fault: ErrorView | null;
  readonly profile: string;
  /** The relay to offer on the first page; empty when none is known. */
  readonly suggestedRelay: string;
  /** Whether a keychain can hold this profile's key here. */
  readonly keychain: boolean;
  /** Whether there is a keychain that only hides what it holds: it is not used, and a passphrase is needed. */
  readonly keychainWeak: boolean;
  readonly version: string;
  /** The named profiles of this computer, the last used one first. */
  readonly profiles: readonly ProfileView[];
  /** No profile was named at the start: where there are others, the window asks which. */
  readonly pick: boolean;
  /** What opens this profile; null where there is none yet, or its header cannot be read. */
  readonly openers: OpenersView | null;
  /** How the window looked the last time; as it does at first where there was none. */
  readonly look: LookView;
  /** What the shell adds where the page is a window of its own; null in a browser. */
  readonly shell: ShellView | null;
}

/** What opens a profile: one of the two, or either. */
export interface OpenersView {
  readonly passphrase: boolean;
  readonly keychain: boolean;
}

/** What the shell of a desktop app can tell of its surroundings. */
export interface ShellView {
  /** The system did not give the chosen global shortcut: another program has it. */
  readonly shortcutRefused: boolean;
  /** It can be started when somebody logs in: a checkout cannot. */
  readonly canLaunchAtLogin: boolean;
}

export interface ProfileView {
  readonly name: string;
  /** ms since 1970. */
  readonly usedAt: number;
}
