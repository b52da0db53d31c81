// What opens a profile here: not every shell has the keychain that a profile was sealed with.
import type { OpenersView, StatusView } from '@hushroom/ipc';

/** Where the profile does not say what opens it, as a damaged one, whatever could is offered. */
export function openersHere(status: StatusView | null): OpenersView {
  const { passphrase, keychain } = status?.openers ?? { passphrase: true, keychain: true };
  return { passphrase, keychain: keychain && status?.keychain === true };
}
