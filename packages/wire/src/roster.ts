// Entries of the roster log. The relay checks names, keys and the statements of statement.ts, so that nobody fills it with
// rubbish; clients trust none of that and check every signature again, those inside device certificates too.
import { opaque, select, struct, uint53, uint8, type Codec } from '@hushroom/codec';
import { deviceId, hash, publicKey, signature, userName } from './ids.ts';
import { CERTIFICATE_BYTES_MAX } from './limits.ts';

/** A user name and its account key, signed by that key over AccountStatement. */
export interface AccountEntry {
  readonly userName: string;
  readonly accountKey: Uint8Array;
  /** SHA-256 of the account key that alone may replace this one. */
  readonly nextAccountKeyHash: Uint8Array;
  /** Ms since 1970, the account's claim. */
  readonly created: number;
  readonly signature: Uint8Array;
}

/** A device of an account. What the relay reads must equal what the certificate says; clients check that. */
export interface DeviceEntry {
  readonly userName: string;
  readonly deviceId: Uint8Array;
  readonly deviceKey: Uint8Array;
  /** An encoded device certificate, signed by the account key. */
  readonly certificate: Uint8Array;
}

/** Takes a device out, signed by the account key over RevocationStatement. */
export interface RevocationEntry {
  readonly userName: string;
  readonly deviceId: Uint8Array;
  readonly created: number;
  readonly signature: Uint8Array;
}

/** Replaces an account key, signed by the new key, whose hash the account committed to, over AccountStatement. */
export interface KeyChangeEntry {
  readonly userName: string;
  readonly accountKey: Uint8Array;
  readonly nextAccountKeyHash: Uint8Array;
  readonly created: number;
  readonly signature: Uint8Array;
}

export const accountEntry: Codec<AccountEntry> = struct<AccountEntry>({
  userName,
  accountKey: publicKey,
  nextAccountKeyHash: hash,
  created: uint53,
  signature,
});

export const deviceEntry: Codec<DeviceEntry> = struct<DeviceEntry>({
  userName,
  deviceId,
  deviceKey: publicKey,
  certificate: opaque(CERTIFICATE_BYTES_MAX),
});

export interface RosterEntries {
  account: AccountEntry;
  device: DeviceEntry;
  revocation: RevocationEntry;
  keyChange: KeyChangeEntry;
}

export const rosterEntry = select<RosterEntries>(uint8, {
  account: [1, accountEntry],
  device: [2, deviceEntry],
  revocation: [3, struct<RevocationEntry>({ userName, deviceId, created: uint53, signature })],
  keyChange: [
    4,
    struct<KeyChangeEntry>({
      userName,
      accountKey: publicKey,
      nextAccountKeyHash: hash,
      created: uint53,
      signature,
    }),
  ],
});

/** One entry of the roster log and its place in it, from 1, without gaps. */
export interface PlacedRosterEntry {
  readonly seq: number;
  /** An encoded {@link rosterEntry}: hashed as it is. */
  readonly payload: Uint8Array;
}

export const ROSTER_ENTRY_BYTES_MAX = CERTIFICATE_BYTES_MAX + 1024;

export const placedRosterEntry: Codec<PlacedRosterEntry> = struct<PlacedRosterEntry>({
  seq: uint53,
  payload: opaque(ROSTER_ENTRY_BYTES_MAX),
});
