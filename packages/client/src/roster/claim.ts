// Claims key packages of somebody's devices. What the relay hands out is checked against the pin: it is here that a relay
// which swapped a key would have to show it.
import {
  CryptoError,
  decodeKeyPackage,
  SUITE_XWING,
  type DeviceCertificate,
  type KeyPackage,
} from '@hushroom/crypto';
import { RelayError } from '@hushroom/wire';
import type { Clock } from '../clock.ts';
import type { Session } from '../connection/session.ts';
import { EngineError } from '../engine-error.ts';
import { sameBytes } from '../hex.ts';
import { certificateOf, checkCredential } from '../room/member.ts';
import type { Pins } from './pins.ts';
import type { RosterDevice } from './roster-record.ts';
import type { Roster } from './roster.ts';

export interface ClaimedDevice {
  readonly deviceId: Uint8Array;
  readonly keyPackage: KeyPackage;
}

export interface ClaimParts {
  readonly session: Session;
  readonly roster: Roster;
  readonly pins: Pins;
  readonly clock: Clock;
}

/**
 * One key package for each device of a person; devices without one are left out. Throws {@link EngineError}
 * `unknown-person`, `identity-changed`, `account-deleted`, `person-unreachable`, or what the connection ends with.
 */
export async function claimDevices(parts: ClaimParts, userName: string): Promise<readonly ClaimedDevice[]> {
  const { session, roster, pins, clock } = parts;
  const pin = pins.get(userName);
  if (pin === null || !roster.has(userName)) throw new EngineError('unknown-person', userName);
  if (pin.changedTo !== null) throw new EngineError('identity-changed', userName);
  if (roster.hasLeft(userName, pin.accountKey)) throw new EngineError('account-deleted', userName);
  const claimed: ClaimedDevice[] = [];
  for (const device of roster.devicesOf(userName, pin.accountKey)) {
    const encoded = await claimOne(session, device);
    if (encoded === null) continue;
    const keyPackage = parse(encoded, clock.now());
    if (keyPackage === null) continue;
    const certificate = certificateOf(keyPackage.leafNode);
    if (!isOf(certificate, device)) {
      // A key of another account under this name is what pins are for; anything else is a faulty device.
      if (certificate.userName === userName) pins.see(userName, certificate.accountKey);
      if (!pins.isPinned(userName, certificate.accountKey))
        throw new EngineError('identity-changed', userName);
      continue;
    }
    claimed.push({ deviceId: device.deviceId, keyPackage });
  }
  if (claimed.length === 0) throw new EngineError('person-unreachable', userName);
  return claimed;
}

async function claimOne(session: Session, { deviceId }: RosterDevice): Promise<Uint8Array | null> {
  try {
    const reply = await session.request({ type: 'keys.claim', deviceId });
    return reply.keyPackage;
  } catch (error) {
    const isMissing =
      error instanceof RelayError && (error.code === 'no-key-package' || error.code === 'not-found');
    if (isMissing) return null;
    throw error;
  }
}

/** Null for a key package that cannot be used: malformed, poisoned, of another suite, not valid now, or with a false certificate. */
function parse(encoded: Uint8Array, now: number): KeyPackage | null {
  try {
    const keyPackage = decodeKeyPackage(encoded);
    if (keyPackage.cipherSuite !== SUITE_XWING) return null;
    checkCredential(keyPackage.leafNode, null);
    if (!isValidAt(keyPackage, now)) return null;
    return keyPackage;
  } catch (error) {
    if (error instanceof CryptoError) return null;
    throw error;
  }
}

/** RFC 9420 §10: whoever adds a client checks that its key package is not expired. `now` in ms. */
function isValidAt({ leafNode: { leafNodeSource } }: KeyPackage, now: number): boolean {
  if (leafNodeSource.type !== 'keyPackage') return false;
  const { notBefore, notAfter } = leafNodeSource.lifetime;
  return notBefore * 1000n <= BigInt(now) && BigInt(now) <= notAfter * 1000n;
}

function isOf(certificate: DeviceCertificate, device: RosterDevice): boolean {
  return (
    certificate.userName === device.userName &&
    sameBytes(certificate.accountKey, device.accountKey) &&
    sameBytes(certificate.deviceId, device.deviceId) &&
    sameBytes(certificate.deviceKey, device.deviceKey)
  );
}
