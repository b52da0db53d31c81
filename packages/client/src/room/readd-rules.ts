// When a commit may take a device out and in again without being an admin's: decided by every member alike from group
// state and commit alone, as all of commit-rules.ts.
import { CryptoError, encodeKeyPackage, type CommitSummary } from '@hushroom/crypto';
import { sameBytes } from '../hex.ts';
import { certificateOf } from './member.ts';
import { readdedAt, verifyReadd, type ReaddProof } from './readd-request.ts';

/** Throws to refuse a commit that claims to serve a request. */
export function checkReadd(commit: CommitSummary, { made, signature }: ReaddProof): void {
  const byValue = commit.proposals.filter(({ byReference }) => !byReference);
  const removes = byValue.flatMap(({ proposal }) => (proposal.type === 'remove' ? [proposal.removed] : []));
  const adds = byValue.flatMap(({ proposal }) => (proposal.type === 'add' ? [proposal.keyPackage] : []));
  const [removed] = removes;
  const [keyPackage] = adds;
  if (removed === undefined || keyPackage === undefined || removes.length + adds.length !== 2) {
    refuse('one out and one in');
  }
  const before = commit.treeBefore.leaf(removed);
  if (before === null) refuse('nobody there');
  const after = keyPackage.leafNode;
  const [was, is] = [certificateOf(before), certificateOf(after)];
  const isSame =
    was.userName === is.userName &&
    sameBytes(was.accountKey, is.accountKey) &&
    sameBytes(was.deviceId, is.deviceId) &&
    sameBytes(before.signatureKey, after.signatureKey);
  if (!isSame) refuse('another device');
  // Each request counts once, and none after a newer one: the leaf says by which it came.
  if (made <= readdedAt(before) || made !== readdedAt(after)) refuse('an old request');
  verifyReadd(before.signatureKey, {
    logId: commit.groupId,
    deviceId: is.deviceId,
    made,
    keyPackage: encodeKeyPackage(keyPackage),
    signature,
  });
}

function refuse(what: string): never {
  throw new CryptoError('commit-refused', `re-add: ${what}`);
}
