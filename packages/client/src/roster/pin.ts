// Pins: which account key stands for a name. The first key seen is pinned (trust on first use); from then on another key
// under the name changes nothing by itself. It is shown, it stops sending, and only the user replaces the pin.
import { boolean, decode, encode, optional, struct, type Codec } from '@hushroom/codec';
import { publicKey } from '@hushroom/wire';
import type { Verification } from '@hushroom/ipc';
import { sameBytes } from '../hex.ts';
import type { Transaction } from '../storage.ts';

const SPACE = 'pin';

export interface Pin {
  readonly accountKey: Uint8Array;
  /** The user compared safety numbers and they were equal. */
  readonly verified: boolean;
  /** Another key that was seen under the name since, and that the user has not yet judged. */
  readonly changedTo: Uint8Array | null;
}

const pinCodec: Codec<Pin> = struct<Pin>({
  accountKey: publicKey,
  verified: boolean,
  changedTo: optional(publicKey),
});

export function savePin(transaction: Transaction, userName: string, pin: Pin): void {
  transaction.put(SPACE, userName, encode(pinCodec, pin));
}

export function loadPins(transaction: Transaction): Map<string, Pin> {
  return new Map(transaction.list(SPACE).map(([userName, value]) => [userName, decode(pinCodec, value)]));
}

/** The pin after `accountKey` was seen under its name; the same object if nothing changed. */
export function pinSeen(pin: Pin | undefined, accountKey: Uint8Array): Pin {
  if (pin === undefined) return { accountKey, verified: false, changedTo: null };
  if (sameBytes(pin.accountKey, accountKey)) return pin;
  if (pin.changedTo !== null && sameBytes(pin.changedTo, accountKey)) return pin;
  return { ...pin, changedTo: accountKey };
}

/** The pin where `accountKey` was pinned before the one that is there; the same object if nothing changes. */
export function pinRestored(pin: Pin | undefined, accountKey: Uint8Array, verified: boolean): Pin {
  if (pin === undefined) return { accountKey, verified, changedTo: null };
  if (sameBytes(pin.accountKey, accountKey)) return verified ? { ...pin, verified } : pin;
  return { accountKey, verified, changedTo: keyInQuestion(pin) };
}

/** The key that a comparison or an acknowledgement would be about: the changed one, if there is one. */
export function keyInQuestion(pin: Pin): Uint8Array {
  return pin.changedTo ?? pin.accountKey;
}

/** The pin after the user took the key in question for what it is, compared or not. */
export function pinJudged(pin: Pin, verified: boolean): Pin {
  return { accountKey: keyInQuestion(pin), verified, changedTo: null };
}

export function verificationOf(pin: Pin): Verification {
  if (pin.changedTo === null) return pin.verified ? 'verified' : 'unverified';
  return pin.verified ? 'changed-verified' : 'changed';
}
