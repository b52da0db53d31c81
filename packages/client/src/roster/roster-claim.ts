// Entries of the roster as claims: decoded, their signatures checked, and nothing more believed of them. Whose key a name
// stands for is decided by pins, never here.
import { CodecError, decode } from '@hushroom/codec';
import {
  CryptoError,
  decodeDeviceCertificate,
  ed25519,
  isUserName,
  verifyDeviceCertificate,
} from '@hushroom/crypto';
import {
  accountStatement,
  revocationStatement,
  rosterEntry,
  signContent,
  type AccountEntry,
  type DeviceEntry,
  type KeyChangeEntry,
  type RevocationEntry,
} from '@hushroom/wire';
import { sameBytes } from '../hex.ts';

/** A device as its certificate, signed by the account key, describes it. */
export interface DeviceClaim {
  readonly userName: string;
  readonly accountKey: Uint8Array;
  readonly deviceId: Uint8Array;
  readonly deviceKey: Uint8Array;
}

export type RosterClaim =
  | { readonly type: 'account'; readonly userName: string; readonly accountKey: Uint8Array }
  | ({ readonly type: 'device' } & DeviceClaim)
  | { readonly type: 'revocation'; readonly entry: RevocationEntry };

/** Reads one entry; null if it is none that a client of this version believes. */
export function readClaim(payload: Uint8Array, relayId: Uint8Array): RosterClaim | null {
  try {
    const entry = decode(rosterEntry, payload);
    if (!isUserName(entry.userName)) return null;
    switch (entry.type) {
      case 'account':
        return accountClaim('Account', entry, relayId);
      case 'keyChange':
        return accountClaim('KeyChange', entry, relayId);
      case 'device':
        return deviceClaim(entry);
      case 'revocation':
        return { type: 'revocation', entry };
    }
  } catch (error) {
    if (error instanceof CodecError || error instanceof CryptoError) return null;
    throw error;
  }
}

/** Throws `bad-signature` unless the account key signed the revocation. */
export function checkRevocation(entry: RevocationEntry, accountKey: Uint8Array, relayId: Uint8Array): void {
  const { userName, deviceId, created, signature } = entry;
  const signed = signContent('Revocation', revocationStatement, { relayId, userName, deviceId, created });
  ed25519.verify(accountKey, signed, signature);
}

function accountClaim(
  label: 'Account' | 'KeyChange',
  entry: AccountEntry | KeyChangeEntry,
  relayId: Uint8Array,
): RosterClaim {
  const { userName, accountKey, nextAccountKeyHash, created, signature } = entry;
  const statement = { relayId, userName, accountKey, nextAccountKeyHash, created };
  ed25519.verify(accountKey, signContent(label, accountStatement, statement), signature);
  return { type: 'account', userName, accountKey };
}

function deviceClaim(entry: DeviceEntry): RosterClaim | null {
  const certificate = decodeDeviceCertificate(entry.certificate);
  verifyDeviceCertificate(certificate);
  const { userName, accountKey, deviceId, deviceKey } = certificate;
  // What the relay read in the clear must be what the account key signed.
  const agrees =
    userName === entry.userName &&
    sameBytes(deviceId, entry.deviceId) &&
    sameBytes(deviceKey, entry.deviceKey);
  return agrees ? { type: 'device', userName, accountKey, deviceId, deviceKey } : null;
}
