// This profile's own account and device: the one record without which a profile is empty.
import { boolean, decode, encode, opaque, struct, text, uint53, type Codec } from '@hushroom/codec';
import { Secret } from '@hushroom/crypto';
import { deviceId, hash, publicKey, relayId, userName } from '@hushroom/wire';
import type { Transaction } from '../storage.ts';

const SPACE = 'account';
const KEY = 'self';
const ENTRY_BYTES_MAX = 8 * 1024;
const ADDRESS_BYTES_MAX = 400;
/** An Ed25519 secret key: seed, then public key. */
const SECRET_KEY_BYTES_MAX = 64;

export interface Account {
  readonly userName: string;
  readonly accountKey: Uint8Array;
  readonly nextAccountKeyHash: Uint8Array;
  readonly deviceId: Uint8Array;
  readonly deviceKey: Uint8Array;
  readonly deviceSecret: Secret;
  /** The roster entries of account and device, as they were sent. */
  readonly accountEntry: Uint8Array;
  readonly deviceEntry: Uint8Array;
  /** The device certificate: the credential of every leaf. */
  readonly certificate: Uint8Array;
  /** As typed or pasted, in canonical form. */
  readonly relayAddress: string;
  readonly relayId: Uint8Array;
  /** Whether the relay has confirmed it. Until then the profile counts as empty. */
  readonly registered: boolean;
  /** Ms since 1970. */
  readonly created: number;
}

interface StoredAccount extends Omit<Account, 'deviceSecret'> {
  readonly version: number;
  readonly deviceSecret: Uint8Array;
}

const storedAccount: Codec<StoredAccount> = struct<StoredAccount>({
  version: uint53,
  userName,
  accountKey: publicKey,
  nextAccountKeyHash: hash,
  deviceId,
  deviceKey: publicKey,
  deviceSecret: opaque(SECRET_KEY_BYTES_MAX),
  accountEntry: opaque(ENTRY_BYTES_MAX),
  deviceEntry: opaque(ENTRY_BYTES_MAX),
  certificate: opaque(ENTRY_BYTES_MAX),
  relayAddress: text(ADDRESS_BYTES_MAX),
  relayId,
  registered: boolean,
  created: uint53,
});

const VERSION = 1;

export function saveAccount(transaction: Transaction, account: Account): void {
  const stored = account.deviceSecret.use((deviceSecret) =>
    encode(storedAccount, { ...account, version: VERSION, deviceSecret }),
  );
  transaction.put(SPACE, KEY, stored);
}

/** Null in an empty profile. */
export function loadAccount(transaction: Transaction): Account | null {
  const stored = transaction.get(SPACE, KEY);
  if (stored === null) return null;
  const { deviceSecret, ...account } = decode(storedAccount, stored);
  return { ...account, deviceSecret: Secret.of(deviceSecret) };
}
