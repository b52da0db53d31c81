// Members by their certificates: what a leaf claims, checked for what all members can check alike. Whether the account
// key is the pinned one is everybody's own matter and is not decided here.
import {
  CryptoError,
  decodeDeviceCertificate,
  SUITE_XWING,
  verifyDeviceCertificate,
  type DeviceCertificate,
  type LeafNode,
} from '@hushroom/crypto';
import { sameBytes } from '../hex.ts';
import { shownControlKey } from './control-key.ts';
import { readdedAt } from './readd-request.ts';

/** A leaf as its certificate names it. */
export interface RoomMember {
  readonly leafIndex: number;
  readonly userName: string;
  readonly accountKey: Uint8Array;
  readonly deviceId: Uint8Array;
  /** The key with which the device could end the access token, if it were an admin's; null before its first renewal. */
  readonly controlKey: Uint8Array | null;
}

/** The certificate in a leaf, not yet verified. Throws a CryptoError. */
export function certificateOf(leafNode: LeafNode): DeviceCertificate {
  const { credential } = leafNode;
  if (credential.type !== 'basic') throw new CryptoError('bad-certificate', 'credential type');
  return decodeDeviceCertificate(credential.identity);
}

/** What every member checks of a leaf's credential, alike (RFC 9420 §5.3.1). Throws a CryptoError. */
export function checkCredential(leafNode: LeafNode, previous: LeafNode | null): void {
  const certificate = certificateOf(leafNode);
  if (!sameBytes(certificate.deviceKey, leafNode.signatureKey)) {
    throw new CryptoError('bad-certificate', 'device key is not the leaf key');
  }
  if (!certificate.suites.includes(SUITE_XWING)) throw new CryptoError('bad-certificate', 'suites');
  if (previous !== null) {
    const before = certificateOf(previous);
    const sameAccount =
      before.userName === certificate.userName && sameBytes(before.accountKey, certificate.accountKey);
    if (!sameAccount) throw new CryptoError('bad-certificate', 'another account in the same leaf');
    // Or an old request to be added again would count once more.
    if (readdedAt(leafNode) !== readdedAt(previous)) {
      throw new CryptoError('bad-certificate', 'another re-add in the same leaf');
    }
    if (before.signature.every((byte, index) => byte === certificate.signature[index])) return;
  }
  verifyDeviceCertificate(certificate);
}

export function memberOf(leafIndex: number, leafNode: LeafNode): RoomMember {
  const { userName, accountKey, deviceId } = certificateOf(leafNode);
  return { leafIndex, userName, accountKey, deviceId, controlKey: shownControlKey(leafNode) };
}
