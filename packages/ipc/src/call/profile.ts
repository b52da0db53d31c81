// The profile: making it, opening it, closing it.
import * as v from 'valibot';
import { conversationId, nothing, passphrase, relayAddress } from '../argument.ts';
import type { OpenersView, StatusView } from '../view/account.ts';
import type { DataView } from '../view/profile.ts';
import type { Snapshot } from '../view/snapshot.ts';

/** Never a path: a page names no folder. */
const profileName = v.pipe(v.string(), v.regex(/^[a-z0-9_-]{1,32}$/));

export const PROFILE_CALLS = {
  /** Which page to show first. */
  status: nothing,
  /** First page: makes the profile, registers at the relay. Resolves when the account exists and everything is saved. */
  register: v.strictObject({
    relay: relayAddress,
    userName: v.pipe(v.string(), v.maxLength(200)),
    passphrase: v.nullable(passphrase),
    inviteCode: v.optional(v.pipe(v.string(), v.maxLength(64)), ''),
  }),
  /** Opens the profile. With null the keychain must hold its key. */
  unlock: v.strictObject({ passphrase: v.nullable(passphrase) }),
  lock: nothing,
  /** Somebody is at the page: the idle lock counts from here. */
  'profile.active': nothing,
  /** Which conversation is on the screen, for a shell that announces the others; null: none. */
  'profile.showing': v.strictObject({ conversation: v.nullable(conversationId) }),
  'profile.openers': nothing,
  /** Gives the profile another passphrase. `current` is null for a first one beside the keychain. */
  'profile.changePassphrase': v.strictObject({ current: v.nullable(passphrase), next: passphrase }),
  /** Whether the keychain opens the profile too. */
  'profile.useKeychain': v.strictObject({ use: v.boolean(), passphrase }),
  /** The whole window, and the revision that events count on from. */
  subscribe: nothing,
  /**
   * Saves what can be read of a damaged profile to a backup under `recovery`, and puts the profile aside: the account's
   * keys are lost with it, and a new account can be made in its place.
   */
  'profile.recover': v.strictObject({ passphrase: v.nullable(passphrase), recovery: passphrase }),
  /** Takes the account off the relay's roster for good, then destroys the profile. */
  'profile.deleteAccount': v.strictObject({ passphrase: v.nullable(passphrase) }),
  /** Destroys the profile on this computer; the account stays on the roster. `profile` is its name, typed to confirm. */
  'profile.wipe': v.strictObject({ profile: v.pipe(v.string(), v.maxLength(4096)) }),
  /** Locks this profile and puts another one, which need not exist, in its place. Answered by the shell. */
  'profile.open': v.strictObject({ profile: profileName }),
  /** Where everything of the profile is. */
  'profile.data': nothing,
  /** Text for somebody who helps: versions, states, counts and codes, nothing that was said and no name. */
  'profile.diagnostics': nothing,
} as const;

export interface ProfileValues {
  status: StatusView;
  register: null;
  unlock: null;
  lock: null;
  'profile.active': null;
  'profile.showing': null;
  /** What opens the profile. */
  'profile.openers': OpenersView;
  'profile.changePassphrase': null;
  'profile.useKeychain': null;
  'profile.deleteAccount': null;
  'profile.wipe': null;
  'profile.open': null;
  'profile.data': DataView;
  'profile.diagnostics': { readonly text: string };
  /** Where the backup is. */
  'profile.recover': { readonly path: string; readonly bytes: number };
  subscribe: { readonly rev: number; readonly snapshot: Snapshot };
}
